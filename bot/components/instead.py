"""Responses and options that would not be true as the case stands, and the ones that are; each wording exists once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from components.moves import ALTERNATIVE_CHOSEN, CASE_MOVED, words_of_choice, words_of_move
from components.standing import (
    ABANDONED,
    APPROVED,
    CANCELED,
    DECLINED,
    ERROR,
    EXPIRED,
    NONE,
    NOTHING_RUNS,
    OUTDATED,
    PROCESSING,
    REVIEW,
    SPENT,
    STAFF_KINDS,
    STAFF_SPENT,
    UNDER_WAY,
    WITH_STAFF,
    standing,
)

STEP_BRIEF = "utter_step_brief"
UNSAID = ""
CLARIFY = "utter_clarify"
SOMETHING_ELSE = "something_else"

_OVER = {
    APPROVED: "utter_status_approved",
    DECLINED: "utter_status_declined",
    OUTDATED: "utter_status_approval_expired",
}
_WITH_BANK = {
    REVIEW: "utter_status_in_review",
    PROCESSING: "utter_status_processing",
    ERROR: "utter_status_error",
}
_SUBMITTED = {**_WITH_BANK, **_OVER}
_ENDED = {
    CANCELED: "utter_status_canceled",
    EXPIRED: "utter_status_expired",
    ABANDONED: "utter_status_abandoned",
}
_SPENT = {SPENT: "utter_step_spent", STAFF_SPENT: "utter_staff_step_failed"}
_NO_FACE_ASKED = dict.fromkeys(_SUBMITTED, "utter_biometric_over")
_NOT_BEGUN = {NONE: "utter_no_case", **_ENDED, **_OVER}
_FACE = {**dict.fromkeys(NOTHING_RUNS, "utter_without_selfie"), **_NO_FACE_ASKED}

_STAFF = {WITH_STAFF: "utter_way_back", STAFF_SPENT: "utter_alternative_unavailable"}
_QUIET = (*NOTHING_RUNS, *_SUBMITTED, WITH_STAFF)  # nothing waits for the customer here

# response -> how the case stands -> response to give instead
_INSTEAD: dict[str, dict[str, str]] = {
    "utter_affirm": {UNDER_WAY: "utter_affirm_step"},
    "utter_confirm_cancel": _NOT_BEGUN,
    "utter_correct_answer": {**_NOT_BEGUN, **dict.fromkeys((*_WITH_BANK, SPENT, STAFF_SPENT), "utter_cannot_reopen")},
    "utter_came_back": {**dict.fromkeys(NOTHING_RUNS, "utter_greet"), **_SUBMITTED},
    "utter_no_case": _ENDED,
    "utter_nothing_to_pause": _SUBMITTED,
    "utter_refuse_biometric": {**_FACE, **_STAFF},
    "utter_ask_alternative": {**_FACE, **_STAFF},
    "utter_alternative_unavailable": {**_NO_FACE_ASKED, **_STAFF},
    "utter_ask_duration": {**_SUBMITTED, REVIEW: "utter_duration_review", WITH_STAFF: "utter_duration_visit"},
    "utter_ask_steps": _SUBMITTED,
    "utter_help_document_photo": _SUBMITTED,
    "utter_help_selfie": _SUBMITTED,
    **{name: dict.fromkeys((*_QUIET, SPENT, STAFF_SPENT), UNSAID) for name in ("utter_idle", "utter_stuck")},
    "utter_person_wanted": dict.fromkeys((*NOTHING_RUNS, *_SUBMITTED), UNSAID),
    "utter_step": _SPENT,
    STEP_BRIEF: {**_SPENT, **dict.fromkeys(_QUIET, UNSAID)},
}
# response -> the kind of step that waits -> response to give instead
_HERE = ("code", "transfer", "signature", "vendor", *STAFF_KINDS)
_AT_STEP: dict[str, dict[str, str]] = {
    "utter_ask_why_verification": dict.fromkeys(_HERE, "utter_why_this_step"),
    "utter_help_code": {"code": "utter_help_code_here", "transfer": "utter_help_transfer_here"},
    "utter_help_account_transfer": {"transfer": "utter_help_transfer_here"},
    "utter_help_step": {
        **dict.fromkeys(_HERE, "utter_help_this_step"),
        "document": "utter_help_document_photo",
        "selfie": "utter_help_selfie",
        "code": "utter_help_code_here",
        "transfer": "utter_help_transfer_here",
    },
}
_BY_CHECKS = {"utter_status_declined": "utter_status_declined_by_checks"}  # who decided was no person
# option -> how the case may stand for it to lead anywhere; options that are not here always do
_LEADS_SOMEWHERE: dict[str, tuple[str, ...]] = {
    "start_verification": NOTHING_RUNS,
    "ask_steps": (*NOTHING_RUNS, UNDER_WAY, SPENT, STAFF_SPENT),
    "refuse_biometric": (NONE, UNDER_WAY, SPENT),
    "choose_alternative": (UNDER_WAY, SPENT),
    "pause_verification": (UNDER_WAY, WITH_STAFF),
    "resume_verification": (UNDER_WAY, SPENT, WITH_STAFF, STAFF_SPENT, REVIEW),
    "ask_for_review": (DECLINED,),
}
_IDLE_AT = {
    **dict.fromkeys(("consent", "details", "document", "selfie"), "utter_idle"),
    **{kind: f"utter_idle_{kind}" for kind in ("code", "transfer", "signature", "vendor")},
}


# response -> what the journey gives instead of this step, if anything -> response to give instead
_BY_WAY: dict[str, dict[str, str]] = {
    "utter_ask_alternative": {"video": "utter_ask_alternative_video", "None": "utter_alternative_unavailable"},
}


def fitting(response: str, slots: Mapping[str, Any]) -> str:
    if response == "utter_fallback" and slots.get("guesses"):
        return CLARIFY
    if response == CASE_MOVED:
        return words_of_move(slots)
    if response == ALTERNATIVE_CHOSEN:
        return words_of_choice(slots)
    stands, kind = standing(slots), str(slots.get("step_kind"))
    response = _AT_STEP.get(response, {}).get(kind, response)
    response = _INSTEAD.get(response, {}).get(stands, response)
    response = _BY_WAY.get(response, {}).get(str(slots.get("other_way")), response)
    if response == "utter_idle":
        return _IDLE_AT.get(kind, STEP_BRIEF)
    return _BY_CHECKS.get(response, response) if slots.get("automated") else response


def leads_somewhere(option: str, slots: Mapping[str, Any]) -> bool:
    stands = standing(slots)
    is_given = option != "choose_alternative" or slots.get("other_way") is not None
    return is_given and stands in _LEADS_SOMEWHERE.get(option, (stands,))


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
