"""Speaks to actions/ with a signed statement of who asks; every wait is bounded."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import asdict
from datetime import datetime, timedelta

import httpx
import jwt
import structlog

from handoff.domain.errors import HandoffError, Refused
from handoff.services.actions_port import Answer, Asker, Upload

ASK_SECONDS = 8
UPLOAD_SECONDS = 120  # a photo over a weak mobile network, and its checks
STATEMENT_VALID = timedelta(seconds=60)
TIMEOUT = httpx.Timeout(6.0, connect=2.0)
UPLOAD_TIMEOUT = httpx.Timeout(20.0, connect=2.0)
BROKEN = "unavailable"

log = structlog.get_logger(__name__)


class ActionsGateway:
    def __init__(self, client: httpx.AsyncClient, secret: str, now: Callable[[], datetime]) -> None:
        self._client = client
        self._secret = secret
        self._now = now

    async def get(self, asker: Asker, path: str, query: Mapping[str, str] | None = None) -> Answer:
        request = self._client.build_request("GET", path, params=query, headers=self._headers(asker), timeout=TIMEOUT)
        return await self._send(request, ASK_SECONDS)

    async def post(
        self, asker: Asker, path: str, body: Mapping[str, object], query: Mapping[str, str] | None = None
    ) -> Answer:
        request = self._client.build_request(
            "POST", path, params=query, json=body, headers=self._headers(asker), timeout=TIMEOUT
        )
        return await self._send(request, ASK_SECONDS)

    async def upload(self, asker: Asker, path: str, upload: Upload, query: Mapping[str, str] | None = None) -> Answer:
        """Passes the chunks on as they come; nothing is gathered here or written to disk."""
        headers = self._headers(asker) | {
            "Content-Type": upload.content_type,
            "Content-Length": str(upload.length),
            "Idempotency-Key": upload.idempotency_key,
        }
        request = self._client.build_request(
            "POST", path, params=query, content=_exactly(upload), headers=headers, timeout=UPLOAD_TIMEOUT
        )
        return await self._send(request, UPLOAD_SECONDS)

    async def is_ready(self) -> bool:
        try:
            return (await self._client.get("/readyz", timeout=2)).status_code == 200
        except httpx.HTTPError:
            return False

    def _headers(self, asker: Asker) -> dict[str, str]:
        claims = {name: value for name, value in asdict(asker).items() if value is not None}
        claims["sub"] = claims.pop("id")
        now = self._now()
        claims |= {"aud": "actions", "iat": now, "exp": now + STATEMENT_VALID}
        return {"Authorization": f"Bearer {jwt.encode(claims, self._secret, algorithm='HS256')}"}

    async def _send(self, request: httpx.Request, seconds: float) -> Answer:
        try:
            async with asyncio.timeout(seconds):
                response = await self._client.send(request)
        except (httpx.HTTPError, TimeoutError) as error:
            log.warning("actions_unreachable", path=request.url.path, error=type(error).__name__)
            raise Refused(BROKEN) from None
        if response.status_code >= 500 or response.status_code == 401:
            # 401: the two programs do not share the statement secret, the operator's concern and not the asker's.
            log.error("actions_failed", path=request.url.path, status=response.status_code)
            raise Refused(BROKEN)
        return Answer(response.status_code, response.headers.get("content-type", ""), response.content)


async def _exactly(upload: Upload) -> AsyncIterator[bytes]:
    """Bounded while streaming: what was announced, no more; less means that the customer's line broke."""
    passed = 0
    async for chunk in upload.chunks:
        passed += len(chunk)
        if passed > upload.length:
            raise Refused("too_large")
        yield chunk
    if passed < upload.length:
        raise HandoffError("interrupted")
