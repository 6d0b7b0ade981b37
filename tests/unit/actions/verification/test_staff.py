import pytest

from actions.verification import staff
from actions.verification.case import Case, Moved, State
from actions.verification.errors import CaseRefuses, NotFound
from actions.verification.staff import Decided, Decision
from actions.verification.status import Status
from tests.unit.actions.examples import (
    INTL,
    MORNING,
    at_branch,
    at_selfie,
    handed_in,
    in_review,
    names,
    selfie_failed,
    started,
)


def again(case: Case, steps: tuple[str, ...], reason: str | None = None) -> Moved:
    return staff.decide(case, Decided(Decision.RESUBMISSION_REQUESTED, "juno", steps, reason), MORNING)


def test_one_more_attempt_opens_a_step_that_had_none_left() -> None:
    moved = staff.allow_attempt(selfie_failed(), "selfie", MORNING)
    assert names(moved) == ["step_entered"]
    assert (moved.case.step("selfie").state, moved.case.step("selfie").attempts_left) == (State.CURRENT, 1)
    assert handed_in(moved.case, "selfie").case.status is Status.IN_REVIEW


@pytest.mark.parametrize(
    ("step", "reason"), [("selfie", "attempts_left"), ("details", "step_passed"), ("review", "step_waiting")]
)
def test_one_more_attempt_is_refused_where_it_helps_nobody(step: str, reason: str) -> None:
    with pytest.raises(CaseRefuses) as refused:
        staff.allow_attempt(at_selfie(), step, MORNING)
    assert refused.value.reason == reason


def test_staff_choose_the_other_way_for_a_stuck_step() -> None:
    moved = staff.use_alternative(selfie_failed(), "selfie", INTL, MORNING)
    assert moved.case.step("selfie").state is State.REPLACED
    assert at_branch(moved.case)


def test_there_is_no_other_way_for_the_details() -> None:
    with pytest.raises(CaseRefuses) as refused:
        staff.use_alternative(selfie_failed(), "details", INTL, MORNING)
    assert refused.value.reason == "no_alternative"


def test_no_code_is_sent_in_these_journeys() -> None:
    with pytest.raises(CaseRefuses) as refused:
        staff.check_resend(at_selfie())
    assert refused.value.reason == "not_applicable"


def test_a_person_approves() -> None:
    moved = staff.decide(in_review(), Decided(Decision.APPROVED, "juno"), MORNING)
    assert (moved.case.status, moved.case.reason) == (Status.APPROVED, None)
    assert moved.case.step("review").state is State.PASSED
    assert names(moved) == ["status_changed"]


def test_a_person_declines_and_the_customer_hears_a_neutral_reason() -> None:
    moved = staff.decide(in_review(), Decided(Decision.DECLINED, "juno"), MORNING)
    assert (moved.case.status, moved.case.reason) == (Status.DECLINED, "DECLINED_BY_REVIEWER")


@pytest.mark.parametrize("decision", [Decision.APPROVED, Decision.DECLINED])
@pytest.mark.parametrize("case", [started(), at_selfie(), selfie_failed()])
def test_nothing_is_decided_before_the_review(case: Case, decision: Decision) -> None:
    with pytest.raises(CaseRefuses) as refused:
        staff.decide(case, Decided(decision, "juno"), MORNING)
    assert refused.value.reason == "not_in_review"


def test_a_part_is_asked_for_again_and_leads_back_to_the_review() -> None:
    moved = staff.decide(
        in_review(), Decided(Decision.RESUBMISSION_REQUESTED, "juno", ("selfie",), "FACE_BLUR"), MORNING
    )
    assert names(moved) == ["status_changed", "step_entered"]
    assert moved.case.current is not None
    assert (moved.case.current.id, moved.case.current.reason) == ("selfie", "FACE_BLUR")
    assert handed_in(moved.case, "selfie").case.status is Status.IN_REVIEW


def test_two_parts_are_asked_for_in_the_order_of_the_journey() -> None:
    case = staff.decide(
        in_review(), Decided(Decision.RESUBMISSION_REQUESTED, "juno", ("selfie", "details"), None), MORNING
    ).case
    assert case.current is not None
    assert case.current.id == "details"
    case = handed_in(case, "details").case
    assert case.current is not None
    assert case.current.id == "selfie"


def test_a_declined_case_may_be_looked_at_again() -> None:
    declined = staff.decide(in_review(), Decided(Decision.DECLINED, "juno"), MORNING).case
    reopened = again(declined, ("document",)).case
    assert reopened.status is Status.RESUBMISSION_REQUESTED


@pytest.mark.parametrize(("steps", "reason"), [((), "steps_missing"), (("review",), "step_not_repeatable")])
def test_what_is_asked_for_again_must_be_something_to_give(steps: tuple[str, ...], reason: str) -> None:
    with pytest.raises(CaseRefuses) as refused:
        again(in_review(), steps)
    assert refused.value.reason == reason


def test_a_step_that_does_not_exist_is_not_asked_for() -> None:
    with pytest.raises(NotFound):
        again(in_review(), ("video",))
