"""The slots of a turn: what the case says now and what has just happened, never what the dialogue remembers."""

from __future__ import annotations

from typing import Any

from channels.wire import Case, Choice, Event, TurnRequest
from components.privacy import item_of

NOTHING_RUNS = "none"
DECIDED = "decided"
ONLY_FROM_ACTIONS = ("step_number", "step_count", "minutes")  # true for the turn in which an action has set them
_WAITING_FOR_THE_CUSTOMER = ("created", "started", "resubmission_requested")
_WITH_THE_BANK = {
    "in_review": "review",
    "submitted": "processing",
    "processing": "processing",
    "error": "error",
    **dict.fromkeys(("approved", "declined", "approval_expired"), DECIDED),
}


def slots_for(request: TurnRequest, asked_language: str | None) -> dict[str, Any]:
    """`asked_language` is the language that the customer wants from now on: this very turn answers in it."""
    case, step_kind = request.case, running_step(request.case)
    slots: dict[str, Any] = {
        "language": asked_language or request.language,
        "asked_language": asked_language or "none",
        "case_status": case.status if case else NOTHING_RUNS,
        "step": case.step if case else None,
        "step_kind": step_kind,
        "attempts_left": case.attempts_left if case else None,
        "reason": case.reason if case else None,
        "journey": case.journey if case else None,
        "automated": case is not None and case.automated is True,
        "other_way": case.other_way if case else None,
        "item": item_of(step_kind),
        "topic": request.said.value if isinstance(request.said, Choice) else None,
        "result": None,
        "moved_kind": None,
        **dict.fromkeys(ONLY_FROM_ACTIONS),
    }
    if isinstance(request.said, Event) and request.said.name == "case_moved":
        slots.update(_moved(request.said, slots))
    return slots


def running_step(case: Case | None) -> str:
    """The kind of step that the case is at: `review` is the bank's, `processing` a machine's, `decided` nobody's."""
    if case is None:
        return NOTHING_RUNS
    if case.status in _WAITING_FOR_THE_CUSTOMER:
        return case.step_kind or NOTHING_RUNS
    return _WITH_THE_BANK.get(case.status, NOTHING_RUNS)


def _moved(event: Event, slots: dict[str, Any]) -> dict[str, Any]:
    params = event.params
    reason = params["reason"] or slots["reason"]
    left = params["attempts_left"]
    return {
        # To decline a consent is no failure: it has words of its own.
        "result": "consent_declined" if reason == "CONSENT_DECLINED" else params["result"],
        "moved_kind": params["kind"],
        "reason": reason,
        "attempts_left": slots["attempts_left"] if left is None else left,
    }
