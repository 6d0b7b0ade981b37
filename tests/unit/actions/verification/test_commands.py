from dataclasses import replace

import pytest

from actions.verification import commands
from actions.verification.case import Case, State
from actions.verification.errors import CaseRefuses, Refused
from actions.verification.journey import PHOTOS, Journey, Kind
from actions.verification.progress import Verdict
from actions.verification.status import Status
from tests.unit.actions.examples import (
    INTL,
    MORNING,
    REQUIRED,
    at_branch,
    at_document,
    at_selfie,
    consented,
    decisions,
    handed_in,
    in_review,
    names,
    selfie_failed,
    start,
    started,
)


def test_a_case_starts_at_its_first_step() -> None:
    moved = start()
    assert names(moved) == ["status_changed", "step_entered"]
    assert moved.case.status is Status.STARTED
    assert moved.case.current is not None
    assert moved.case.current.id == "consent"


def test_each_event_of_a_command_has_a_version_of_its_own() -> None:
    moved = handed_in(consented(), "details")
    assert moved.case.version == moved.before + len(moved.events)


def test_consent_leads_to_the_details() -> None:
    moved = commands.give_consent(started(), "consent", decisions(), REQUIRED, MORNING)
    assert names(moved) == ["consent_changed", "step_passed", "step_entered"]
    assert moved.case.current is not None
    assert moved.case.current.id == "details"


def test_a_refused_consent_ends_nothing_and_costs_nothing() -> None:
    moved = commands.give_consent(started(), "consent", decisions(personal_data=False), REQUIRED, MORNING)
    assert names(moved) == ["consent_changed", "step_failed"]
    step = moved.case.step("consent")
    assert (step.state, step.attempts, step.reason) == (State.CURRENT, 0, "CONSENT_DECLINED")
    again = commands.give_consent(moved.case, "consent", decisions(), REQUIRED, MORNING)
    assert again.case.step("consent").state is State.PASSED


def test_r12_the_other_way_and_back_by_another_step_brings_no_tries_either() -> None:
    case = at_document()
    for _ in range(3):
        case = handed_in(case, "document", "DOC_BLUR").case
    away = commands.choose_alternative(case, "document", INTL, MORNING).case
    back = handed_in(commands.reopen(away, "selfie", MORNING).case, "selfie").case
    document = back.step("document")
    assert (document.state, document.reason) == (State.FAILED, "ATTEMPTS_EXCEEDED")


def test_biometrics_may_be_refused_and_the_journey_goes_on() -> None:
    assert consented(biometrics=False).step("consent").state is State.PASSED


def test_a_selfie_without_its_consent_is_refused() -> None:
    case = handed_in(consented(biometrics=False), "details").case
    case = handed_in(case, "document").case
    with pytest.raises(Refused, match="consent_missing"):
        handed_in(case, "selfie")


def test_biometrics_refused_at_first_can_be_given_later() -> None:
    case = handed_in(consented(biometrics=False), "details").case
    moved = commands.give_consent(case, "consent", decisions(), REQUIRED, MORNING)
    assert names(moved) == ["consent_changed"]
    assert moved.case.has_consent("biometrics")
    assert moved.case.current == case.current


def test_a_consent_is_taken_back_by_withdrawing_and_not_on_the_card() -> None:
    with pytest.raises(Refused, match="withdraw_instead"):
        commands.give_consent(consented(), "consent", decisions(biometrics=False), REQUIRED, MORNING)


def test_the_last_step_leads_to_a_person_and_never_to_an_approval() -> None:
    moved = handed_in(at_selfie(), "selfie")
    assert names(moved) == ["step_passed", "step_entered", "status_changed"]
    assert moved.case.status is Status.IN_REVIEW
    assert moved.case.current is not None
    assert moved.case.current.id == "review"


def test_a_photo_that_fails_costs_an_attempt() -> None:
    moved = handed_in(at_document(), "document", "DOC_BLUR")
    assert names(moved) == ["step_failed"]
    assert (moved.events[0].reason, moved.events[0].attempts_left) == ("DOC_BLUR", 2)
    assert moved.case.step("document").state is State.CURRENT


def test_after_the_last_attempt_the_case_stands_and_takes_nothing_more() -> None:
    case = selfie_failed()
    assert case.step("selfie").state is State.FAILED
    assert case.current == case.step("selfie")
    with pytest.raises(Refused, match="attempts_exceeded"):
        handed_in(case, "selfie")


def test_a_reason_that_no_retry_can_mend_ends_the_attempts_at_once() -> None:
    case = handed_in(consented(), "details", "UNDERAGE").case
    assert (case.step("details").state, case.step("details").attempts_left) == (State.FAILED, 0)


@pytest.mark.parametrize("step", ["document", "selfie"])
def test_a_step_that_is_not_current_takes_nothing(step: str) -> None:
    with pytest.raises(Refused, match="step_not_current"):
        handed_in(consented(), step)


def test_a_photo_is_no_answer_to_a_form() -> None:
    with pytest.raises(Refused, match="wrong_kind"):
        commands.hand_in(consented(), "details", PHOTOS, Verdict(), MORNING)


def test_a_step_that_does_not_exist_is_not_found() -> None:
    with pytest.raises(Refused, match="not_found"):
        handed_in(consented(), "video")


def test_the_branch_settles_the_selfie() -> None:
    moved = commands.choose_alternative(at_selfie(), "selfie", INTL, MORNING)
    assert names(moved) == ["alternative_chosen", "step_entered"]
    assert moved.case.step("selfie").state is State.REPLACED
    assert at_branch(moved.case)


def test_one_visit_settles_the_document_and_the_selfie() -> None:
    moved = commands.choose_alternative(at_document(), "document", INTL, MORNING)
    assert [moved.case.step(step).state for step in ("document", "selfie")] == [State.REPLACED, State.REPLACED]
    assert names(moved) == ["alternative_chosen", "step_entered"]
    assert at_branch(moved.case)


def test_who_refuses_the_selfie_early_still_gives_the_rest() -> None:
    moved = commands.choose_alternative(consented(), None, INTL, MORNING)
    assert moved.case.step("selfie").state is State.REPLACED
    assert moved.case.current is not None
    assert moved.case.current.id == "details"
    case = handed_in(moved.case, "details").case
    assert at_branch(handed_in(case, "document").case)


def test_who_comes_back_from_the_branch_has_all_that_it_had_replaced() -> None:
    gone = commands.choose_alternative(at_document(), "document", INTL, MORNING).case
    back = commands.reopen(gone, "selfie", MORNING).case
    assert [step.id for step in back.steps] == ["consent", "details", "document", "selfie", "review"]
    assert (back.step("document").state, back.step("selfie").state) == (State.WAITING, State.CURRENT)
    case = handed_in(handed_in(back, "selfie").case, "document").case
    assert case.status is Status.IN_REVIEW


def test_r12_the_branch_is_no_way_to_more_tries() -> None:
    case = commands.choose_alternative(selfie_failed(), None, INTL, MORNING).case
    with pytest.raises(CaseRefuses) as refused:
        commands.reopen(case, "selfie", MORNING)
    assert refused.value.reason == "no_attempts_left"


def test_r12_the_tries_of_the_whole_case_are_limited_too() -> None:
    case = replace(at_document(), terms=replace(at_document().terms, failures=2))
    case = handed_in(handed_in(case, "document", "DOC_BLUR").case, "document", "DOC_GLARE").case
    assert (case.step("document").state, case.step("document").attempts_left) == (State.FAILED, 0)


def test_who_is_stuck_gets_the_other_way_for_where_they_are_stuck() -> None:
    case = at_document()
    for _ in range(3):
        case = handed_in(case, "document", "DOC_BLUR").case
    assert commands.choose_alternative(case, None, INTL, MORNING).case.step("document").state is State.REPLACED


def test_a_step_without_another_way_refuses() -> None:
    with pytest.raises(CaseRefuses) as refused:
        commands.choose_alternative(consented(), "details", INTL, MORNING)
    assert refused.value.reason == "no_alternative"


def test_a_finished_step_can_be_corrected_and_the_journey_returns() -> None:
    case = commands.reopen(at_selfie(), "details", MORNING).case
    assert (case.step("details").state, case.step("selfie").state) == (State.CURRENT, State.WAITING)
    case = handed_in(case, "details").case
    assert case.current is not None
    assert case.current.id == "selfie"


def test_a_step_that_took_every_attempt_gets_one_more_to_be_corrected() -> None:
    case = consented()
    for reason in ("DOB_INVALID", "DOB_INVALID", None):
        case = handed_in(case, "details", reason).case
    assert commands.reopen(case, "details", MORNING).case.step("details").attempts_left == 1


def test_once_a_person_is_checking_nothing_is_corrected() -> None:
    with pytest.raises(CaseRefuses) as refused:
        commands.reopen(in_review(), "details", MORNING)
    assert refused.value.reason == "not_while_in_review"


@pytest.mark.parametrize("step", ["selfie", "consent"])
def test_a_step_not_reached_and_the_consent_are_not_reopened(step: str) -> None:
    with pytest.raises(CaseRefuses):
        commands.reopen(consented(), step, MORNING)


def test_pause_and_resume_are_noted_and_change_nothing() -> None:
    case = at_selfie()
    assert (commands.pause(case).name, commands.pause(case).step) == ("paused", "selfie")
    assert commands.resume(case).name == "resumed"


@pytest.mark.parametrize("case", [started(), at_selfie(), in_review()])
def test_a_case_can_be_canceled_until_it_is_decided(case: commands.Case) -> None:
    moved = commands.cancel(case, MORNING)
    assert moved.case.status is Status.CANCELED
    assert moved.case.current is None


def test_a_canceled_case_takes_nothing_more() -> None:
    case = commands.cancel(at_document(), MORNING).case
    with pytest.raises(CaseRefuses):
        handed_in(case, "document")
    with pytest.raises(CaseRefuses):
        commands.cancel(case, MORNING)


def begun(journey: Journey) -> Case:
    return commands.begin(commands.invite("case-1", "customer-1", journey, "en", MORNING), MORNING).case


def test_r13_what_another_way_would_be_is_known_before_it_is_chosen() -> None:
    assert commands.offered_way(at_selfie()) is Kind.VISIT
    assert commands.offered_way(in_review()) is None
    gone = commands.choose_alternative(at_selfie(), None, INTL, MORNING).case
    assert commands.offered_way(gone) is None
    calls = replace(INTL, alternatives=(replace(INTL.alternatives[0], kind=Kind.VIDEO),))
    assert commands.offered_way(begun(calls)) is Kind.VIDEO
    nothing = replace(INTL, steps=tuple(replace(step, alternative=None) for step in INTL.steps))
    assert commands.offered_way(begun(nothing)) is None
