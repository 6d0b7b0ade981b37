"""What actions/ writes down as its half of the wire is what the front door reads."""

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from handoff.domain.errors import Refused
from handoff.http.case_events import CaseEvent
from handoff.services.evidence import check

CONTRACTS = Path(__file__).parents[3] / "contracts"


def contract(name: str) -> Any:
    return json.loads((CONTRACTS / f"{name}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("event", contract("case_events"), ids=lambda event: f"{event['name']}-{event['version']}")
def test_every_case_event_is_understood_and_nothing_of_it_is_lost(event: dict[str, Any]) -> None:
    read = CaseEvent.model_validate_json(json.dumps(event)).model_dump(mode="json")
    assert {name: read[name] for name in event} == event


def test_the_consent_of_a_step_is_found_in_the_case_as_actions_shows_it() -> None:
    for event in contract("case_events"):
        journey = event["journey"]
        given = {consent["item"]: consent["given"] for consent in journey["consents"]}
        for step in journey["steps"]:
            needed = step["consent"]
            allowed = step["kind"] == "consent" or needed is None or given.get(needed) is True
            assert _admits(journey, step["id"]) is allowed


def _admits(journey: dict[str, Any], step: str) -> bool:
    with suppress(Refused):
        return bool(check(journey, journey["case_id"], step))
    return False
