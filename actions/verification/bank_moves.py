"""What the bank's own programs can ask of a case."""

from dataclasses import replace
from datetime import datetime

from actions.verification.case import Case, CaseEvent, EventName, Moved, moved
from actions.verification.commands import HIGH, calls_person, cancel, create
from actions.verification.errors import CaseRefuses
from actions.verification.status import Status


def open_case(invited: Case, reference: str | None, risk: str | None, now: datetime) -> Moved:
    """A case that waits for its customer, under the bank's own name for it."""
    return create(replace(invited, reference=reference, risk=risk), now)


def mark_risk(case: Case, risk: str | None, now: datetime) -> Moved | None:
    """Nothing when it is so already. What has ended is no longer judged by it."""
    if case.risk == risk:
        return None
    if case.ended:
        raise CaseRefuses(f"not_while_{case.status}")
    after, changed = replace(case, risk=risk), CaseEvent(EventName.RISK_CHANGED)
    has_begun = case.status is not Status.CREATED
    return moved(case, after, (changed, *(_whether_a_person_is_wanted(case, after) if has_begun else ())), now)


def _whether_a_person_is_wanted(before: Case, after: Case) -> tuple[CaseEvent, ...]:
    taken_back = before.risk == HIGH
    return (CaseEvent(EventName.PERSON_NOT_WANTED),) if taken_back else calls_person(after)


def cancel_once(case: Case, now: datetime) -> Moved | None:
    return None if case.status is Status.CANCELED else cancel(case, now)
