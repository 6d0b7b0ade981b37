"""What an eKYC vendor's word does to a case. The vendor settles its own step; what follows from it the case decides."""

from dataclasses import dataclass, replace
from datetime import datetime

from actions.verification.case import DONE, Case, CaseEvent, EventName, Moved, State, Step, moved, step_event
from actions.verification.findings import Finding, Outcome
from actions.verification.journey import Decide, Kind
from actions.verification.progress import STATUS_CHANGED, Progress, fail_step, pass_step, receive_step
from actions.verification.status import WITH_CUSTOMER, Status

IDENTITY = "identity"  # the check that a vendor makes
IN_HAND = frozenset({Status.SUBMITTED, Status.PROCESSING, Status.IN_REVIEW})  # the vendor is at work
LEFT = frozenset({Status.EXPIRED, Status.CANCELED, Status.ABANDONED})  # its session is over, ours is not
SETTLING = LEFT | {Status.APPROVED, Status.DECLINED, Status.RESUBMISSION_REQUESTED, Status.ERROR}
OUTCOMES = {Status.APPROVED: Outcome.PASSED, Status.DECLINED: Outcome.FAILED}


@dataclass(frozen=True, slots=True)
class VendorSays:
    """A vendor's word in our own terms. `reason`: the first canonical code, where there is one."""

    vendor: str
    status: Status
    reason: str | None = None
    for_us: bool = False  # in review: nobody at the vendor will look, so one of us must
    simulated: bool = False
    compared: tuple[Finding, ...] = ()  # with what the customer typed

    @property
    def findings(self) -> tuple[Finding, ...]:
        verified = Finding(
            IDENTITY, OUTCOMES.get(self.status, Outcome.UNCLEAR), self.vendor, self.reason, simulated=self.simulated
        )
        return verified, *self.compared

    @property
    def doubt(self) -> Finding | None:
        """The worst of what does not pass, though the vendor has approved."""
        doubts = [each for each in self.compared if each.outcome is not Outcome.PASSED]
        return min(doubts, key=lambda each: each.outcome is not Outcome.FAILED, default=None)


def hear(case: Case, step_id: str, says: VendorSays, now: datetime) -> Moved | None:
    """None where the word changes nothing."""
    step = case.step(step_id)
    if case.ended or case.status is Status.IN_REVIEW or step.state in DONE:
        return _reversed(case, step, says, now)
    if says.status in IN_HAND and not says.for_us:
        return _with_vendor(case, step, now)
    if says.status not in SETTLING and not says.for_us:
        return None
    back, told = _back(case)
    after, events = _settled(back, step, says)
    return moved(case, after, (*told, *events), now)


def _with_vendor(case: Case, step: Step, now: datetime) -> Moved | None:
    if case.status not in WITH_CUSTOMER or step.state is not State.CURRENT:
        return None
    return moved(case, case.to(Status.PROCESSING), (STATUS_CHANGED,), now)


def _back(case: Case) -> Progress:
    """From the vendor back to the customer, before it is said what came of it."""
    if case.status in WITH_CUSTOMER:
        return case, ()
    return case.to(Status.STARTED), (STATUS_CHANGED,)


def _settled(case: Case, step: Step, says: VendorSays) -> Progress:
    if says.status in LEFT:
        return fail_step(case, step, "SESSION_EXPIRED")
    if says.status is Status.ERROR:
        return fail_step(case, step, "REGISTRY_UNAVAILABLE")
    step = replace(step, findings=says.findings)
    if says.status is Status.APPROVED:
        return receive_step(case, step, says.doubt.reason) if says.doubt else pass_step(case, step)
    if says.status is Status.RESUBMISSION_REQUESTED:
        return fail_step(case, step, says.reason or "OTHER")
    if says.for_us:
        return receive_step(case, step, says.reason or "OTHER")
    return _declined(case, step, says)


def _declined(case: Case, step: Step, says: VendorSays) -> Progress:
    if case.terms.decide is Decide.PERSON:
        return receive_step(case, step, says.reason or "OTHER")
    failed = replace(step, state=State.FAILED, attempts=step.attempts + 1, reason=says.reason)
    case, told = _decline(case.with_step(failed).to(Status.PROCESSING), says)
    return case, (step_event(EventName.STEP_FAILED, failed, says.reason or "OTHER"), *told)


def _decline(case: Case, says: VendorSays) -> Progress:
    code = says.reason or "OTHER"
    after = replace(case.to(Status.DECLINED), reason=code, automated=True, proposal=None)
    for step in case.steps:
        if step.kind is Kind.REVIEW:
            after = after.with_step(replace(step, state=State.FAILED, reason=code))
    return after, (replace(STATUS_CHANGED, reason=code),)


def _reversed(case: Case, step: Step, says: VendorSays, now: datetime) -> Moved | None:
    """A later word on a settled step: people at the case see it, and a decision that stood on it stands no longer."""
    if says.status not in OUTCOMES or step.findings == says.findings or case.status in _GONE:
        return None
    changed = step_event(EventName.VENDOR_CHANGED, step, says.reason)
    noted = case.with_step(_noted(step, says))
    after, told = _consequence(noted, says)
    return moved(case, after, (changed, *told), now)


def _noted(step: Step, says: VendorSays) -> Step:
    """What the vendor stands by no longer is settled by nobody: no journey is approved over it without a person."""
    doubted = step.state is State.PASSED and (says.status is Status.DECLINED or says.doubt is not None)
    return replace(step, findings=says.findings, state=State.RECEIVED if doubted else step.state)


_GONE = frozenset({Status.REDACTED, Status.CANCELED, Status.EXPIRED, Status.ABANDONED, Status.APPROVAL_EXPIRED})


def _consequence(case: Case, says: VendorSays) -> tuple[Case, tuple[CaseEvent, ...]]:
    if case.status is Status.APPROVED and says.status is Status.DECLINED:
        by_checks = case.terms.decide is Decide.CHECKS and case.automated
        return _decline(case, says) if by_checks else _look_again(case)
    if case.status is Status.DECLINED and case.automated and says.status is Status.APPROVED:
        return _look_again(case)
    return case, ()


def _look_again(case: Case) -> Progress:
    after = replace(case.to(Status.IN_REVIEW), automated=False)
    for step in case.steps:
        if step.kind is Kind.REVIEW:
            after = after.with_step(replace(step, state=State.CURRENT))
    return after, (STATUS_CHANGED,)
