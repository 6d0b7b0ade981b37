"""What the bank's people can ask of a case. The case may refuse; only `decide` ends it."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from actions.verification.case import DONE, Case, CaseEvent, EventName, Moved, Proposal, State, Step, moved, step_event
from actions.verification.errors import CaseRefuses
from actions.verification.findings import Finding, Outcome
from actions.verification.journey import CODED, WITH_STAFF, Journey, Kind
from actions.verification.methods import satisfied
from actions.verification.progress import (
    STATUS_CHANGED,
    Progress,
    enter_next,
    goes_with,
    pass_step,
    receive_step,
    replace_step,
)
from actions.verification.status import Status

SEEN = "seen_in_person"
NOT_REPEATABLE = WITH_STAFF | {Kind.REVIEW, Kind.CONSENT}


class Decision(StrEnum):
    APPROVED = "approved"
    DECLINED = "declined"
    RESUBMISSION_REQUESTED = "resubmission_requested"


@dataclass(frozen=True, slots=True)
class Decided:
    """What one person wants done with a case, and who that is."""

    decision: Decision
    by: str
    steps: tuple[str, ...] = ()  # to be handed in again
    reason: str | None = None


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


def use_alternative(case: Case, step_id: str, journey: Journey, now: datetime) -> Moved:
    case.needs_customer()
    step = case.step(step_id)
    way = journey.other_way(step.alternative) if step.alternative else None
    if way is None:
        raise CaseRefuses("no_alternative")
    if step.state in DONE:
        raise CaseRefuses(f"step_{step.state}")
    after, events = replace_step(case, step, way)
    return moved(case, after, events, now)


def report(case: Case, way_id: str, journey: Journey, seen: bool, reason: str | None, now: datetime) -> Moved:
    """What came of a visit or a call. A customer who comes unannounced takes this other way by coming."""
    way = journey.other_way(way_id)
    if way is None:
        raise CaseRefuses("no_alternative")
    after, events = _on_the_way(case.needs_customer(), way_id, journey)
    step = after.step(way.id)
    if step.state is not State.CURRENT:
        raise CaseRefuses(f"step_{step.state}")
    finding = Finding(SEEN, Outcome.PASSED if seen else Outcome.FAILED, way.id, None if seen else reason)
    found = replace(step, findings=(finding,))
    after, more = pass_step(after, found) if seen else receive_step(after, found, reason or "OTHER")
    return moved(case, after, (*events, *more), now)


def _on_the_way(case: Case, way_id: str, journey: Journey) -> Progress:
    if any(step.id == way_id for step in case.steps):
        return case, ()
    way = journey.other_way(way_id)
    replaceable = [s for s in case.steps if way and goes_with(s, way) and s.state not in DONE]
    if way is None or not replaceable:
        raise CaseRefuses("no_alternative")
    return replace_step(case, replaceable[0], way)


def check_resend(case: Case) -> Step:
    """The step whose code may be sent once more at the word of the staff."""
    step = case.needs_customer().current
    if step is None or step.kind not in CODED:
        raise CaseRefuses("not_applicable")
    if step.state is not State.CURRENT:
        raise CaseRefuses(f"step_{step.state}")
    return step


def decide(case: Case, decided: Decided, now: datetime) -> Moved:
    """Four eyes where the journey says so: the first person proposes, another one's agreement decides."""
    if decided.decision is Decision.RESUBMISSION_REQUESTED:
        return _request_again(case, decided, now)
    if case.status is not Status.IN_REVIEW:
        raise CaseRefuses("not_in_review")
    if decided.decision is Decision.APPROVED and not satisfied(case):
        raise CaseRefuses("methods_missing")
    if case.terms.eyes > 1 and not _agrees(case, decided):
        return _propose(case, decided, now)
    return _end(case, decided, now)


def _agrees(case: Case, decided: Decided) -> bool:
    earlier = case.proposal
    if earlier is None or earlier.decision != decided.decision:
        return False
    if earlier.by == decided.by:
        raise CaseRefuses("four_eyes")
    return True


def _propose(case: Case, decided: Decided, now: datetime) -> Moved:
    proposal = Proposal(decided.by, str(decided.decision), decided.reason, now)
    after = replace(case, proposal=proposal)
    return moved(case, after, (CaseEvent(EventName.DECISION_PROPOSED, reason=decided.reason),), now)


def _end(case: Case, decided: Decided, now: datetime) -> Moved:
    approved = decided.decision is Decision.APPROVED
    code = None if approved else decided.reason or "DECLINED_BY_REVIEWER"
    after = replace(case.to(Status(decided.decision)), reason=code, automated=False, review_asked=False)
    for step in case.steps:
        after = after.with_step(_judged(step, approved, code))
    return moved(case, after, (CaseEvent(EventName.STATUS_CHANGED, reason=code),), now)


def _judged(step: Step, approved: bool, code: str | None) -> Step:
    """What a person had to look at has been looked at."""
    if step.kind is Kind.REVIEW:
        return replace(step, state=State.PASSED if approved else State.FAILED, reason=code)
    if approved and step.state is State.RECEIVED:
        return replace(step, state=State.PASSED, reason=None)
    return step


def _request_again(case: Case, decided: Decided, now: datetime) -> Moved:
    """The named steps wait again, the first of them is current, the review comes after them."""
    if not decided.steps:
        raise CaseRefuses("steps_missing")
    reason = decided.reason or "OTHER"
    after = replace(case.to(Status.RESUBMISSION_REQUESTED), reason=reason)
    named = [*(case.step(step_id) for step_id in decided.steps), *case.bereft]
    if any(step.kind in NOT_REPEATABLE for step in named):
        raise CaseRefuses("step_not_repeatable")
    for step in case.steps:
        if step.kind is Kind.REVIEW:
            after = after.with_step(replace(step, state=State.WAITING, reason=None))
        elif step in named or step.state is State.FAILED:  # which would hold up all that come after it
            limit = max(step.limit, step.attempts + 1)
            after = after.with_step(replace(step, state=State.WAITING, limit=limit, reason=reason))
    entered, events = enter_next(after)
    entered = entered.with_step(replace(entered.step(_first(entered).id), reason=reason))
    return moved(case, entered, (replace(STATUS_CHANGED, reason=reason), *_with_reason(events, reason)), now)


def _first(case: Case) -> Step:
    current = case.current
    if current is None:
        raise CaseRefuses("steps_missing")
    return current


def _with_reason(events: tuple[CaseEvent, ...], reason: str) -> tuple[CaseEvent, ...]:
    return tuple(replace(event, reason=reason) for event in events)
