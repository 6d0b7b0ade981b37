"""Which words a move of the case calls for where its result alone would not be true or not be enough."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from components.standing import STAFF_KINDS

CASE_MOVED = "utter_case_moved"
ALTERNATIVE_CHOSEN = "utter_alternative_chosen"
_PHOTOS = ("document", "selfie")
_PASSED = ("code", "transfer", "signature", "vendor", *STAFF_KINDS)  # told by words of their own
# End a step at once, and may be explained. What lies behind `OTHER` may be for a person's eyes only.
_ENDS_AT_ONCE = ("SAFE_BLOCK_ACTIVE", "PHONE_OWNER_MISMATCH", "ACCOUNT_OWNER_MISMATCH", "ONEWON_LIMIT", "CODE_LIMIT")


def words_of_move(slots: Mapping[str, Any]) -> str:
    result, kind = slots.get("result"), slots.get("moved_kind")
    if result == "alternative_chosen":
        return "" if slots.get("step_kind") == "review" else words_of_choice(slots)  # what came of it is told next
    if result == "declined" and slots.get("automated"):
        return "utter_declined_by_checks"
    if result == "received":
        return f"utter_received_{kind}" if kind in _PHOTOS else "utter_received"
    if result in ("expired", "abandoned"):
        return f"utter_case_{result}"
    if result == "passed" and kind in _PASSED:
        return f"utter_passed_{kind}"
    if result in ("failed", "attempts_exceeded") and kind in STAFF_KINDS:
        return "utter_staff_step_failed"
    if result == "attempts_exceeded":
        return _words_of_end(str(slots.get("reason")))
    if result == "failed" and slots.get("attempts_left") == 1 and kind in _PHOTOS:
        return "utter_step_failed_again"
    return CASE_MOVED


def words_of_choice(slots: Mapping[str, Any]) -> str:
    """The card of a visit or a call comes with its words, unless something else must be done first."""
    chosen = {"visit": ALTERNATIVE_CHOSEN, "video": "utter_alternative_video", "review": "utter_in_review"}
    return chosen.get(str(slots.get("step_kind")), "utter_alternative_later")


def _words_of_end(reason: str) -> str:
    if reason == "UNDERAGE":
        return "utter_signal_minor"
    if reason == "OTHER":
        return "utter_step_person"
    return "utter_step_ended" if reason in _ENDS_AT_ONCE else CASE_MOVED
