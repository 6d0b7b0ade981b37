"""Signs case events and hands them to handoff/."""

from collections.abc import Callable
from datetime import datetime

import httpx
import structlog

from actions.gateways.signing import sign

log = structlog.get_logger(__name__)
TIMEOUT = httpx.Timeout(5.0, connect=2.0)


class CaseEventsGateway:
    def __init__(self, client: httpx.AsyncClient, url: str, secret: str, now: Callable[[], datetime]) -> None:
        self._client, self._url, self._secret, self._now = client, url, secret, now

    async def send(self, event: str) -> bool:
        """Whether it has arrived. Anything but a 2xx means: later again."""
        body = event.encode()
        headers = {
            "Content-Type": "application/json",
            "X-Gildong-Signature": sign((self._secret,), body, self._now()),
        }
        try:
            answer = await self._client.post(self._url, content=body, headers=headers, timeout=TIMEOUT)
        except httpx.HTTPError as error:
            log.warning("case_event_not_delivered", error=type(error).__name__)
            return False
        if not answer.is_success:
            log.warning("case_event_not_delivered", status=answer.status_code)
        return answer.is_success
