from dataclasses import replace

import pytest

from actions.verification import bank_moves, staff
from actions.verification.case import Case, Moved
from actions.verification.errors import CaseRefuses
from actions.verification.staff import Decided, Decision
from actions.verification.status import Status
from tests.unit.actions.examples import MORNING, in_review, names

APPROVED, DECLINED = Decision.APPROVED, Decision.DECLINED


def four_eyes() -> Case:
    case = in_review()
    return replace(case, terms=replace(case.terms, eyes=2))


def decided(case: Case, by: str, decision: Decision = APPROVED, reason: str | None = None) -> Moved:
    return staff.decide(case, Decided(decision, by, (), reason), MORNING)


def test_the_first_person_only_proposes() -> None:
    moved = decided(four_eyes(), "juno")
    assert names(moved) == ["decision_proposed"]
    assert moved.case.status is Status.IN_REVIEW
    assert moved.case.proposal is not None
    assert (moved.case.proposal.by, moved.case.proposal.decision) == ("juno", "approved")


def test_another_one_who_agrees_decides() -> None:
    proposed = decided(four_eyes(), "juno").case
    moved = decided(proposed, "ines")
    assert (moved.case.status, moved.case.proposal) == (Status.APPROVED, None)


def test_nobody_confirms_their_own_proposal() -> None:
    proposed = decided(four_eyes(), "juno").case
    with pytest.raises(CaseRefuses) as refused:
        decided(proposed, "juno")
    assert refused.value.reason == "four_eyes"


def test_who_sees_it_otherwise_proposes_otherwise_and_the_first_may_agree() -> None:
    proposed = decided(four_eyes(), "juno").case
    other = decided(proposed, "ines", DECLINED, "FACE_MISMATCH").case
    assert other.status is Status.IN_REVIEW
    declined = decided(other, "juno", DECLINED, "FACE_MISMATCH").case
    assert (declined.status, declined.reason) == (Status.DECLINED, "FACE_MISMATCH")


def test_who_changes_their_mind_proposes_anew() -> None:
    proposed = decided(four_eyes(), "juno").case
    changed = decided(proposed, "juno", DECLINED).case
    assert changed.proposal is not None
    assert changed.proposal.decision == "declined"


def test_asking_for_a_step_again_needs_one_person_and_clears_the_proposal() -> None:
    proposed = decided(four_eyes(), "juno").case
    again = staff.decide(proposed, Decided(Decision.RESUBMISSION_REQUESTED, "juno", ("selfie",)), MORNING).case
    assert (again.status, again.proposal) == (Status.RESUBMISSION_REQUESTED, None)


def test_what_the_bank_says_of_the_risk_meanwhile_the_first_person_did_not_know() -> None:
    proposed = decided(four_eyes(), "juno").case
    marked = bank_moves.mark_risk(proposed, "high", MORNING)
    assert marked is not None
    assert marked.case.proposal is None
    assert decided(marked.case, "ines").case.status is Status.IN_REVIEW


def test_with_two_eyes_one_person_decides() -> None:
    assert decided(in_review(), "juno").case.status is Status.APPROVED
