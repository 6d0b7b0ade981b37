"""The agreed examples of a turn, asked of the trained bot; wordings may change, the shape and the keys may not."""

import json
from pathlib import Path
from typing import Any

import pytest
from fake_actions import Answer
from house import Talk, lines_of

CONTRACTS = sorted((Path(__file__).parents[1] / "contracts").glob("bot_turn_*.json"))
STARTED = {"case_status": "started", "step": "consent", "step_kind": "consent", "attempts_left": 3}


@pytest.mark.parametrize("path", CONTRACTS, ids=lambda path: path.stem)
def test_the_trained_bot_answers_as_agreed(talk: Talk, path: Path) -> None:
    talk.house.actions.answers["action_start_verification"] = Answer(["utter_verification_intro"], STARTED)
    example = json.loads(path.read_text(encoding="utf-8"))
    talk.house.forget_everything()
    answered = list(lines_of(talk.house.post(example["request"])))
    assert [shape(line) for line in answered] == [shape(line) for line in example["lines"]]


def shape(line: dict[str, Any]) -> object:
    if "bubble" not in line:
        return line
    bubble = line["bubble"]
    body, staff = bubble["body"], bubble["staff"]
    options = [option["id"] for option in body.get("options", [])]
    seen = (staff["intent"], staff["response"], staff["explains"])
    return bubble["n"], bubble["kind"], sorted(body), body.get("card"), options, seen
