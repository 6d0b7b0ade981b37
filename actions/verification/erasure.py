"""What of a case goes when its customer is erased, and what a law makes the bank keep."""

from dataclasses import replace
from datetime import datetime

from actions.verification import commands
from actions.verification.case import Case, CaseEvent, EventName, Moved, moved
from actions.verification.journey import Journey, KeptByLaw
from actions.verification.status import Status
from actions.verification.withdrawal import KEPT_BY_LAW

NOBODY = "erased-"


def kept_items(case: Case, journey: Journey, erased_before: bool) -> tuple[KeptByLaw, ...]:
    """An approved customer's identity record; of everybody else the bank needs nothing. What was kept stays while the
    approval is looked at again: what was erased and is open can have become so in no other way."""
    kept = case.status in KEPT_BY_LAW or (erased_before and not case.ended)
    return journey.kept_by_law if kept else ()


def erase(case: Case, keeps: bool, now: datetime) -> Moved:
    """What is kept by law stands as it was decided, without what led to it; any other case is nobody's from now on."""
    left = case if keeps else _nobodys(case, now)
    bare = tuple(replace(step, findings=()) for step in left.steps)
    after = replace(left, steps=bare, risk=None, proposal=None, version=case.version)
    return moved(case, after, (CaseEvent(EventName.ERASED),), now)


def _nobodys(case: Case, now: datetime) -> Case:
    ended = case if case.status is Status.REDACTED else commands.redact(case, now).case
    steps = tuple(replace(step, reason=None) for step in ended.steps)
    nobody = f"{NOBODY}{case.case_id}"
    return replace(ended, customer_id=nobody, steps=steps, consents=(), reason=None, reference=None)


def is_nobodys(case: Case) -> bool:
    return case.customer_id.startswith(NOBODY)
