"""What handoff and the bot say to each other: one request a turn, one JSON line for each thing the bot answers."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from channels.strict import MAX_TEXT, MalformedError, Shape, among, closed, matching, shaped, typed
from channels.typed_text import clean

VERSION = 1
LANGUAGES = ("ko", "fa", "en")
CASE_MOVES = (
    "passed",
    "received",
    "failed",
    "attempts_exceeded",
    "in_review",
    "approved",
    "declined",
    "resubmission_requested",
    "canceled",
    "expired",
    "abandoned",
    "alternative_chosen",
)
# The params of each event.
EVENTS: dict[str, Shape] = {
    "opened": {},
    "came_back": {},
    "step_idle": {"step": (str, True)},
    "step_stuck": {"step": (str, True)},
    "person_wanted": {"step": (str, True)},
    "agent_left": {"name": (str, True), "outcome": (str, True)},
    "case_moved": {
        "step": (str, True),
        "kind": (str, True),
        "result": (str, False),
        "reason": (str, True),
        "attempts_left": (int, True),
    },
}
_CASE: Shape = {
    "case_id": (str, False),
    "status": (str, False),
    "step": (str, True),
    "step_kind": (str, True),
    "attempts_left": (int, True),
    "reason": (str, True),
    "minutes_left": (int, True),
    "result": (str, True),
    "journey": (str, True),
    "automated": (bool, True),  # the last decision was a machine's
    "other_way": (str, True),  # visit or video: what would take the place of a step, if asked for now
}
ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_CHOICE = re.compile(r"([a-z][a-z0-9_]{0,63})(?:\.([A-Za-z0-9_-]{1,64}))?")
_FIELDS = {"v", "turn_id", "conversation_id", "epoch", "language", "metadata"}
_SAID = frozenset({"text", "choice", "event"})


@dataclass(frozen=True)
class Text:
    text: str


@dataclass(frozen=True)
class Choice:
    intent: str
    value: str | None = None


@dataclass(frozen=True)
class Event:
    name: str
    params: Mapping[str, Any]


@dataclass(frozen=True)
class Case:
    case_id: str
    status: str
    step: str | None = None
    step_kind: str | None = None
    attempts_left: int | None = None
    reason: str | None = None
    minutes_left: int | None = None
    result: str | None = None
    journey: str | None = None
    automated: bool | None = None
    other_way: str | None = None


@dataclass(frozen=True)
class TurnRequest:
    turn_id: str
    conversation_id: str
    epoch: int
    language: Literal["ko", "fa", "en"]
    said: Text | Choice | Event
    customer_id: str
    case: Case | None

    @property
    def metadata(self) -> dict[str, Any]:
        """What the action server gets to see with the message."""
        return {
            "customer_id": self.customer_id,
            "turn_id": self.turn_id,
            "language": self.language,
            "case": self.case and dict(vars(self.case)),
        }


def parse_request(body: bytes) -> TurnRequest:
    fields = closed(read_json(body), "body", _FIELDS, one_of=_SAID)
    if typed(fields["v"], int, "v") != VERSION:
        raise MalformedError("v")
    metadata = closed(fields["metadata"], "metadata", {"customer_id", "case"})
    conversation_id = matching(fields["conversation_id"], ID, "conversation_id")
    return TurnRequest(
        turn_id=_turn_id(fields["turn_id"], conversation_id),
        conversation_id=conversation_id,
        epoch=typed(fields["epoch"], int, "epoch"),
        language=among(fields["language"], LANGUAGES, "language"),
        said=_said(fields),
        customer_id=typed(metadata["customer_id"], str, "metadata.customer_id"),
        case=_case(metadata["case"]),
    )


def read_json(body: bytes) -> Any:
    try:
        return json.loads(body)
    except ValueError:  # also UnicodeDecodeError
        raise MalformedError("body") from None


def _said(fields: Mapping[str, Any]) -> Text | Choice | Event:
    if "text" in fields:
        return _text(fields["text"])
    if "choice" in fields:
        return _choice(closed(fields["choice"], "choice", {"id"})["id"])
    event = closed(fields["event"], "event", {"name", "params"})
    name = among(event["name"], tuple(EVENTS), "event.name")
    return Event(name, _event_params(name, event["params"]))


def _text(sent: Any) -> Text:
    if len(typed(sent, str, "text")) > MAX_TEXT:
        raise MalformedError("text")
    text = clean(sent)
    if not text:
        raise MalformedError("text")
    return Text(text)


def _choice(sent: Any) -> Choice:
    match = _CHOICE.fullmatch(typed(sent, str, "choice.id"))
    if match is None:
        raise MalformedError("choice.id")
    return Choice(match[1], match[2])


def _event_params(name: str, sent: Any) -> dict[str, Any]:
    params = shaped(sent, EVENTS[name], "event.params")
    if name == "case_moved":
        among(params["result"], CASE_MOVES, "event.params.result")
    return params


def _case(sent: Any) -> Case | None:
    return None if sent is None else Case(**shaped(sent, _CASE, "metadata.case"))


def _turn_id(sent: Any, conversation_id: str) -> str:
    prefix, _, seq = typed(sent, str, "turn_id").rpartition(":")
    if prefix != conversation_id or not seq.isascii() or not seq.isdigit() or len(seq) > 18:
        raise MalformedError("turn_id")
    return str(sent)
