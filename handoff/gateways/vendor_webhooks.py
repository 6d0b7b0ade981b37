"""What vendors send goes on to actions/ as it came: it is signed over its very bytes."""

import asyncio
from collections.abc import Sequence

import httpx
import structlog

from handoff.domain.errors import Refused
from handoff.services.actions_port import Answer

SECONDS = 8  # vendors wait a little longer; actions/ only writes down what came
TIMEOUT = httpx.Timeout(6.0, connect=2.0)
# They belong to one line and not to what is said over it.
OF_THE_LINE = frozenset({"connection", "content-length", "expect", "host", "keep-alive", "te", "trailer"}) | frozenset(
    {"proxy-authenticate", "proxy-authorization", "transfer-encoding", "upgrade"}
)
RawHeaders = Sequence[tuple[bytes, bytes]]

log = structlog.get_logger(__name__)


class VendorWebhooksGateway:
    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client

    async def pass_on(self, vendor: str, headers: RawHeaders, body: bytes) -> Answer:
        kept = [(name, value) for name, value in headers if name.decode().lower() not in OF_THE_LINE]
        path = f"/webhooks/vendors/{vendor}"
        request = self._client.build_request("POST", path, content=body, headers=kept, timeout=TIMEOUT)
        try:
            async with asyncio.timeout(SECONDS):
                response = await self._client.send(request)
        except (httpx.HTTPError, TimeoutError) as error:
            log.warning("actions_unreachable", path="/webhooks/vendors", error=type(error).__name__)
            raise Refused("unavailable") from None
        return Answer(response.status_code, response.headers.get("content-type", ""), response.content)
