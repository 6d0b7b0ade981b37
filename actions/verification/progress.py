"""How a case goes from step to step: shared by what the customer and what the staff can do."""

from dataclasses import replace

from actions.verification.case import Case, CaseEvent, EventName, State, Step, step_event
from actions.verification.journey import Kind
from actions.verification.status import Status

Progress = tuple[Case, tuple[CaseEvent, ...]]


def enter_next(case: Case) -> Progress:
    """Make the first waiting step the current one; when that is the review, a person has the case."""
    waiting = next((step for step in case.steps if step.state is State.WAITING), None)
    if case.current is not None or waiting is None:
        return case, ()
    entered = replace(waiting, state=State.CURRENT)
    case = case.with_step(entered)
    event = step_event(EventName.STEP_ENTERED, entered)
    if entered.kind is not Kind.REVIEW:
        return case, (event,)
    return case.to(Status.IN_REVIEW), (event, CaseEvent(EventName.STATUS_CHANGED))


def pass_step(case: Case, step: Step) -> Progress:
    passed = replace(step, state=State.PASSED, attempts=step.attempts + 1, reason=None)
    case, events = enter_next(case.with_step(passed))
    return case, (step_event(EventName.STEP_PASSED, passed), *events)


def fail_step(case: Case, step: Step, reason: str, retry: bool) -> Progress:
    attempts = step.attempts + 1 if retry else max(step.attempts + 1, step.limit)
    state = State.CURRENT if attempts < step.limit else State.FAILED
    failed = replace(step, state=state, attempts=attempts, reason=reason)
    return case.with_step(failed), (step_event(EventName.STEP_FAILED, failed, reason),)


def replace_step(case: Case, step: Step) -> Progress:
    """One visit settles all that is left: the steps behind that know the same other way go with it, told as one."""
    behind = case.steps[case.steps.index(step) + 1 :]
    along = [s for s in behind if s.alternative == step.alternative and s.state is State.WAITING]
    for each in (step, *along):
        case = case.with_step(replace(each, state=State.REPLACED, reason=None))
    case, entered = enter_next(case)
    return case, (step_event(EventName.ALTERNATIVE_CHOSEN, step), *entered)


def reopen_step(case: Case, step: Step, reason: str | None = None) -> Progress:
    """Make a finished step the current one again, with at least one attempt; whatever was current waits."""
    for other in case.steps:
        if other.state is State.CURRENT:
            case = case.with_step(replace(other, state=State.WAITING))
    limit = max(step.limit, step.attempts + 1)
    reopened = replace(step, state=State.CURRENT, limit=limit, reason=reason)
    return case.with_step(reopened), (step_event(EventName.STEP_ENTERED, reopened, reason),)
