"""Signs events and posts them."""

from collections.abc import Callable, Collection
from datetime import datetime

import httpx
import structlog

from actions.gateways.signing import sign

log = structlog.get_logger(__name__)


class SignedPost:
    """`log_event`: under which name a failure is logged."""

    def __init__(
        self,
        client: httpx.AsyncClient,
        url: str,
        secrets: Collection[str],
        now: Callable[[], datetime],
        log_event: str,
        seconds: float = 5.0,
    ) -> None:
        self._client, self._url, self._secrets, self._now = client, url, secrets, now
        self._log_event, self._timeout = log_event, httpx.Timeout(seconds, connect=2.0)

    async def send(self, event: str) -> str | None:
        """Anything but a 2xx means: later again."""
        body = event.encode()
        headers = {
            "Content-Type": "application/json",
            "X-Gildong-Signature": sign(self._secrets, body, self._now()),
        }
        failure = await self._post(body, headers)
        if failure:
            log.warning(self._log_event, failure=failure)
        return failure

    async def _post(self, body: bytes, headers: dict[str, str]) -> str | None:
        try:
            answer = await self._client.post(self._url, content=body, headers=headers, timeout=self._timeout)
        except httpx.HTTPError as error:
            return type(error).__name__
        return None if answer.is_success else f"status {answer.status_code}"
