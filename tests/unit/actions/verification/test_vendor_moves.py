"""What a vendor says, in any order, and what a case makes of it."""

from dataclasses import replace

import pytest

from actions.verification import commands, staff
from actions.verification.case import Case, State, Terms
from actions.verification.errors import CaseRefuses
from actions.verification.findings import Outcome
from actions.verification.journey import Decide, Journey, Kind, PlannedStep
from actions.verification.staff import Decided, Decision
from actions.verification.status import Status
from actions.verification.vendor_moves import VendorSays, hear
from tests.unit.actions.examples import INTL, MORNING, REQUIRED, decisions, handed_in, names, start

AT_VENDOR: Journey = replace(
    INTL,
    steps=(
        *INTL.steps[:2],
        PlannedStep("identity", Kind.VENDOR, 3, 3, consent="biometrics", alternative="branch", vendor="stripe"),
        INTL.steps[-1],
    ),
)


def waiting(decide: Decide = Decide.PERSON, journey: Journey = AT_VENDOR) -> Case:
    case = start(journey=journey).case
    case = commands.give_consent(case, "consent", decisions(), REQUIRED, MORNING).case
    case = replace(case, terms=Terms(decide=decide))
    return handed_in(case, "details").case


def heard(case: Case, status: Status, reason: str | None = None) -> Case:
    moved = hear(case, "identity", VendorSays("stripe", status, reason), MORNING)
    return moved.case if moved else case


def test_while_the_vendor_works_the_customer_waits() -> None:
    case = heard(waiting(), Status.PROCESSING)
    assert case.status is Status.PROCESSING
    assert heard(case, Status.SUBMITTED) is case


def test_what_the_vendor_approves_goes_to_a_person_unless_the_journey_says_otherwise() -> None:
    case = heard(heard(waiting(), Status.PROCESSING), Status.APPROVED)
    assert (case.status, case.step("identity").state) == (Status.IN_REVIEW, State.PASSED)
    by_checks = heard(waiting(Decide.CHECKS), Status.APPROVED)
    assert (by_checks.status, by_checks.automated) == (Status.APPROVED, True)


def test_what_must_be_given_again_costs_a_try_and_says_why() -> None:
    case = heard(heard(waiting(), Status.PROCESSING), Status.RESUBMISSION_REQUESTED, "DOC_BLUR")
    step = case.step("identity")
    assert (case.status, step.state, step.reason, step.attempts_left) == (
        Status.STARTED,
        State.CURRENT,
        "DOC_BLUR",
        2,
    )


@pytest.mark.parametrize("status", [Status.EXPIRED, Status.CANCELED, Status.ABANDONED, Status.ERROR])
def test_a_session_that_is_over_costs_nothing_and_can_be_begun_again(status: Status) -> None:
    case = heard(heard(waiting(), Status.PROCESSING), status)
    assert (case.status, case.step("identity").attempts_left) == (Status.STARTED, 3)
    assert case.step("identity").reason in ("SESSION_EXPIRED", "REGISTRY_UNAVAILABLE")


def test_what_the_vendor_declines_a_person_looks_at() -> None:
    case = heard(waiting(), Status.DECLINED, "FRAUD_SUSPECTED")
    assert (case.status, case.step("identity").state) == (Status.IN_REVIEW, State.RECEIVED)
    assert case.step("identity").findings[0].outcome is Outcome.FAILED


def test_r54_what_nobody_at_the_vendor_will_look_at_goes_to_one_of_us() -> None:
    says = VendorSays("stripe", Status.IN_REVIEW, "SPOOF_ATTACK", for_us=True)
    moved = hear(heard(waiting(Decide.CHECKS), Status.PROCESSING), "identity", says, MORNING)
    assert moved is not None
    step = moved.case.step("identity")
    assert (moved.case.status, step.state, step.findings[0].outcome) == (
        Status.IN_REVIEW,
        State.RECEIVED,
        Outcome.UNCLEAR,
    )


def test_r15_every_automated_decline_can_be_looked_at_by_a_person() -> None:
    declined = heard(waiting(Decide.CHECKS), Status.DECLINED, "FACE_MISMATCH")
    assert (declined.status, declined.automated) == (Status.DECLINED, True)
    moved = commands.ask_for_review(declined, MORNING)
    assert names(moved) == ["review_requested", "status_changed"]
    assert moved.case.status is Status.IN_REVIEW
    decided = staff.decide(moved.case, Decided(Decision.DECLINED, "juno"), MORNING).case
    assert (decided.status, decided.automated) == (Status.DECLINED, False)
    with pytest.raises(CaseRefuses):
        commands.ask_for_review(decided, MORNING)


def test_r53_a_later_reversal_takes_back_an_approval_by_checks() -> None:
    approved = heard(waiting(Decide.CHECKS), Status.APPROVED)
    reversed_ = heard(approved, Status.DECLINED, "FRAUD_SUSPECTED")
    assert (reversed_.status, reversed_.reason, reversed_.automated) == (Status.DECLINED, "FRAUD_SUSPECTED", True)


def test_r53_what_a_person_approved_a_person_looks_at_again() -> None:
    case = heard(waiting(), Status.APPROVED)
    approved = staff.decide(case, Decided(Decision.APPROVED, "juno"), MORNING).case
    again = heard(approved, Status.DECLINED, "FRAUD_SUSPECTED")
    assert (again.status, again.step("review").state) == (Status.IN_REVIEW, State.CURRENT)


def test_a_late_approval_of_what_checks_declined_brings_a_person() -> None:
    declined = heard(waiting(Decide.CHECKS), Status.DECLINED)
    assert heard(declined, Status.APPROVED).status is Status.IN_REVIEW


def test_during_the_review_people_see_that_the_vendor_has_changed_its_mind() -> None:
    case = heard(waiting(), Status.APPROVED)
    moved = hear(case, "identity", VendorSays("stripe", Status.DECLINED, "FACE_MISMATCH"), MORNING)
    assert moved is not None
    assert names(moved) == ["vendor_changed"]
    assert moved.case.status is Status.IN_REVIEW
    assert moved.case.step("identity").findings[0].outcome is Outcome.FAILED


SIGNED_AFTER = PlannedStep("signature", Kind.SIGNATURE, 1, 3)


def test_r53_an_approval_that_is_taken_back_before_the_end_is_not_approved_by_checks() -> None:
    journey = replace(AT_VENDOR, steps=(*AT_VENDOR.steps[:-1], SIGNED_AFTER, AT_VENDOR.steps[-1]))
    case = heard(waiting(Decide.CHECKS, journey), Status.APPROVED)
    assert handed_in(case, "signature").case.status is Status.APPROVED
    doubted = handed_in(heard(case, Status.DECLINED, "FRAUD_SUSPECTED"), "signature").case
    assert (doubted.status, doubted.step("identity").state) == (Status.IN_REVIEW, State.RECEIVED)


@pytest.mark.parametrize("status", [Status.APPROVED, Status.DECLINED, Status.PROCESSING, Status.EXPIRED])
def test_no_word_of_the_vendor_takes_the_case_out_of_the_hands_of_who_looks_again(status: Status) -> None:
    declined = heard(waiting(Decide.CHECKS), Status.DECLINED, "FACE_MISMATCH")
    asked = commands.ask_for_review(declined, MORNING).case
    after = heard(asked, status, "SPOOF_ATTACK")
    assert (after.status, after.step("review").state) == (Status.IN_REVIEW, State.CURRENT)


@pytest.mark.parametrize("status", [Status.RESUBMISSION_REQUESTED, Status.EXPIRED])
def test_a_word_that_comes_while_something_else_is_corrected_waits_for_its_turn(status: Status) -> None:
    case = commands.reopen(waiting(), "details", MORNING).case
    after = heard(case, status, "DOC_BLUR")
    assert [step.id for step in after.steps if step.state is State.CURRENT] == ["details"]


def test_what_the_vendor_declined_does_not_hold_up_what_a_person_asks_for() -> None:
    declined = heard(waiting(Decide.CHECKS), Status.DECLINED, "FACE_MISMATCH")
    again = staff.decide(declined, Decided(Decision.RESUBMISSION_REQUESTED, "juno", ("details",)), MORNING).case
    assert again.current is not None
    assert (again.current.id, again.step("identity").state) == ("details", State.WAITING)
    assert again.step("identity").attempts_left > 0


@pytest.mark.parametrize("status", list(Status))
def test_the_same_word_twice_changes_nothing_the_second_time(status: Status) -> None:
    once = heard(waiting(), status, "DOC_BLUR")
    settled = once.step("identity").state in (State.PASSED, State.RECEIVED) or once.status is Status.PROCESSING
    if settled:
        assert heard(once, status, "DOC_BLUR") is once


@pytest.mark.parametrize("status", [Status.CREATED, Status.STARTED, Status.REDACTED, Status.APPROVAL_EXPIRED])
def test_words_that_are_no_result_change_nothing(status: Status) -> None:
    assert hear(waiting(), "identity", VendorSays("stripe", status), MORNING) is None


@pytest.mark.parametrize("over", [Status.REDACTED, Status.CANCELED, Status.EXPIRED, Status.ABANDONED])
def test_nothing_wakes_what_is_over(over: Status) -> None:
    case = replace(heard(waiting(), Status.APPROVED), status=over)
    assert hear(case, "identity", VendorSays("stripe", Status.DECLINED), MORNING) is None
