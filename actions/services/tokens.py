"""Tokens of the bank's own programs. Only a hash is kept; a token may do what its scopes name and nothing else."""

import hashlib
import hmac
import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Protocol

SCOPES = (
    "cases:create",
    "cases:read",
    "cases:cancel",
    "cases:redact",
    "cases:risk",
    "visits:report",
    "webhooks:replay",
)
NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
PREFIX = "gildong"  # so that a scanner of source code knows one that was left there


@dataclass(frozen=True, slots=True)
class ServiceToken:
    """`hash`: of a secret with 256 random bits, which needs no salt and no slow function."""

    name: str
    key_id: str
    hash: str
    scopes: frozenset[str]
    created_at: datetime
    revoked_at: datetime | None = None
    used_on: date | None = None  # the last day; more would tell who works when


class ServiceTokens(Protocol):
    async def add(self, token: ServiceToken) -> bool:
        """False when the name is taken: a revoked token keeps its name, which stands in the history of cases."""

    async def of_key(self, key_id: str) -> ServiceToken | None: ...
    async def all(self) -> list[ServiceToken]: ...
    async def save(self, token: ServiceToken) -> None: ...


class TokenRefused(Exception):  # noqa: N818 — the operator reads it as the message
    """What the operator asked for cannot be done."""


def make_token(name: str, scopes: Collection[str], key_id: str, secret: str, now: datetime) -> tuple[ServiceToken, str]:
    """The token as it is kept, and as the bank's program shows it: this is the only time that it is seen."""
    if not NAME.fullmatch(name):
        raise TokenRefused("a name has small letters, digits, dots, dashes; at most 64")
    if unknown := sorted(set(scopes) - set(SCOPES)):
        raise TokenRefused(f"no such scope: {', '.join(unknown)}; there are {', '.join(SCOPES)}")
    if not scopes:
        raise TokenRefused(f"a token needs at least one scope of {', '.join(SCOPES)}")
    return ServiceToken(name, key_id, _hash(secret), frozenset(scopes), now), f"{PREFIX}_{key_id}_{secret}"


def read_token(shown: str) -> tuple[str, str]:
    """Key id and hash of what a caller shows; of anything else what no token has."""
    prefix, _, rest = shown.partition("_")
    key_id, _, secret = rest.partition("_")
    return (key_id if prefix == PREFIX else "", _hash(secret))


def opens(token: ServiceToken | None, shown_hash: str) -> bool:
    """As long for a token that does not exist as for one that is wrong."""
    same = hmac.compare_digest(token.hash if token else _hash(""), shown_hash)
    return same and token is not None and token.revoked_at is None


def used(token: ServiceToken, today: date) -> ServiceToken | None:
    """The token with the day noted; nothing when it is noted already."""
    return None if token.used_on == today else replace(token, used_on=today)


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode(errors="replace")).hexdigest()
