"""What a customer can ask of a case."""

from dataclasses import replace
from datetime import datetime

from actions.verification.case import (
    Case,
    CaseEvent,
    Consent,
    EventName,
    Moved,
    State,
    Step,
    moved,
    step_event,
)
from actions.verification.errors import CaseRefuses, Refused
from actions.verification.journey import PHOTOS, Journey, Kind
from actions.verification.progress import enter_next, fail_step, pass_step, reopen_step, replace_step
from actions.verification.reasons import reason_for
from actions.verification.status import Status

BIOMETRICS = "biometrics"


def start(case_id: str, customer_id: str, journey: Journey, language: str, now: datetime) -> Moved:
    steps = tuple(
        Step(s.id, s.kind, State.WAITING, s.attempts, s.minutes, alternative=s.alternative, consent=s.consent)
        for s in journey.steps
    )
    empty = Case(case_id, customer_id, journey.id, language, Status.CREATED, steps, created_at=now, updated_at=now)
    case, entered = enter_next(empty.to(Status.STARTED))
    return moved(empty, case, (CaseEvent(EventName.STATUS_CHANGED), *entered), now)


def check_step(case: Case, step_id: str, kinds: frozenset[Kind]) -> Step:
    """The step that something is being handed in for, or the refusal that the card shows."""
    step = case.step(step_id)
    if step.kind not in kinds:
        raise Refused("wrong_kind")
    case.needs_customer()
    if step.state is State.FAILED:
        raise Refused("attempts_exceeded")
    if step.state is not State.CURRENT:
        raise Refused("step_not_current")
    return step


def check_evidence(case: Case, step_id: str, kinds: frozenset[Kind]) -> Step:
    step = check_step(case, step_id, kinds)
    if not case.has_consent(step.consent):
        raise Refused("consent_missing")
    return step


def give_consent(
    case: Case, step_id: str, decisions: tuple[Consent, ...], required: frozenset[str], now: datetime
) -> Moved:
    """Record the decisions. A refusal costs no attempt and ends nothing; the step waits or another way is taken."""
    if is_later_thought(case, step_id):
        return _change_mind(case, decisions, required, now)
    step = check_step(case, step_id, frozenset(Kind) - {Kind.REVIEW})
    after = case.with_consents(decisions)
    events = tuple(CaseEvent(EventName.CONSENT_CHANGED, step.id, step.kind) for _ in decisions[:1])
    if any(not d.given and d.item in required for d in decisions):
        refused = replace(step, reason="CONSENT_DECLINED")
        events = (*events, step_event(EventName.STEP_FAILED, refused, "CONSENT_DECLINED"))
        return moved(case, after.with_step(refused), events, now)
    after = after.with_step(replace(step, reason=None))
    if step.kind is Kind.CONSENT and all(after.has_consent(item) for item in required):
        after, passed = pass_step(after, after.step(step.id))
        events = (*events, *passed)
    return moved(case, after, events, now)


def is_later_thought(case: Case, step_id: str) -> bool:
    """The consents have been decided; what comes now is a change of mind on some of them."""
    step = case.step(step_id)
    return step.kind is Kind.CONSENT and step.state is State.PASSED


def _change_mind(case: Case, decisions: tuple[Consent, ...], required: frozenset[str], now: datetime) -> Moved:
    """An optional consent may be given after all; taking one back is a withdrawal, which does more than this."""
    case.needs_customer()
    if any(not d.given and (d.item in required or case.has_consent(d.item)) for d in decisions):
        raise Refused("withdraw_instead")
    after = case.with_consents(decisions)
    for step in case.steps:
        if step.reason == "CONSENT_DECLINED" and after.has_consent(step.consent):
            after = after.with_step(replace(step, reason=None))
    return moved(case, after, (CaseEvent(EventName.CONSENT_CHANGED),), now)


def submit_details(case: Case, step_id: str, reason: str | None, now: datetime) -> Moved:
    return _submit(case, check_evidence(case, step_id, frozenset({Kind.DETAILS})), reason, now)


def submit_photo(case: Case, step_id: str, reason: str | None, now: datetime) -> Moved:
    return _submit(case, check_evidence(case, step_id, PHOTOS), reason, now)


def _submit(case: Case, step: Step, reason: str | None, now: datetime) -> Moved:
    if reason is None:
        after, events = pass_step(case, step)
    else:
        after, events = fail_step(case, step, reason, reason_for(reason).retry)
    return moved(case, after, events, now)


def other_way(case: Case) -> Step | None:
    """The step that "another way" means when the customer names none: where they are stuck, else the face."""
    current = case.current
    open_steps = [s for s in case.steps if s.alternative and s.state in (State.CURRENT, State.FAILED, State.WAITING)]
    stuck = [s for s in open_steps if s.state is State.FAILED]
    face = [s for s in open_steps if s.consent == BIOMETRICS]
    return next(iter([*stuck, *face, *(s for s in open_steps if s == current)]), None)


def choose_alternative(case: Case, step_id: str | None, now: datetime) -> Moved:
    case.needs_customer()
    step = other_way(case) if step_id is None else case.step(step_id)
    if step is None or step.alternative is None:
        raise CaseRefuses("no_alternative")
    if step.state in (State.PASSED, State.REPLACED):
        raise CaseRefuses(f"step_{step.state}")
    after, events = replace_step(case, step)
    return moved(case, after, events, now)


def reopen(case: Case, step_id: str, now: datetime) -> Moved:
    """Let the customer correct a finished step; once a person is checking, it is too late."""
    case.needs_customer()
    step = case.step(step_id)
    if step.state not in (State.PASSED, State.REPLACED) or step.kind is Kind.CONSENT:
        raise CaseRefuses(f"step_{step.state}")
    if any(other.state is State.FAILED for other in case.steps):
        raise CaseRefuses("step_failed")
    after, events = reopen_step(case, step)
    return moved(case, after, events, now)


def pause(case: Case) -> CaseEvent:
    return _noted(EventName.PAUSED, case)


def resume(case: Case) -> CaseEvent:
    return _noted(EventName.RESUMED, case)


def _noted(name: EventName, case: Case) -> CaseEvent:
    """Leaving and coming back are worth counting but change nothing in the case."""
    step = case.needs_customer().current
    return CaseEvent(name) if step is None else step_event(name, step)


def cancel(case: Case, now: datetime) -> Moved:
    return moved(case, case.to(Status.CANCELED), (CaseEvent(EventName.STATUS_CHANGED),), now)


def expire(case: Case, now: datetime) -> Moved:
    return moved(case, case.to(Status.EXPIRED), (CaseEvent(EventName.STATUS_CHANGED),), now)
