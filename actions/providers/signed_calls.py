"""Calls to services of the bank: signed, in bounded time, and never a reason for this program to fail."""

import asyncio
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import httpx
import structlog

SECONDS = 5.0
CONNECT = 2.0  # of these; a service that is not there is told from one that is slow
LARGEST_ANSWER = 65_536

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Told:
    """`repr` is silenced."""

    said: Any  # as JSON; None for whatever went wrong
    arrived: bool = True  # False when the service surely did nothing: it was not reached, or refused the call

    def __repr__(self) -> str:
        return f"Told(arrived={self.arrived})"


class CallRefusedError(ValueError):
    """A status by which the service says that the call itself was wrong."""


NOTHING_DONE = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, CallRefusedError)


class SignedCalls:
    """Neither what is asked nor what is answered is ever logged."""

    def __init__(self, client: httpx.AsyncClient, sign: Callable[[bytes], str]) -> None:
        self._client, self._sign = client, sign

    async def ask(self, what: str, url: str, question: Mapping[str, Any], seconds: float = SECONDS) -> Any:
        """What was answered, as JSON; None for whatever went wrong. `what` is for the log."""
        return (await self.tell(what, url, question, seconds)).said

    async def tell(self, what: str, url: str, question: Mapping[str, Any], seconds: float = SECONDS) -> Told:
        """The same, for those who must know whether something may have been done."""
        body = json.dumps(question, ensure_ascii=False, separators=(",", ":")).encode()
        headers = {"Content-Type": "application/json", "X-Gildong-Signature": self._sign(body)}
        timeout = httpx.Timeout(seconds, connect=min(CONNECT, seconds))
        request = self._client.build_request("POST", url, content=body, headers=headers, timeout=timeout)
        try:
            async with asyncio.timeout(seconds):
                return Told(await self._answer(request))
        except (httpx.HTTPError, TimeoutError, ValueError, RecursionError) as error:
            log.warning("service_of_the_bank_failed", what=what, error=type(error).__name__)
            return Told(None, arrived=not isinstance(error, NOTHING_DONE))

    async def _answer(self, request: httpx.Request) -> Any:
        response = await self._client.send(request, stream=True, follow_redirects=False)
        try:
            if response.is_client_error:
                raise CallRefusedError("status")
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
