"""What is said after an answer in place of the step: room for who doubts, care for who needs it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from components.repetition import Turn
from components.signals import NEEDS

DOUBT = "utter_doubt"
_AT = ("consent", "details", "document", "selfie")
_REFUSES = ("utter_refuse_biometric", "utter_ask_alternative", "utter_consent_declined")
_WHY = "utter_ask_biometric_purpose"
_QUESTIONS = (
    _WHY,
    "utter_ask_third_party_sharing",
    "utter_ask_data_protection",
    "utter_ask_protection_technology",
    "utter_ask_data_storage",
    "utter_ask_data_deletion",
)
_REACH = 2  # turns back; what lies further is settled
CARE = "utter_signal"


def instead_of_step(turns: Sequence[Turn], slots: Mapping[str, Any]) -> str | None:
    """The response to give where the step would be shown again; both only once in a while."""
    if _needs_care(turns, str(slots.get("signal"))):
        return CARE
    return DOUBT if slots.get("other_way") and _doubts(turns, str(slots["step_kind"])) else None


def _needs_care(turns: Sequence[Turn], signal: str) -> bool:
    lately = [turn for turn in turns[-5:] if f"{CARE}_{signal}" in turn.keys]
    return signal in NEEDS and bool(turns[-1].keys) and not lately


def _doubts(turns: Sequence[Turn], step_kind: str) -> bool:
    """A question about data soon after a refusal, or the second one of what the face is for; said once in a while."""
    before = turns[-_REACH - 1 : -1]
    if step_kind not in _AT or not _has(turns[-1], _QUESTIONS) or any(DOUBT in turn.keys for turn in turns[-5:]):
        return False
    refused = any(_has(turn, _REFUSES) for turn in before)
    return refused or (_has(turns[-1], (_WHY,)) and any(_has(turn, (_WHY,)) for turn in before))


def _has(turn: Turn, keys: Sequence[str]) -> bool:
    return any(key.startswith(tuple(keys)) for key in turn.keys)
