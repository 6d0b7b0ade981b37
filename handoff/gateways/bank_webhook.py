"""Posts signed notices to the bank's own address."""

import asyncio
import json
from collections.abc import Callable, Mapping
from datetime import datetime

import httpx
import structlog

from handoff.domain.signature import sign

SECONDS = 30  # for a whole delivery: the client's own patience begins anew with every byte

log = structlog.get_logger(__name__)


class BankWebhook:
    def __init__(
        self, client: httpx.AsyncClient, url: str, secret: str, now: Callable[[], datetime], seconds: float = SECONDS
    ) -> None:
        self._seconds = seconds
        self._client = client
        self._url = url
        self._secret = secret
        self._now = now

    async def send(self, body: Mapping[str, object]) -> bool:
        raw = json.dumps(body, separators=(",", ":")).encode()
        headers = {
            "Content-Type": "application/json",
            "X-Gildong-Signature": sign(self._secret, raw, self._now()),
        }
        try:
            async with asyncio.timeout(self._seconds):
                response = await self._client.post(self._url, content=raw, headers=headers, timeout=10)
        except (httpx.HTTPError, TimeoutError) as error:
            log.warning("bank_webhook_unreachable", error=type(error).__name__)
            return False
        if not response.is_success:
            log.warning("bank_webhook_refused", status=response.status_code)
        return response.is_success
