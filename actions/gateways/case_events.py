"""Signs case events and hands them to handoff/."""

import hashlib
import hmac
from collections.abc import Callable
from datetime import datetime

import httpx
import structlog

log = structlog.get_logger(__name__)
TIMEOUT = httpx.Timeout(5.0, connect=2.0)


def sign(secret: str, body: bytes, now: datetime) -> str:
    """`t=<unix seconds>,v1=<hex HMAC-SHA256 of "t.body">`, over raw bytes."""
    moment = str(int(now.timestamp()))
    digest = hmac.new(secret.encode(), moment.encode() + b"." + body, hashlib.sha256).hexdigest()
    return f"t={moment},v1={digest}"


class CaseEventsGateway:
    def __init__(self, client: httpx.AsyncClient, url: str, secret: str, now: Callable[[], datetime]) -> None:
        self._client, self._url, self._secret, self._now = client, url, secret, now

    async def send(self, event: str) -> bool:
        """Whether it has arrived. Anything but a 2xx means: later again."""
        body = event.encode()
        headers = {
            "Content-Type": "application/json",
            "X-Gildong-Signature": sign(self._secret, body, self._now()),
        }
        try:
            answer = await self._client.post(self._url, content=body, headers=headers, timeout=TIMEOUT)
        except httpx.HTTPError as error:
            log.warning("case_event_not_delivered", error=type(error).__name__)
            return False
        if not answer.is_success:
            log.warning("case_event_not_delivered", status=answer.status_code)
        return answer.is_success
