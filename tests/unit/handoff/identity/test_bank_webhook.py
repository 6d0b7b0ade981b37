import asyncio
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import httpx
import pytest

from handoff.domain.signature import is_signed
from handoff.gateways.bank_webhook import BankWebhook

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
SECRET = "a-secret-shared-with-the-bank-for-tests"
BODY = {"v": 1, "name": "agent_replied", "conversation_id": "c"}


def webhook(answer: httpx.Response | Exception, asked: list[httpx.Request]) -> BankWebhook:
    def handle(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        if isinstance(answer, Exception):
            raise answer
        return answer

    client = httpx.AsyncClient(transport=httpx.MockTransport(handle))
    return BankWebhook(client, "https://bank.example/hook", SECRET, lambda: NOW)


async def test_the_bank_can_check_who_sent_it() -> None:
    asked: list[httpx.Request] = []
    assert await webhook(httpx.Response(204), asked).send(BODY)
    [request] = asked
    assert json.loads(request.content) == BODY
    assert is_signed(SECRET, request.headers["X-Gildong-Signature"], request.content, NOW)


@pytest.mark.parametrize("answer", [httpx.Response(500), httpx.Response(302), httpx.ConnectError("down")])
async def test_anything_but_a_success_means_again_later(answer: httpx.Response | Exception) -> None:
    assert not await webhook(answer, []).send(BODY)


async def test_an_answer_that_never_ends_means_again_later_too() -> None:
    async def dripping() -> AsyncIterator[bytes]:
        while True:
            yield b"."
            await asyncio.sleep(0)

    client = httpx.AsyncClient(transport=httpx.MockTransport(lambda _: httpx.Response(200, content=dripping())))
    assert not await BankWebhook(client, "https://bank.example/hook", SECRET, lambda: NOW, seconds=0.05).send(BODY)
