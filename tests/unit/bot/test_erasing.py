import json
from pathlib import Path
from typing import Any

import pytest
from channels.erasing import parse_erase
from channels.strict import MalformedError

AGREED = json.loads((Path(__file__).parents[2] / "contracts/bot_erase.json").read_text(encoding="utf-8"))


def test_the_agreed_request_is_understood() -> None:
    asked = parse_erase(json.dumps(AGREED["request"]).encode())
    assert asked.erasure_id == AGREED["request"]["erasure_id"]
    assert list(asked.conversation_ids) == AGREED["request"]["conversation_ids"]


@pytest.mark.parametrize("changed", [{"v": 2}, {"erasure_id": "a/b"}, {"conversation_ids": "all"}, {"more": 1}])
def test_anything_else_is_refused(changed: dict[str, Any]) -> None:
    with pytest.raises(MalformedError):
        parse_erase(json.dumps(AGREED["request"] | changed).encode())


@pytest.mark.parametrize("named", [[""], ["*"], [7], [["c"]]])
def test_what_is_no_conversation_is_refused(named: list[Any]) -> None:
    with pytest.raises(MalformedError):
        parse_erase(json.dumps(AGREED["request"] | {"conversation_ids": named}).encode())
