"""How a case stands, for wording: its status, except where another word says more."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

NONE, UNDER_WAY, SPENT = "none", "under_way", "spent"
WITH_STAFF = "with_staff"  # a visit or a call is what comes next; nothing is handed in here
STAFF_SPENT = "staff_spent"  # it came to nothing
REVIEW, PROCESSING, ERROR = "in_review", "processing", "error"
APPROVED, DECLINED, OUTDATED = "approved", "declined", "approval_expired"
CANCELED, EXPIRED, ABANDONED = "canceled", "expired", "abandoned"

NOTHING_RUNS = (NONE, CANCELED, EXPIRED, ABANDONED)  # a new application may be begun
STAFF_KINDS = ("visit", "video")  # kinds of steps that a customer goes through with a member of the staff
_STANDS = {
    **{stands: stands for stands in (*NOTHING_RUNS, REVIEW, PROCESSING, ERROR, APPROVED, DECLINED, OUTDATED)},
    "created": NONE,  # the bank has made it, the customer has not begun
    "submitted": PROCESSING,
    "redacted": NONE,
}


def standing(slots: Mapping[str, Any]) -> str:
    stands = _STANDS.get(str(slots.get("case_status", NONE)), UNDER_WAY)
    if stands != UNDER_WAY:
        return stands
    with_staff = slots.get("step_kind") in STAFF_KINDS
    if _no_tries_left(slots):
        return STAFF_SPENT if with_staff else SPENT
    return WITH_STAFF if with_staff else UNDER_WAY


def _no_tries_left(slots: Mapping[str, Any]) -> bool:
    """When a step has just moved, `attempts_left` speaks of that one; a consent can be decided on however often."""
    is_of_this_step = slots.get("result") in (None, "attempts_exceeded")
    return slots.get("attempts_left") == 0 and is_of_this_step and slots.get("step_kind") != "consent"
