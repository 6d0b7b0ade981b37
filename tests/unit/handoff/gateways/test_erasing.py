"""What the front door says to bot/ and actions/, held to the agreed examples."""

import json
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from handoff.gateways.actions import ActionsGateway
from handoff.gateways.erasing import ErasingGateway
from handoff.services.erasure_ports import Unreachable

CONTRACTS = Path(__file__).parents[3] / "contracts"
BOT = json.loads((CONTRACTS / "bot_erase.json").read_text())
ACTIONS = json.loads((CONTRACTS / "actions_erasure.json").read_text())
ID = BOT["request"]["erasure_id"]
SECRET = "a secret that is long enough for a signature"

Answer = Callable[[httpx.Request], httpx.Response]


def gateway(answer: Answer) -> ErasingGateway:
    http = httpx.AsyncClient(transport=httpx.MockTransport(answer))
    actions = httpx.AsyncClient(transport=httpx.MockTransport(answer), base_url="http://actions")
    statements = ActionsGateway(actions, SECRET, lambda: datetime(2026, 11, 22, tzinfo=UTC))
    return ErasingGateway(http, "http://bot/", "the bot's", statements)


def agreed(example: dict[str, Any]) -> Answer:
    def answer(request: httpx.Request) -> httpx.Response:
        assert request.url.path == example["path"]
        assert json.loads(request.content) == example["request"]
        return httpx.Response(200, json=example["answer"])

    return answer


async def ask_bot(asked: ErasingGateway) -> Any:
    return await asked.bot(ID, BOT["request"]["conversation_ids"])


async def ask_actions(asked: ErasingGateway) -> Any:
    return await asked.actions(ID, ACTIONS["request"]["customer_ids"], ACTIONS["request"]["case_ids"])


BOTH = [(BOT, ask_bot), (ACTIONS, ask_actions)]


@pytest.mark.parametrize(("example", "ask"), BOTH)
async def test_what_was_agreed_is_said_and_understood(
    example: dict[str, Any], ask: Callable[[ErasingGateway], Awaitable[Any]]
) -> None:
    told = await ask(gateway(agreed(example)))
    assert told["deleted"] == example["answer"]["deleted"]
    assert list(told.get("kept", [])) == example["answer"].get("kept", [])
    assert list(told.get("vendors", [])) == example["answer"].get("vendors", [])
    assert list(told.get("case_ids", [])) == example["answer"].get("case_ids", [])


@pytest.mark.parametrize(("example", "ask"), BOTH)
@pytest.mark.parametrize(
    "wrong", [{"v": 2}, {"deleted": {"trackers": -1}}, {"erasure_id": "another"}, {"deleted": "all of it"}]
)
async def test_whoever_answers_something_else_has_not_done_it(
    example: dict[str, Any], ask: Callable[[ErasingGateway], Awaitable[Any]], wrong: dict[str, Any]
) -> None:
    with pytest.raises(Unreachable):
        await ask(gateway(lambda _: httpx.Response(200, json=example["answer"] | wrong)))


@pytest.mark.parametrize(("_example", "ask"), BOTH)
@pytest.mark.parametrize("status", [401, 404, 503])
async def test_a_refusal_is_tried_again_later(
    _example: object, ask: Callable[[ErasingGateway], Awaitable[Any]], status: int
) -> None:
    with pytest.raises(Unreachable):
        await ask(gateway(lambda _: httpx.Response(status, json={"error": "not_ready"})))


@pytest.mark.parametrize(("_example", "ask"), BOTH)
async def test_so_is_a_program_that_is_down(_example: object, ask: Callable[[ErasingGateway], Awaitable[Any]]) -> None:
    def down(_: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused")

    with pytest.raises(Unreachable):
        await ask(gateway(down))


async def test_the_bot_is_shown_its_secret_and_actions_a_statement_of_ours() -> None:
    seen: dict[str, str] = {}

    def remember(request: httpx.Request) -> httpx.Response:
        seen[request.url.host] = request.headers["authorization"]
        return httpx.Response(503)

    asked = gateway(remember)
    for ask in (ask_bot, ask_actions):
        with pytest.raises(Unreachable):
            await ask(asked)
    assert seen["bot"] == "Bearer the bot's"
    assert seen["actions"].count(".") == 2
