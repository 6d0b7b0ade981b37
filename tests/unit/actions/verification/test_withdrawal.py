from dataclasses import replace

import pytest

from actions.verification import commands, staff
from actions.verification.case import State
from actions.verification.errors import Refused
from actions.verification.journey import ConsentItem
from actions.verification.staff import Decided, Decision
from actions.verification.status import Status
from actions.verification.withdrawal import steps_under, withdraw
from tests.unit.actions.examples import (
    INTL,
    KR,
    MORNING,
    at_branch,
    at_document,
    at_selfie,
    handed_in,
    in_review,
    names,
    selfie_failed,
)

BIOMETRICS = ConsentItem("biometrics", required=False)
PERSONAL = ConsentItem("personal_data")


def test_without_biometrics_a_case_in_review_returns_to_the_selfie() -> None:
    moved = withdraw(in_review(), BIOMETRICS, MORNING)
    assert names(moved) == ["consent_changed", "status_changed", "step_entered"]
    assert moved.case.status is Status.STARTED
    assert (moved.case.step("selfie").state, moved.case.step("review").state) == (State.CURRENT, State.WAITING)
    assert not moved.case.has_consent("biometrics")


def test_after_that_the_branch_is_open() -> None:
    case = withdraw(in_review(), BIOMETRICS, MORNING).case
    assert at_branch(commands.choose_alternative(case, None, INTL, MORNING).case)


def test_before_the_selfie_only_the_consent_changes() -> None:
    moved = withdraw(at_document(), BIOMETRICS, MORNING)
    assert names(moved) == ["consent_changed"]
    assert moved.case.current == at_document().current


def test_a_step_that_failed_stays_failed() -> None:
    assert withdraw(selfie_failed(), BIOMETRICS, MORNING).case.step("selfie").state is State.FAILED


def test_what_is_taken_back_while_another_step_stands_still_can_be_given_again_later() -> None:
    case = handed_in(at_selfie(), "selfie").case
    once = replace(case.step("selfie"), limit=1)
    stuck = replace(case.step("document"), state=State.FAILED)
    case = replace(case, status=Status.STARTED).with_step(once).with_step(stuck)
    selfie = withdraw(case, BIOMETRICS, MORNING).case.step("selfie")
    assert (selfie.state, selfie.attempts_left) == (State.WAITING, 1)


def test_without_a_required_consent_the_case_ends() -> None:
    moved = withdraw(at_selfie(), PERSONAL, MORNING)
    assert moved.case.status is Status.CANCELED


def test_what_the_law_asks_for_is_not_withdrawn() -> None:
    with pytest.raises(Refused, match="cannot_withdraw"):
        withdraw(at_selfie(), KR.consent("id_number"), MORNING)


def test_after_an_approval_biometrics_can_be_withdrawn_and_the_rest_is_kept_by_law() -> None:
    approved = staff.decide(in_review(), Decided(Decision.APPROVED, "juno"), MORNING).case
    assert withdraw(approved, BIOMETRICS, MORNING).case.status is Status.APPROVED
    with pytest.raises(Refused, match="cannot_withdraw"):
        withdraw(approved, PERSONAL, MORNING)


def test_nothing_is_withdrawn_twice() -> None:
    case = withdraw(in_review(), BIOMETRICS, MORNING).case
    with pytest.raises(Refused, match="cannot_withdraw"):
        withdraw(case, BIOMETRICS, MORNING)


def test_the_evidence_that_goes_is_that_of_the_consent() -> None:
    assert steps_under(in_review(), BIOMETRICS) == ("selfie",)
    assert steps_under(in_review(), PERSONAL) == tuple(step.id for step in INTL.steps)


def test_what_was_withdrawn_after_a_decline_is_asked_for_again_with_the_rest() -> None:
    declined = staff.decide(in_review(), Decided(Decision.DECLINED, "juno"), MORNING).case
    withdrawn = withdraw(declined, BIOMETRICS, MORNING).case
    again = Decided(Decision.RESUBMISSION_REQUESTED, "juno", ("details",))
    case = staff.decide(withdrawn, again, MORNING).case
    assert [case.step(step).state for step in ("details", "selfie")] == [State.CURRENT, State.WAITING]
