import json
from pathlib import Path
from typing import Any

import pytest
from channels import lines
from channels.strict import MalformedError
from channels.wire import Case, Choice, Event, Text, parse_request

CONTRACTS = sorted((Path(__file__).parents[2] / "contracts").glob("bot_turn_*.json"))


def example(name: str = "text") -> dict[str, Any]:
    path = next(path for path in CONTRACTS if path.stem == f"bot_turn_{name}")
    return dict(json.loads(path.read_text(encoding="utf-8"))["request"])


def parse(request: object) -> Any:
    return parse_request(json.dumps(request).encode())


@pytest.mark.parametrize("path", CONTRACTS, ids=lambda path: path.stem)
def test_every_agreed_request_is_understood_in_full(path: Path) -> None:
    request = json.loads(path.read_text(encoding="utf-8"))["request"]
    parsed = parse(request)
    assert (parsed.turn_id, parsed.conversation_id) == (request["turn_id"], request["conversation_id"])
    assert (parsed.epoch, parsed.language) == (request["epoch"], request["language"])
    assert parsed.metadata["case"] == request["metadata"]["case"]


@pytest.mark.parametrize("path", CONTRACTS, ids=lambda path: path.stem)
def test_every_agreed_line_is_what_the_bot_writes(path: Path) -> None:
    for agreed in json.loads(path.read_text(encoding="utf-8"))["lines"]:
        assert json.loads(written(agreed)) == agreed


def written(agreed: dict[str, Any]) -> str:
    if "bubble" in agreed:
        bubble = agreed["bubble"]
        body = bubble["body"]
        options = [{"payload": option["id"], "title": option["label"]} for option in body.get("options", [])]
        kind, made = lines.body_of(body["text"], options, body.get("card"))
        return lines.bubble(bubble["n"], kind, made, lines.Staff(**bubble["staff"]))
    if "handoff" in agreed:
        return lines.handoff(**agreed["handoff"])
    if "declined" in agreed:
        return lines.declined()
    return lines.language(agreed["language"]) if "language" in agreed else lines.done(agreed["count"])


def test_what_was_said_is_one_of_three_things() -> None:
    assert parse(example("text")).said == Text("셀카는 왜 찍어야 해요?")
    assert parse(example("choice")).said == Choice("start_verification")
    assert parse(example("choice_value")).said == Choice("change_language", "fa")
    assert parse(example("opened")).said == Event("opened", {})


def test_the_case_is_handoffs_copy() -> None:
    case = parse(example("text")).case
    assert isinstance(case, Case)
    assert (case.status, case.step, case.step_kind, case.attempts_left) == ("started", "selfie", "selfie", 3)
    assert parse(example("opened")).case is None


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"v": 2}, "v"),
        ({"v": True}, "v"),
        ({"turn_id": "another:1"}, "turn_id"),
        ({"turn_id": "0199a6b0-7c1e-7d2a-9f00-2b6f3c1d4e5f:x"}, "turn_id"),
        ({"conversation_id": "../etc"}, "conversation_id"),
        ({"epoch": "3"}, "epoch"),
        ({"language": "de"}, "language"),
        ({"text": 7}, "text"),
        ({"text": "a" * 4001}, "text"),
        ({"text": " \u200e\u202e "}, "text"),
        ({"choice": {"id": "greet"}}, "body"),
        ({"role": "agent"}, "body"),
        ({"metadata": {"customer_id": "c"}}, "metadata"),
        ({"metadata": {"customer_id": "c", "case": {"status": "started"}}}, "metadata.case.case_id"),
        ({"metadata": {"customer_id": "c", "case": {"case_id": "k", "status": "started", "x": 1}}}, "metadata.case"),
    ],
)
def test_what_is_not_agreed_is_refused_by_the_name_of_its_field(changed: dict[str, Any], field: str) -> None:
    with pytest.raises(MalformedError) as refusal:
        parse({**example(), **changed})
    assert refusal.value.field == field


@pytest.mark.parametrize("option", ["", "Greet", "greet.", "a b", "/greet", "greet{}", "greet.x.y", "g" * 65])
def test_a_choice_is_the_id_of_an_option(option: str) -> None:
    with pytest.raises(MalformedError):
        parse({**example("choice"), "choice": {"id": option}})


@pytest.mark.parametrize(
    "event",
    [
        {"name": "verified", "params": {}},
        {"name": "opened", "params": {"step": "selfie"}},
        {"name": "case_moved", "params": {}},
        {"name": "case_moved", "params": {"result": "verified"}},
        {"name": "case_moved", "params": {"result": "passed", "attempts_left": "2"}},
    ],
)
def test_an_event_is_one_of_the_catalogue(event: dict[str, Any]) -> None:
    with pytest.raises(MalformedError):
        parse({**example("opened"), "event": event})


@pytest.mark.parametrize("body", [b"", b"null", b"[]", b"\xff\xfe", b"{}"])
def test_anything_else_is_no_request(body: bytes) -> None:
    with pytest.raises(MalformedError):
        parse_request(body)


def test_a_line_never_breaks_inside_a_text() -> None:
    line = lines.bubble(0, "text", {"text": "a\u2028b\x85c\nd"}, lines.Staff("greet", 1.0, "utter_greet", "r", False))
    assert len(line.splitlines()) == 1
    assert json.loads(line)["bubble"]["body"]["text"] == "a\u2028b\x85c\nd"
