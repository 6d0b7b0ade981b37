import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from handoff.gateways.bot import HttpBot, parse
from handoff.services.bot_port import (
    BotBrokenError,
    BotRefusedError,
    Bubble,
    Done,
    HelpDeclined,
    LanguageAsked,
    Line,
    PersonAsked,
)

CONTRACTS = sorted((Path(__file__).parents[3] / "contracts").glob("bot_turn_*.json"))
TURNS = [json.loads(path.read_text(encoding="utf-8")) for path in CONTRACTS]


async def answered(status: int, body: str, question: Any = None) -> list[Line]:
    def respond(request: httpx.Request) -> httpx.Response:
        assert request.headers["authorization"] == "Bearer secret"
        assert json.loads(request.content) == (question or {})
        return httpx.Response(status, text=body)

    bot = HttpBot("http://bot.test", "secret", httpx.MockTransport(respond))
    lines = [line async for line in bot.answer(question or {})]
    await bot.close()
    return lines


@pytest.mark.parametrize("turn", TURNS, ids=lambda turn: turn["about"])
async def test_every_agreed_answer_is_understood_to_its_end(turn: Any) -> None:
    sent = "".join(json.dumps(line) + "\n" for line in turn["lines"])
    lines = await answered(200, sent, turn["request"])
    bubbles = [line for line in lines if isinstance(line, Bubble)]
    assert lines[-1] == Done(len(bubbles))
    for bubble, line in zip(bubbles, [one["bubble"] for one in turn["lines"] if "bubble" in one], strict=True):
        assert (bubble.n, bubble.kind, bubble.body, bubble.staff) == (
            line["n"],
            line["kind"],
            line["body"],
            line["staff"],
        )


def test_each_kind_of_line_is_told_apart() -> None:
    assert parse('{"handoff": {"trigger": "phishing", "topic": "general"}}') == PersonAsked("phishing", "general")
    assert parse('{"language": "fa"}') == LanguageAsked("fa")
    assert parse('{"declined": "help"}') == HelpDeclined()
    assert parse('{"done": true, "count": 2}') == Done(2)


@pytest.mark.parametrize(
    "line",
    [
        "not json",
        "{}",
        '{"done": true}',
        '{"language": "de"}',
        '{"bubble": {"n": 0, "kind": "text", "body": {"text": "900101-1000006", "more": 1}, "staff": {}}}',
        '{"bubble": {"n": 0, "kind": "choices", "body": {"text": "x"}, "staff": {}}}',
        '{"bubble": {"n": 0, "kind": "card", "body": {"text": "x"}, "staff": {}}}',
    ],
)
def test_a_line_that_was_not_agreed_breaks_the_turn_without_being_quoted(line: str) -> None:
    with pytest.raises(BotBrokenError) as broken:
        parse(line)
    assert "900101" not in str(broken.value)


@pytest.mark.parametrize(("status", "error"), [(400, BotRefusedError), (413, BotRefusedError), (503, BotBrokenError)])
async def test_a_status_tells_whether_to_ask_again(status: int, error: type[Exception]) -> None:
    with pytest.raises(error):
        await answered(status, "")


async def test_a_bot_that_is_not_there_is_worth_another_try() -> None:
    def refuse(_: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("no route")

    bot = HttpBot("http://bot.test", "secret", httpx.MockTransport(refuse))
    with pytest.raises(BotBrokenError):
        [line async for line in bot.answer({})]
    await bot.close()
