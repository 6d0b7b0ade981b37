"""Words that mean something only where they are said: a bare question is about the step at hand."""

from __future__ import annotations

import re
from collections.abc import Sequence

_ONLY_NUMBERS = re.compile(r"[\W_]*(?:\[(?:phone|id_number|card_number|passport|code|account)\][\W_]*)+")
_AT_SELFIE = {"why": "ask_biometric_purpose", "must": "ask_alternative"}
_WITHOUT_STEP = {"when": None, "notice": "whole_notice"}
_OF_STORAGE = "ask_data_storage"
_PERSON_CALLED = (
    *("utter_request_human", "utter_already_waiting", "utter_still_waiting"),
    *("utter_fallback_handoff", "utter_frustration_handoff"),
)


def is_only_numbers(text: str) -> bool:
    """Nothing but the marks that stand for numbers which handoff has hidden."""
    return _ONLY_NUMBERS.fullmatch(text) is not None


def meant_here(question: str, step_kind: str, last_said: Sequence[str]) -> str | None:
    """The wish that a bare question stands for at this step, after what the bot has just said; None for none."""
    if question in ("when", "how_long") and any(key in _PERSON_CALLED for key in last_said):
        return "request_human"  # who asks when somebody comes hears that somebody has been called
    if question in _WITHOUT_STEP:
        return _WITHOUT_STEP[question]
    if question in ("why", "must"):
        return _AT_SELFIE[question] if step_kind == "selfie" else "ask_why_verification"
    if question == "how_long" and not any(_OF_STORAGE in key for key in last_said):
        return "ask_duration"
    return _OF_STORAGE
