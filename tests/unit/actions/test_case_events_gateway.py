import hashlib
import hmac

import httpx
import pytest

from actions.gateways.case_events import CaseEventsGateway
from actions.testing import MORNING

SECRET = "a secret of this test"


async def send(answer: httpx.Response | httpx.HTTPError, seen: list[httpx.Request]) -> bool:
    def handle(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        if isinstance(answer, Exception):
            raise answer
        return answer

    async with httpx.AsyncClient(transport=httpx.MockTransport(handle)) as client:
        gateway = CaseEventsGateway(client, "http://handoff/internal/case-events", SECRET, lambda: MORNING)
        return await gateway.send('{"v":1,"name":"홍"}')


async def test_an_event_is_signed_over_its_bytes() -> None:
    seen: list[httpx.Request] = []
    assert await send(httpx.Response(204), seen)
    moment = str(int(MORNING.timestamp()))
    digest = hmac.new(SECRET.encode(), f"{moment}.".encode() + seen[0].content, hashlib.sha256).hexdigest()
    assert seen[0].headers["x-gildong-signature"] == f"t={moment},v1={digest}"


@pytest.mark.parametrize("answer", [httpx.Response(500), httpx.Response(401), httpx.ConnectError("down")])
async def test_anything_but_a_yes_means_later_again(answer: httpx.Response | httpx.HTTPError) -> None:
    assert not await send(answer, [])
