import json
from typing import Any

from channels.output import GatewayOutput

INTENT = {"name": "request_human", "confidence": 0.87654}


async def said(*messages: dict[str, Any], step: str | None = None) -> list[dict[str, Any]]:
    lines: list[str] = []
    output = GatewayOutput(lines.append, INTENT, step, "release")
    for message in messages:
        await output.send_response("c", message)
    return [json.loads(line) for line in [*lines, *output.closing()]]


async def test_staff_see_how_it_was_understood_and_what_answered() -> None:
    metadata = {"explains": True, "facts": ["kr.sold"]}
    (line, _) = await said({"text": "hello", "id": "utter_greet.en", "metadata": metadata})
    assert line["bubble"]["staff"] == {
        "intent": "request_human",
        "confidence": 0.8765,
        "response": "utter_greet",
        "release": "release",
        "explains": True,
        "facts": ["kr.sold"],
    }


async def test_a_card_brings_no_options() -> None:
    button = {"title": "go", "payload": "greet"}
    (line, _) = await said({"text": "a selfie", "buttons": [button], "custom": {"card": "selfie"}})
    assert line["bubble"]["kind"] == "card"
    assert line["bubble"]["body"] == {"card": "selfie", "text": "a selfie"}


async def test_a_handoff_comes_after_the_last_bubble_and_once() -> None:
    asks = {"text": "called", "custom": {"handoff": {"trigger": "customer_asked"}}}
    lines = await said(asks, dict(asks), {"text": "more"}, step="selfie")
    assert [next(iter(line)) for line in lines] == ["bubble", "bubble", "bubble", "handoff", "done"]
    assert lines[3]["handoff"] == {"trigger": "customer_asked", "topic": "selfie"}
    assert lines[4] == {"done": True, "count": 3}


async def test_a_message_without_text_is_no_bubble() -> None:
    assert await said({"text": None, "custom": None}) == [{"done": True, "count": 0}]
