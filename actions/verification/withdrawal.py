"""Taking a consent back: as easy as giving it, at any time."""

from dataclasses import replace
from datetime import datetime

from actions.verification.case import HANDED_IN, Case, CaseEvent, Consent, EventName, Moved, State, moved
from actions.verification.errors import Refused
from actions.verification.journey import Basis, ConsentItem, Kind
from actions.verification.progress import reopen_step
from actions.verification.status import Status

KEPT_BY_LAW = frozenset({Status.APPROVED, Status.APPROVAL_EXPIRED})


def can_withdraw(case: Case, planned: ConsentItem | None) -> bool:
    """Not what rests on a law, nor what the law makes the bank keep once an account stands on it."""
    if planned is None or planned.basis is Basis.STATUTE or not case.has_consent(planned.item):
        return False
    return not (planned.required and case.status in KEPT_BY_LAW)


def withdraw(case: Case, planned: ConsentItem | None, now: datetime) -> Moved:
    """Without a required consent the case ends; without an optional one its steps are open again."""
    given = case.consent(planned.item) if planned else None
    if planned is None or given is None or not can_withdraw(case, planned):
        raise Refused("cannot_withdraw")
    after = case.with_consents((Consent(given.item, False, given.release, given.language, now),))
    events: tuple[CaseEvent, ...] = (CaseEvent(EventName.CONSENT_CHANGED),)
    if case.ended:
        return moved(case, after, events, now)
    if planned.required:
        ended = after.to(Status.CANCELED)
        return moved(case, ended, (*events, CaseEvent(EventName.STATUS_CHANGED)), now)
    after, reopened = _reopen_steps(after, planned.item)
    return moved(case, after, (*events, *reopened), now)


def steps_under(case: Case, planned: ConsentItem) -> tuple[str, ...]:
    """The steps whose evidence goes when this consent goes; all of them when it is a required one."""
    return tuple(s.id for s in case.steps if planned.required or s.consent == planned.item)


def _back_from_vendor(case: Case, item: str) -> tuple[Case, tuple[CaseEvent, ...]]:
    """What a vendor is looking at counts no more."""
    at_vendor = case.current
    if case.status is not Status.PROCESSING or at_vendor is None or at_vendor.consent != item:
        return case, ()
    back = case.to(Status.STARTED).with_step(replace(at_vendor, reason="CONSENT_DECLINED"))
    return back, (CaseEvent(EventName.STATUS_CHANGED),)


def _reopen_steps(case: Case, item: str) -> tuple[Case, tuple[CaseEvent, ...]]:
    case, events = _back_from_vendor(case, item)
    for step in case.steps:
        if step.consent != item or step.state not in HANDED_IN:
            continue
        bare = replace(step, findings=())  # made from what is deleted now
        if case.status is Status.IN_REVIEW:
            case = case.to(Status.STARTED)
            events = (*events, CaseEvent(EventName.STATUS_CHANGED))
        blocked = any(s.state is State.FAILED and s.kind is not Kind.REVIEW for s in case.steps)
        if blocked:
            limit = max(step.limit, step.attempts + 1)
            case = case.with_step(replace(bare, state=State.WAITING, limit=limit, reason="CONSENT_DECLINED"))
            continue
        case, entered = reopen_step(case, bare, "CONSENT_DECLINED")
        events = (*events, *entered)
    return case, events
