"""What the bank's people can ask of a case. The case may refuse; only `decide` ends it."""

from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from actions.verification.case import Case, CaseEvent, EventName, Moved, State, moved, step_event
from actions.verification.errors import CaseRefuses
from actions.verification.journey import Kind
from actions.verification.progress import replace_step
from actions.verification.status import Status


class Decision(StrEnum):
    APPROVED = "approved"
    DECLINED = "declined"
    RESUBMISSION_REQUESTED = "resubmission_requested"


def allow_attempt(case: Case, step_id: str, now: datetime) -> Moved:
    """One more try than the journey grants."""
    case.needs_customer()
    step = case.step(step_id)
    if step.state not in (State.FAILED, State.CURRENT):
        raise CaseRefuses(f"step_{step.state}")
    if step.attempts_left > 0:
        raise CaseRefuses("attempts_left")
    again = replace(step, state=State.CURRENT, limit=step.attempts + 1)
    return moved(case, case.with_step(again), (step_event(EventName.STEP_ENTERED, again),), now)


def use_alternative(case: Case, step_id: str, now: datetime) -> Moved:
    case.needs_customer()
    step = case.step(step_id)
    if step.alternative is None:
        raise CaseRefuses("no_alternative")
    if step.state in (State.PASSED, State.REPLACED):
        raise CaseRefuses(f"step_{step.state}")
    after, events = replace_step(case, step)
    return moved(case, after, events, now)


def resend_code(case: Case) -> Moved:
    """No step of these journeys sends a code."""
    raise CaseRefuses("not_applicable")


def decide(case: Case, decision: Decision, steps: tuple[str, ...], reason: str | None, now: datetime) -> Moved:
    if case.status is not Status.IN_REVIEW and decision is not Decision.RESUBMISSION_REQUESTED:
        raise CaseRefuses("not_in_review")
    if decision is Decision.RESUBMISSION_REQUESTED:
        return _request_again(case, steps, reason or "OTHER", now)
    code = None if decision is Decision.APPROVED else reason or "DECLINED_BY_REVIEWER"
    state = State.PASSED if decision is Decision.APPROVED else State.FAILED
    after = replace(case.to(Status(decision)), reason=code)
    for step in case.steps:
        if step.kind is Kind.REVIEW:
            after = after.with_step(replace(step, state=state, reason=code))
    return moved(case, after, (CaseEvent(EventName.STATUS_CHANGED, reason=code),), now)


def _request_again(case: Case, steps: tuple[str, ...], reason: str, now: datetime) -> Moved:
    """The named steps wait again, the first of them is current, the review comes after them."""
    if not steps:
        raise CaseRefuses("steps_missing")
    after = replace(case.to(Status.RESUBMISSION_REQUESTED), reason=reason)
    named = [case.step(step_id) for step_id in steps]
    if any(step.kind in (Kind.REVIEW, Kind.CONSENT) for step in named):
        raise CaseRefuses("step_not_repeatable")
    for step in case.steps:
        if step.kind is Kind.REVIEW:
            after = after.with_step(replace(step, state=State.WAITING, reason=None))
        elif step in named:
            limit = max(step.limit, step.attempts + 1)
            after = after.with_step(replace(step, state=State.WAITING, limit=limit, reason=reason))
    first = next(step for step in after.steps if step.state is State.WAITING)
    entered = replace(first, state=State.CURRENT)
    events = (CaseEvent(EventName.STATUS_CHANGED, reason=reason), step_event(EventName.STEP_ENTERED, entered, reason))
    return moved(case, after.with_step(entered), events, now)
