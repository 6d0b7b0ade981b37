"""The bank's JWKS, from a file or an address. The algorithm follows from the kind of key, never from the token."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import jwt
import structlog

from handoff.gateways.customer_tokens import FindKey, Key

FRESH = timedelta(minutes=10)
BETWEEN_FETCHES = timedelta(seconds=30)  # an unknown key id must not make us hammer the bank
ALGORITHMS = {("RSA", None): "RS256", ("EC", "P-256"): "ES256", ("OKP", "Ed25519"): "EdDSA"}

log = structlog.get_logger(__name__)
Fetch = Callable[[], Awaitable[bytes]]


def parse_keys(text: bytes) -> Mapping[str | None, Key]:
    """Keys for signing by their id; kinds that we do not pin an algorithm for are left out."""
    keys: dict[str | None, Key] = {}
    for entry in json.loads(text).get("keys", []):
        algorithm = ALGORITHMS.get((entry.get("kty"), entry.get("crv")))
        if algorithm and entry.get("use", "sig") == "sig":
            keys[entry.get("kid")] = (jwt.PyJWK(entry, algorithm).key, algorithm)
    return keys


def keys_of_file(path: str) -> FindKey:
    keys = parse_keys(Path(path).read_bytes())

    async def find(kid: str | None) -> Key | None:
        return _choose(keys, kid)

    return find


class KeysOfAddress:
    """Keeps what it last fetched: a bank's key server that is down for a while keeps nobody out."""

    def __init__(self, fetch: Fetch, now: Callable[[], datetime]) -> None:
        self._fetch = fetch
        self._now = now
        self._keys: Mapping[str | None, Key] = {}
        self._fetched_at: datetime | None = None
        self._one_at_a_time = asyncio.Lock()

    async def find(self, kid: str | None) -> Key | None:
        async with self._one_at_a_time:
            key = _choose(self._keys, kid)
            if self._older_than(FRESH if key else BETWEEN_FETCHES):
                await self._refresh()
            return _choose(self._keys, kid)

    def _older_than(self, age: timedelta) -> bool:
        return self._fetched_at is None or self._now() - self._fetched_at > age

    async def _refresh(self) -> None:
        self._fetched_at = self._now()
        try:
            self._keys = parse_keys(await self._fetch())
        except (httpx.HTTPError, ValueError, jwt.PyJWTError) as error:
            log.warning("customer_keys_unreachable", error=type(error).__name__)


def fetch_with(client: httpx.AsyncClient, url: str) -> Fetch:
    async def fetch() -> bytes:
        response = await client.get(url, timeout=5)
        return response.raise_for_status().content

    return fetch


def _choose(keys: Mapping[str | None, Any], kid: str | None) -> Key | None:
    if kid is None and len(keys) == 1:
        return next(iter(keys.values()))  # type: ignore[no-any-return]  # the JWT library types keys as Any
    return keys.get(kid)
