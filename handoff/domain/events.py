"""What happened and has to be told: recorded in the transaction, delivered after the commit."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

EventName = Literal["message", "staff", "owner", "handoff", "journey", "receipt", "queue", "presence"]

DESK = "desk"  # the stream of what concerns the whole desk and no one conversation

# Messages of kind "event"; the widget has a text for each in three languages.
MESSAGE_EVENTS: Mapping[str, frozenset[str]] = {
    "opened": frozenset(),
    "came_back": frozenset(),
    "step_idle": frozenset({"step"}),
    "step_stuck": frozenset({"step"}),
    "person_wanted": frozenset({"step"}),
    "case_moved": frozenset({"step", "kind", "result", "reason", "attempts_left"}),
    "masked": frozenset({"kinds"}),
    "agent_joined": frozenset({"name"}),
    "agent_left": frozenset({"name", "outcome"}),
    "handoff_requested": frozenset(),
    "handoff_withdrawn": frozenset(),
    "bot_unavailable": frozenset({"state"}),
    "language_changed": frozenset({"language"}),
    "consent_withdrawn": frozenset({"item"}),
    "consent_given": frozenset({"item"}),
    "forgotten": frozenset(),  # in the place of a message that is no longer kept
}


@dataclass(frozen=True, slots=True)
class Event:
    name: EventName
    stream: str  # a conversation's id, or DESK; order is kept within a stream
    body: Mapping[str, Any]
