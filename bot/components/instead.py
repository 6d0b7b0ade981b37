"""Responses and options that would not be true as the case stands, and the ones that are; each wording exists once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from components.moves import CASE_MOVED, words_of_move

STEP_BRIEF = "utter_step_brief"
UNSAID = ""
CLARIFY = "utter_clarify"
SOMETHING_ELSE = "something_else"

# How a case stands, for wording: its status, except where another word says more.
_NONE, _UNDER_WAY, _SPENT = "none", "under_way", "spent"
_REVIEW, _CANCELED = "in_review", "canceled"
_STANDS = {
    "none": _NONE,
    "expired": _NONE,
    "canceled": _CANCELED,
    "in_review": _REVIEW,
    "approved": "approved",
    "declined": "declined",
}
_OVER = {"approved": "utter_status_approved", "declined": "utter_status_declined"}
_SUBMITTED = {_REVIEW: "utter_status_in_review", **_OVER}
_NO_FACE_ASKED = dict.fromkeys((_REVIEW, *_OVER), "utter_biometric_over")
_NOT_BEGUN = {_NONE: "utter_no_case", _CANCELED: "utter_status_canceled", **_OVER}
_FACE = {**dict.fromkeys((_NONE, _CANCELED), "utter_without_selfie"), **_NO_FACE_ASKED}

# response -> how the case stands -> response to give instead
_INSTEAD: dict[str, dict[str, str]] = {
    "utter_affirm": {_UNDER_WAY: "utter_affirm_step"},
    "utter_confirm_cancel": _NOT_BEGUN,
    "utter_correct_answer": {**_NOT_BEGUN, _REVIEW: "utter_cannot_reopen", _SPENT: "utter_cannot_reopen"},
    "utter_came_back": {**dict.fromkeys((_NONE, _CANCELED), "utter_greet"), **_SUBMITTED},
    "utter_no_case": {_CANCELED: "utter_status_canceled"},
    "utter_nothing_to_pause": _SUBMITTED,
    "utter_refuse_biometric": _FACE,
    "utter_ask_alternative": _FACE,
    "utter_alternative_unavailable": _NO_FACE_ASKED,
    "utter_ask_duration": {_REVIEW: "utter_duration_review", **_OVER},
    "utter_ask_steps": _SUBMITTED,
    "utter_help_document_photo": _SUBMITTED,
    "utter_help_selfie": _SUBMITTED,
    **{
        name: dict.fromkeys((_NONE, _CANCELED, _REVIEW, _SPENT, *_OVER), UNSAID)
        for name in ("utter_idle", "utter_stuck")
    },
    "utter_step": {_SPENT: "utter_step_spent"},
    STEP_BRIEF: {_SPENT: "utter_step_spent", **dict.fromkeys((_NONE, _CANCELED, _REVIEW, *_OVER), UNSAID)},
}
# option -> how the case may stand for it to lead anywhere; options that are not here always do
_LEADS_SOMEWHERE: dict[str, tuple[str, ...]] = {
    "start_verification": (_NONE, _CANCELED),
    "ask_steps": (_NONE, _CANCELED, _UNDER_WAY, _SPENT),
    "refuse_biometric": (_NONE, _UNDER_WAY, _SPENT),
    "choose_alternative": (_UNDER_WAY, _SPENT),
    "pause_verification": (_UNDER_WAY,),
    "resume_verification": (_UNDER_WAY, _SPENT, _REVIEW),
}


_IDLE_AT = ("consent", "details", "document", "selfie")
_HELP_AT = {"document": "utter_help_document_photo", "selfie": "utter_help_selfie"}


def fitting(response: str, slots: Mapping[str, Any]) -> str:
    if response == "utter_fallback" and slots.get("guesses"):
        return CLARIFY
    if response == CASE_MOVED:
        return words_of_move(slots)
    if response == "utter_idle" and slots.get("step_kind") not in _IDLE_AT:
        response = STEP_BRIEF
    if response == "utter_help_step":
        response = _HELP_AT.get(str(slots.get("step_kind")), response)
    return _INSTEAD.get(response, {}).get(_stands(slots), response)


def leads_somewhere(option: str, slots: Mapping[str, Any]) -> bool:
    stands = _stands(slots)
    return stands in _LEADS_SOMEWHERE.get(option, (stands,))


def offering(message: dict[str, Any], slots: Mapping[str, Any]) -> dict[str, Any]:
    """The message without options that lead nowhere as the case stands, and without a `yes` or `no` that means one."""
    metadata = message.get("metadata") or {}
    asked_about = [*(slots.get("guesses") or []), SOMETHING_ELSE] if metadata.get("clarifies") else None

    def offers(option: str) -> bool:
        return leads_somewhere(option, slots) and (asked_about is None or option in asked_about)

    buttons = [button for button in message.get("buttons") or [] if offers(button["payload"])]
    kept = {
        "buttons": sorted(buttons, key=lambda button: asked_about.index(button["payload"])) if asked_about else buttons,
        "metadata": {
            name: value
            for name, value in metadata.items()
            if name not in ("yes", "no") or leads_somewhere(value, slots)
        },
    }
    return {**message, **{name: value for name, value in kept.items() if name in message}}


def _stands(slots: Mapping[str, Any]) -> str:
    stands = _STANDS.get(str(slots.get("case_status", _NONE)), _UNDER_WAY)
    return _SPENT if stands == _UNDER_WAY and _no_tries_left(slots) else stands


def _no_tries_left(slots: Mapping[str, Any]) -> bool:
    """When a step has just moved, `attempts_left` speaks of that one; a consent can be decided on however often."""
    is_of_this_step = slots.get("result") in (None, "attempts_exceeded")
    return slots.get("attempts_left") == 0 and is_of_this_step and slots.get("step_kind") != "consent"
