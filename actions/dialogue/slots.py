"""What the bot may know of a case: ids, states and codes."""

from typing import Any

from rasa_sdk.events import SlotSet

from actions.services.views import minutes_left
from actions.verification.case import Case, State
from actions.verification.commands import offered_way
from actions.verification.reasons import public_code
from actions.verification.status import WITH_CUSTOMER, Status

NOTHING_RUNS = "none"
STEP_KINDS = {
    Status.IN_REVIEW: "review",
    Status.SUBMITTED: "processing",
    Status.PROCESSING: "processing",
    Status.ERROR: "error",
    **dict.fromkeys((Status.APPROVED, Status.DECLINED, Status.APPROVAL_EXPIRED), "decided"),
}


def slots_of(case: Case | None) -> list[dict[str, Any]]:
    return [SlotSet(name, value) for name, value in values_of(case).items()]


def values_of(case: Case | None) -> dict[str, Any]:
    step = case.current if case else None
    counted = [each for each in case.steps if each.state is not State.REPLACED] if case else []
    return {
        "case_status": str(case.status) if case else NOTHING_RUNS,
        "step": step.id if step else None,
        "step_kind": _kind(case),
        "attempts_left": step.attempts_left if step else None,
        "reason": public_code(step.reason if step and step.reason else case.reason) if case else None,
        "step_number": counted.index(step) + 1 if step else None,
        "step_count": len(counted) if case else None,
        "minutes": minutes_left(case) if case else None,
        "other_way": offered_way(case) if case else None,
    }


def _kind(case: Case | None) -> str:
    """The kind of step that waits for the customer; `review` is the bank's, `processing` a machine's."""
    if case is None:
        return NOTHING_RUNS
    if case.status in WITH_CUSTOMER:
        return str(case.current.kind) if case.current else NOTHING_RUNS
    return STEP_KINDS.get(case.status, NOTHING_RUNS)
