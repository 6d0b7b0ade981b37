import hashlib
import hmac

import httpx
import pytest

from actions.gateways.signed_post import SignedPost
from actions.testing import MORNING

SECRETS = ("a secret of this test", "the one that comes after it")


async def send(answer: httpx.Response | httpx.HTTPError, seen: list[httpx.Request]) -> str | None:
    def handle(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        if isinstance(answer, Exception):
            raise answer
        return answer

    async with httpx.AsyncClient(transport=httpx.MockTransport(handle)) as client:
        post = SignedPost(client, "http://handoff/internal/case-events", SECRETS, lambda: MORNING, "not_delivered")
        return await post.send('{"v":1,"name":"홍"}')


async def test_an_event_is_signed_over_its_bytes_with_each_secret() -> None:
    seen: list[httpx.Request] = []
    assert await send(httpx.Response(204), seen) is None
    moment = str(int(MORNING.timestamp()))
    signed = f"{moment}.".encode() + seen[0].content
    digests = [hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest() for secret in SECRETS]
    assert seen[0].headers["x-gildong-signature"] == f"t={moment},v1={digests[0]},v1={digests[1]}"


@pytest.mark.parametrize(
    ("answer", "failure"),
    [
        (httpx.Response(500), "status 500"),
        (httpx.Response(302, headers={"Location": "http://elsewhere"}), "status 302"),
        (httpx.ConnectError("down"), "ConnectError"),
    ],
)
async def test_anything_but_a_yes_means_later_again(answer: httpx.Response | httpx.HTTPError, failure: str) -> None:
    assert await send(answer, []) == failure
