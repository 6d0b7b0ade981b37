"""From step to step: shared by what the customer, the staff and the vendors can do."""

from dataclasses import dataclass, replace

from actions.verification.case import DONE, Case, CaseEvent, EventName, State, Step, step_event
from actions.verification.findings import Finding, Outcome
from actions.verification.journey import Decide, Kind, OtherWay
from actions.verification.methods import satisfied
from actions.verification.reasons import reason_for
from actions.verification.status import Status

Progress = tuple[Case, tuple[CaseEvent, ...]]
STATUS_CHANGED = CaseEvent(EventName.STATUS_CHANGED)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the checks say of something handed in: `reason`, if it must be handed in again."""

    reason: str | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def settled(self) -> bool:
        """Whether no check has left anything for a person to look at."""
        return all(finding.outcome is Outcome.PASSED for finding in self.findings)


def enter_next(case: Case) -> Progress:
    """Make the first waiting step the current one, if there are tries left. At the review a person has the case, or the
    checks decide."""
    waiting = next((step for step in case.steps if step.state is State.WAITING), None)
    if case.current is not None or waiting is None:
        return case, ()
    if waiting.attempts_left == 0:
        spent = replace(waiting, state=State.FAILED, reason="ATTEMPTS_EXCEEDED")
        return case.with_step(spent), (step_event(EventName.STEP_FAILED, spent, spent.reason),)
    entered = replace(waiting, state=State.CURRENT)
    case = case.with_step(entered)
    event = step_event(EventName.STEP_ENTERED, entered)
    if entered.kind is not Kind.REVIEW:
        return case, (event,)
    if _decided_by_checks(case):
        approved = case.to(Status.PROCESSING).to(Status.APPROVED).with_step(replace(entered, state=State.PASSED))
        return replace(approved, automated=True), (event, STATUS_CHANGED)
    return case.to(Status.IN_REVIEW), (event, STATUS_CHANGED)


def _decided_by_checks(case: Case) -> bool:
    """Only what is settled throughout, and nothing that a stand-in or the bank's own warning stands behind."""
    settled = all(step.state is State.PASSED for step in case.steps if step.kind is not Kind.REVIEW)
    trusted = case.risk is None and not case.simulated
    return case.terms.decide is Decide.CHECKS and settled and trusted and satisfied(case)


def settle_step(case: Case, step: Step, verdict: Verdict) -> Progress:
    """Pass, receive or fail the step, and go on."""
    step = replace(step, findings=verdict.findings)
    if verdict.reason is not None:
        return fail_step(case, step, verdict.reason)
    return pass_step(case, step) if verdict.settled else receive_step(case, step)


def pass_step(case: Case, step: Step) -> Progress:
    return _finish(case, replace(step, state=State.PASSED, reason=None), EventName.STEP_PASSED)


def receive_step(case: Case, step: Step, reason: str | None = None) -> Progress:
    return _finish(case, replace(step, state=State.RECEIVED, reason=reason), EventName.STEP_RECEIVED)


def _finish(case: Case, step: Step, name: EventName) -> Progress:
    finished = replace(step, attempts=step.attempts + 1)
    case, events = enter_next(case.with_step(finished))
    return case, (step_event(name, finished), *events)


def fail_step(case: Case, step: Step, code: str) -> Progress:
    """The last try of some reasons leads to a person with what was handed in; of the others, to a standstill."""
    reason = reason_for(code)
    tries = int(reason.costs)
    step = replace(step, failures=step.failures + tries)
    attempts = step.attempts + tries if reason.retry else max(step.attempts + 1, step.limit)
    used_up = attempts >= step.limit or case.with_step(step).failures >= case.terms.failures
    if used_up and reason.retry and reason.to_person:
        return receive_step(case, step, code)
    failed = replace(step, attempts=attempts, reason=code, state=State.FAILED if used_up else step.state)
    if used_up:
        failed = replace(failed, limit=attempts)
    return case.with_step(failed), (step_event(EventName.STEP_FAILED, failed, code),)


def replace_step(case: Case, step: Step, way: OtherWay) -> Progress:
    """A visit settles all that is left and can be replaced; a call, what names it. Told as one."""
    behind = case.steps[case.steps.index(step) + 1 :]
    along = [s for s in behind if goes_with(s, way) and s.state is State.WAITING]
    for each in (step, *along):
        case = case.with_step(replace(each, state=State.REPLACED, reason=None))
    case, entered = enter_next(_with_way(case, way))
    return case, (step_event(EventName.ALTERNATIVE_CHOSEN, step), *entered)


def goes_with(step: Step, way: OtherWay) -> bool:
    """A call that has not been yet is no longer needed after a visit."""
    by_visit = way.kind is Kind.VISIT and (step.alternative is not None or step.kind is Kind.VIDEO)
    return by_visit or step.alternative == way.id


def _with_way(case: Case, way: OtherWay) -> Case:
    """The other way is a step of its own, right before the review."""
    if any(step.id == way.id for step in case.steps):
        return case
    visit = Step(way.id, way.kind, State.WAITING, limit=1, minutes=way.minutes)
    return replace(case, steps=(*case.steps[:-1], visit, case.steps[-1]))


def reopen_step(case: Case, step: Step, reason: str | None = None) -> Progress:
    """Make a finished step the current one again, with at least one attempt; whatever was current waits."""
    for other in case.steps:
        if other.state is State.CURRENT:
            case = case.with_step(replace(other, state=State.WAITING))
    if step.state is State.REPLACED:
        case = _without_way(case, step)
    limit = max(step.limit, step.attempts + 1)
    reopened = replace(step, state=State.CURRENT, limit=limit, reason=reason)
    return case.with_step(reopened), (step_event(EventName.STEP_ENTERED, reopened, reason),)


def _without_way(case: Case, step: Step) -> Case:
    """Who comes back from the other way comes back with all that it had replaced."""
    ways = {other.id for other in case.steps} - {step.alternative}
    for other in case.steps:
        if other.state is State.REPLACED and other.alternative not in ways:
            case = case.with_step(replace(other, state=State.WAITING))
    left = tuple(s for s in case.steps if s.id != step.alternative or s.state in DONE)
    return replace(case, steps=left)
