"""What the bot has said lately, and what it says instead of saying it a third time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from rasa.shared.core.events import BotUttered, Event, UserUttered

from components.instead import CLARIFY, STEP_BRIEF, UNSAID

STEP = "utter_step"
SAME_AGAIN = "utter_same_again"
_STEP_NONE = "utter_step_none"
_STEP_REVIEW = "utter_step_review"
_STEP_SPENT = "utter_step_spent"
_STEP_VISIT = "utter_step_visit"
_STEP_VIDEO = "utter_step_video"
_STEP_PROCESSING = "utter_step_processing"
_STEP_ERROR = "utter_step_error"
# Steps at which nothing waits for the customer, or nothing in the chat.
_NOTHING_TO_DO = (
    *(_STEP_NONE, _STEP_REVIEW, _STEP_SPENT, _STEP_VISIT, _STEP_VIDEO, _STEP_PROCESSING, _STEP_ERROR),
    "utter_staff_step_failed",
)
# Nobody is invited anew in the same breath.
_ENDS = (
    *("utter_case_canceled", "utter_status_canceled", "utter_case_expired", "utter_status_expired"),
    *("utter_case_abandoned", "utter_status_abandoned"),
)
# Step prompts whose news another response has already told; a key that ends in `_` stands for all that begin so.
_SAID_BY = {
    _STEP_REVIEW: (
        "utter_in_review",
        "utter_passed_",
        "utter_received_",
        "utter_received",
        "utter_review_requested",
        "utter_status_in_review",
        "utter_duration_review",
        "utter_cannot_reopen",
        "utter_biometric_over",
    ),
    _STEP_SPENT: ("utter_attempts_exceeded", "utter_step_person", "utter_step_ended", "utter_signal_minor"),
    _STEP_VISIT: ("utter_alternative_chosen", "utter_way_back", "utter_duration_visit", "utter_ask_branch"),
    _STEP_VIDEO: ("utter_alternative_video", "utter_way_back"),
    _STEP_PROCESSING: ("utter_status_processing", "utter_passed_", "utter_received"),
    _STEP_ERROR: ("utter_status_error",),
}

# Responses that take another form at once when they come in turns that follow one another.
_WAITING = ("utter_already_waiting", "utter_still_waiting")  # by turns, once a person has been called
_LADDERS: dict[str, tuple[str, ...]] = {
    "utter_fallback": ("utter_fallback", "utter_fallback_person", "utter_fallback_handoff", *_WAITING),
    CLARIFY: (CLARIFY, "utter_fallback_person", "utter_fallback_handoff", *_WAITING),
    "utter_request_human": ("utter_request_human", *_WAITING),
    "utter_express_frustration": ("utter_express_frustration", "utter_frustration_handoff", *_WAITING),
}
_REACH = {"utter_express_frustration": 4}  # turns back in which a rung counts; elsewhere only the last one
# What stands for the first rung: the customer was not understood, whichever way it was said.
_NOT_UNDERSTOOD = ("utter_fallback", CLARIFY, "utter_something_else")


@dataclass
class Turn:
    """The bubbles of one turn: response keys, texts, and whether one of them offered choices."""

    keys: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    offers: bool = False

    def add(self, bubble: BotUttered) -> None:
        if bubble.text:
            self.keys.append(response_key(bubble.metadata))
            self.texts.append(bubble.text)
            self.offers = self.offers or bool(bubble.data.get("buttons"))


def response_key(metadata: dict[str, Any]) -> str:
    """From a variation's id, `<key>.<language>`; it says more than the action: `utter_step_selfie` for `utter_step`."""
    return str(metadata.get("id") or metadata.get("utter_action") or "").rsplit(".", 1)[0]


def last_turns(events: Iterable[Event]) -> list[Turn]:
    """Turns in which the bot spoke, oldest first; the last one is the running turn and may still be empty."""
    turns = [Turn()]
    for event in events:
        if isinstance(event, UserUttered) and turns[-1].keys:
            turns.append(Turn())
        elif isinstance(event, BotUttered):
            turns[-1].add(event)
    return turns


def rung(action: str, turns: list[Turn]) -> str:
    """The form of a laddered response for this turn: the next one up from what the last turn used."""
    ladder = _LADDERS.get(action)
    if not ladder or len(turns) < 2:
        return action
    keys = [key for turn in turns[-1 - _REACH.get(action, 1) : -1] for key in turn.keys]
    said = [ladder[0] if ladder[0] in _NOT_UNDERSTOOD and key in _NOT_UNDERSTOOD else key for key in keys]
    used = [ladder.index(key) for key in said if key in ladder]
    if not used:
        return action
    return ladder[used[-1] + 1] if used[-1] + 1 < len(ladder) else _WAITING[0]


def substitute(key: str, text: str, turns: list[Turn]) -> str | None:
    """The response to give in place of a text that both turns before this one contained; none at all if UNSAID."""
    before = turns[-3:-1]
    if len(before) < 2 or not all(text in turn.texts for turn in before):
        return None
    if key in _NOTHING_TO_DO:
        return UNSAID
    return STEP_BRIEF if key.startswith(STEP) else SAME_AGAIN


def _begins(key: str, other: str) -> bool:
    return key.startswith(other) if other.endswith("_") else key == other


def step_goes_without_saying(key: str, turns: list[Turn]) -> bool:
    """Whether the step's prompt would only add noise to what this turn has already said."""
    now = turns[-1]
    if key in now.keys or SAME_AGAIN in now.keys:
        return True
    if key in _SAID_BY:
        return any(_begins(said, other) for said in now.keys for other in _SAID_BY[key])
    offered_before = len(turns) > 1 and _STEP_NONE in turns[-2].keys
    ended = any(said in now.keys for said in _ENDS)
    return key == _STEP_NONE and bool(now.keys) and (now.offers or offered_before or ended)
