"""Two of the five methods, counted by the case."""

from dataclasses import replace

import pytest

from actions.verification import staff
from actions.verification.case import Case, State, Terms
from actions.verification.errors import CaseRefuses
from actions.verification.findings import Finding, Outcome, unavailable
from actions.verification.journey import Decide, Kind, Method, Rule
from actions.verification.methods import met, passed_checks, satisfied
from actions.verification.staff import Decided, Decision
from actions.verification.status import Status
from tests.unit.actions.examples import INTL, MORNING, at_document, at_selfie, handed_in, in_review

ID_COPY = Method("id_copy", ("document",), ("id_authenticity",))
TRANSFER = Method("account_transfer", ("transfer",), ("account_owner",))
FACE = Method("registered_biometrics", ("selfie",), ("registered_face",))
FIVE = (ID_COPY, TRANSFER, FACE, Method("video_call", ("video_call",)), Method("medium_delivery", checks=("delivery",)))
TWO_OF_FIVE = Terms(methods=FIVE, rule=Rule(2, tuple(method.id for method in FIVE)))


def found(check: str, outcome: Outcome = Outcome.PASSED) -> Finding:
    return Finding(check, outcome, "a test")


def korean(case: Case) -> Case:
    return replace(case, terms=TWO_OF_FIVE)


def with_findings(document: Finding, selfie: Finding) -> Case:
    case = handed_in(korean(at_document()), "document", None, document).case
    return handed_in(case, "selfie", None, selfie).case


def test_r05_two_of_five_methods_are_counted_by_the_case() -> None:
    case = with_findings(found("id_authenticity"), found("registered_face"))
    assert met(case) == ("id_copy", "registered_biometrics")
    assert satisfied(case)
    approved = staff.decide(case, Decided(Decision.APPROVED, "juno"), MORNING).case
    assert approved.status is Status.APPROVED


@pytest.mark.parametrize("outcome", [Outcome.FAILED, Outcome.UNCLEAR, Outcome.UNAVAILABLE])
def test_r05_one_method_is_not_enough_for_anybody_to_approve(outcome: Outcome) -> None:
    case = with_findings(found("id_authenticity"), found("registered_face", outcome))
    assert met(case) == ("id_copy",)
    with pytest.raises(CaseRefuses) as refused:
        staff.decide(case, Decided(Decision.APPROVED, "juno"), MORNING)
    assert refused.value.reason == "methods_missing"


def test_a_case_whose_methods_are_missing_can_still_be_declined_or_asked_again() -> None:
    case = with_findings(unavailable("id_authenticity"), unavailable("registered_face"))
    assert staff.decide(case, Decided(Decision.DECLINED, "juno"), MORNING).case.status is Status.DECLINED
    again = Decided(Decision.RESUBMISSION_REQUESTED, "juno", ("selfie",))
    assert staff.decide(case, again, MORNING).case.status is Status.RESUBMISSION_REQUESTED


def test_a_check_that_is_not_connected_meets_no_method() -> None:
    case = with_findings(unavailable("id_authenticity"), found("registered_face"))
    assert "id_authenticity" not in passed_checks(case)
    assert met(case) == ("registered_biometrics",)


def test_who_was_seen_at_a_branch_needs_no_remote_method() -> None:
    case = staff.report(korean(at_document()), "branch", INTL, True, None, MORNING).case
    assert (case.status, met(case), satisfied(case)) == (Status.IN_REVIEW, (), True)


def test_who_was_not_recognised_at_the_branch_still_needs_them() -> None:
    case = staff.report(korean(at_document()), "branch", INTL, False, "FACE_MISMATCH", MORNING).case
    assert case.step("branch").state is State.RECEIVED
    assert (case.status, satisfied(case)) == (Status.IN_REVIEW, False)


def test_a_method_that_names_nothing_is_never_met() -> None:
    case = replace(in_review(), terms=Terms(methods=(Method("anything"),), rule=Rule(1, ("anything",))))
    assert (met(case), satisfied(case)) == ((), False)


def checked(**terms: object) -> Case:
    return replace(at_selfie(), terms=replace(Terms(decide=Decide.CHECKS), **terms))  # type: ignore[arg-type]  # as named


def test_where_the_journey_lets_checks_decide_all_that_passed_is_approved() -> None:
    moved = handed_in(checked(), "selfie", None, found("face_match"))
    assert (moved.case.status, moved.case.automated) == (Status.APPROVED, True)
    assert moved.case.step("review").state is State.PASSED


@pytest.mark.parametrize(
    "case",
    [
        replace(checked(), risk="high"),
        checked(rule=Rule(1, ("id_copy",)), methods=(ID_COPY,)),
        checked(decide=Decide.PERSON),
    ],
)
def test_a_warning_a_missing_method_or_the_journey_leaves_it_to_a_person(case: Case) -> None:
    assert handed_in(case, "selfie", None, found("face_match")).case.status is Status.IN_REVIEW


@pytest.mark.parametrize(
    "finding", [found("face_match", Outcome.UNCLEAR), replace(found("face_match"), simulated=True)]
)
def test_what_is_not_settled_or_only_simulated_is_never_approved_by_itself(finding: Finding) -> None:
    assert handed_in(checked(), "selfie", None, finding).case.status is Status.IN_REVIEW


def test_a_document_that_cannot_be_read_is_received_and_not_passed() -> None:
    case = handed_in(at_document(), "document", None, found("mrz", Outcome.UNCLEAR)).case
    assert case.step("document").state is State.RECEIVED
    assert case.current is not None
    assert case.current.kind is Kind.SELFIE


def test_what_a_person_has_approved_has_been_seen() -> None:
    case = handed_in(at_document(), "document", None, found("mrz", Outcome.UNCLEAR)).case
    case = handed_in(case, "selfie").case
    approved = staff.decide(case, Decided(Decision.APPROVED, "juno"), MORNING).case
    assert approved.step("document").state is State.PASSED
