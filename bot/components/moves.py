"""Which words a move of the case calls for where its result alone would not be true or not be enough."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

CASE_MOVED = "utter_case_moved"
_PHOTOS = ("document", "selfie")
# End a step at once. What lies behind `OTHER` may be for a person's eyes only: the words say nothing of it.
_ENDS_AT_ONCE = ("OTHER", "SAFE_BLOCK_ACTIVE", "PHONE_OWNER_MISMATCH", "ACCOUNT_OWNER_MISMATCH", "ONEWON_LIMIT")


def words_of_move(slots: Mapping[str, Any]) -> str:
    result, reason = slots.get("result"), slots.get("reason")
    if result == "alternative_chosen":
        return "utter_alternative_chosen"
    if result == "attempts_exceeded" and reason == "UNDERAGE":
        return "utter_signal_minor"
    if result == "attempts_exceeded" and reason in _ENDS_AT_ONCE:
        return "utter_step_person"
    if result == "failed" and slots.get("attempts_left") == 1 and slots.get("moved_kind") in _PHOTOS:
        return "utter_step_failed_again"
    return CASE_MOVED
