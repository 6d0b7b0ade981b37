"""Why a person is asked for: what the customer wrote shows it, or what a person had just been offered for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from components.repetition import Turn
from components.signals import COERCION, FRAUD, LEGAL, NONE, OTHER_LANGUAGE, SELF_HARM

_ASKED = "customer_asked"
_OF_SIGNAL = {
    SELF_HARM: SELF_HARM,
    FRAUD: "phishing",
    COERCION: COERCION,
    LEGAL: "legal_request",
    OTHER_LANGUAGE: "language",
}
_VULNERABLE = "vulnerable"
_SIGNAL_KEY = "utter_signal_"
# A person was offered in these words.
_OF_OFFER = {
    "utter_attempts_exceeded": "step_failed",
    "utter_step_person": "step_failed",
    "utter_step_ended": "step_failed",
    "utter_staff_step_failed": "step_failed",
    "utter_step_spent": "step_failed",
    "utter_step_failed_again": "step_failed",
    "utter_declined": "declined",
    "utter_status_declined": "declined",
    "utter_declined_by_checks": "declined",
    "utter_status_declined_by_checks": "declined",
    "utter_express_frustration": "frustration",
    "utter_fallback_person": "fallback",
    "utter_same_again": "repetition",
    "utter_report_phishing": "phishing",
    "utter_ask_data_deletion": "legal_request",
    "utter_consent_declined": "alternative",
    "utter_refuse_biometric": "alternative",
    "utter_ask_alternative": "alternative",
    "utter_ask_alternative_video": "alternative",
    "utter_alternative_unavailable": "alternative",
    "utter_doubt": "hesitation",
    "utter_stuck": "stuck",
    "utter_way_back": "alternative",
    **dict.fromkeys(
        (
            f"utter_idle_{kind}"
            for kind in ("consent", "details", "code", "document", "selfie", "transfer", "signature", "vendor")
        ),
        "hesitation",
    ),
}


def with_trigger(message: dict[str, Any], slots: Mapping[str, Any], turns: Sequence[Turn]) -> dict[str, Any]:
    """The message; where it asks for a person because the customer did, with what lay behind that."""
    custom = message.get("custom") or {}
    handoff = custom.get("handoff")
    if not handoff or handoff["trigger"] != _ASKED:
        return message
    return {**message, "custom": {**custom, "handoff": handoff | _behind(slots, turns)}}


def _behind(slots: Mapping[str, Any], turns: Sequence[Turn]) -> dict[str, str]:
    """A signal is the topic, too; otherwise that is the step."""
    before = turns[-2].keys if len(turns) > 1 else []
    signals = [str(slots.get("signal") or NONE)]
    signals += [key.removeprefix(_SIGNAL_KEY) for key in before if key.startswith(_SIGNAL_KEY)]
    for signal in signals:
        if signal != NONE:
            return {"trigger": _OF_SIGNAL.get(signal, _VULNERABLE), "topic": signal}
    return {"trigger": next((_OF_OFFER[key] for key in before if key in _OF_OFFER), _ASKED)}
