"""Responses that would not be true as the case stands, and the ones that are; each wording exists once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_OVER = {
    "approved": "utter_status_approved",
    "declined": "utter_status_declined",
}
# response -> (slot to look at, its value -> response to give instead)
_INSTEAD: dict[str, tuple[str, dict[str, str]]] = {
    "utter_confirm_cancel": (
        "case_status",
        {"none": "utter_no_case", "expired": "utter_no_case", "canceled": "utter_status_canceled", **_OVER},
    ),
    "utter_correct_answer": (
        "case_status",
        {
            "none": "utter_no_case",
            "expired": "utter_no_case",
            "canceled": "utter_status_canceled",
            "in_review": "utter_cannot_reopen",
            **_OVER,
        },
    ),
    "utter_came_back": (
        "case_status",
        {
            "none": "utter_greet",
            "expired": "utter_greet",
            "canceled": "utter_greet",
            "in_review": "utter_status_in_review",
            **_OVER,
        },
    ),
    "utter_case_moved": ("result", {"alternative_chosen": "utter_alternative_chosen"}),
}


def fitting(response: str, slots: Mapping[str, Any]) -> str:
    slot, others = _INSTEAD.get(response, ("", {}))
    return others.get(str(slots.get(slot)), response)
