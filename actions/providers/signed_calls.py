"""Calls to services of the bank: signed, in bounded time, and never a reason for this program to fail."""

import asyncio
import json
from collections.abc import Callable, Mapping
from typing import Any

import httpx
import structlog

SECONDS = 5.0
LARGEST_ANSWER = 65_536

log = structlog.get_logger(__name__)


class SignedCalls:
    """Neither what is asked nor what is answered is ever logged."""

    def __init__(self, client: httpx.AsyncClient, sign: Callable[[bytes], str]) -> None:
        self._client, self._sign = client, sign

    async def ask(self, what: str, url: str, question: Mapping[str, Any], seconds: float = SECONDS) -> Any:
        """What was answered, as JSON; None for whatever went wrong. `what` is for the log."""
        body = json.dumps(question, ensure_ascii=False, separators=(",", ":")).encode()
        headers = {"Content-Type": "application/json", "X-Gildong-Signature": self._sign(body)}
        request = self._client.build_request("POST", url, content=body, headers=headers, timeout=seconds)
        try:
            async with asyncio.timeout(seconds):
                return await self._answer(request)
        except (httpx.HTTPError, TimeoutError, ValueError, RecursionError) as error:
            log.warning("service_of_the_bank_failed", what=what, error=type(error).__name__)
            return None

    async def _answer(self, request: httpx.Request) -> Any:
        response = await self._client.send(request, stream=True, follow_redirects=False)
        try:
            if response.status_code != httpx.codes.OK:
                raise ValueError("status")
            body = bytearray()
            async for chunk in response.aiter_bytes():
                body += chunk
                if len(body) > LARGEST_ANSWER:
                    raise ValueError("size")
            return json.loads(body)
        finally:
            await response.aclose()
