from typing import Any

import pytest
from channels.state import running_step, slots_for
from channels.wire import Case, Event, Text, TurnRequest

HELLO = Text("hello")


def turn(case: Case | None = None, said: Any = HELLO) -> TurnRequest:
    return TurnRequest("c:1", "c", 1, "ko", said, "customer", case)


def case(status: str = "started", step: str | None = "selfie", **more: Any) -> Case:
    return Case("k", status, step, step, **more)


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        (None, "none"),
        (case(), "selfie"),
        (case("resubmission_requested"), "selfie"),
        (case("in_review", None), "review"),
        (case("in_review"), "review"),
        (case("approved"), "decided"),
        (case("declined"), "decided"),
        (case("canceled"), "none"),
        (case("expired"), "none"),
        (case("started", None), "none"),
    ],
)
def test_the_step_that_runs_follows_from_the_case(given: Case | None, kind: str) -> None:
    assert running_step(given) == kind


def test_without_a_case_nothing_of_an_earlier_one_is_left() -> None:
    slots = slots_for(turn(), None)
    assert slots["case_status"] == slots["step_kind"] == "none"
    assert slots["step"] is slots["attempts_left"] is slots["reason"] is slots["result"] is None


def test_a_move_of_the_case_is_known_only_in_its_own_turn() -> None:
    params = {"step": "selfie", "kind": "selfie", "result": "failed", "reason": "FACE_BLUR", "attempts_left": 2}
    slots = slots_for(turn(case(), Event("case_moved", params)), None)
    assert (slots["result"], slots["moved_kind"], slots["reason"], slots["attempts_left"]) == (
        "failed",
        "selfie",
        "FACE_BLUR",
        2,
    )
    assert slots_for(turn(case()), None)["result"] is None


def test_what_the_event_leaves_open_the_case_knows() -> None:
    params = {"step": None, "kind": None, "result": "failed", "reason": None, "attempts_left": None}
    slots = slots_for(turn(case(reason="DOC_BLUR", attempts_left=1), Event("case_moved", params)), None)
    assert (slots["reason"], slots["attempts_left"]) == ("DOC_BLUR", 1)


def test_declining_a_consent_is_no_failure() -> None:
    params = {
        "step": "consent",
        "kind": "consent",
        "result": "failed",
        "reason": "CONSENT_DECLINED",
        "attempts_left": None,
    }
    assert slots_for(turn(case(), Event("case_moved", params)), None)["result"] == "consent_declined"


def test_a_wanted_language_is_spoken_at_once() -> None:
    assert slots_for(turn(), None)["language"] == "ko"
    assert slots_for(turn(), "fa")["language"] == slots_for(turn(), "fa")["asked_language"] == "fa"
