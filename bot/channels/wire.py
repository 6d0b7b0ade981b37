"""What handoff and the bot say to each other: one request a turn, one JSON line for each thing the bot answers."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from channels.typed_text import clean

VERSION = 1
LANGUAGES = ("ko", "fa", "en")
MAX_TEXT = 4000  # characters; handoff accepts less, so this only stops a broken client
STEP_KINDS = ("consent", "details", "document", "selfie", "review")
CASE_MOVES = (
    "passed",
    "failed",
    "attempts_exceeded",
    "in_review",
    "approved",
    "declined",
    "resubmission_requested",
    "canceled",
    "alternative_chosen",
)
# The params of each event: name -> (type, may it be null or absent).
EVENTS: dict[str, dict[str, tuple[type, bool]]] = {
    "opened": {},
    "came_back": {},
    "step_idle": {"step": (str, True)},
    "agent_left": {"name": (str, True), "outcome": (str, True)},
    "case_moved": {
        "step": (str, True),
        "kind": (str, True),
        "result": (str, False),
        "reason": (str, True),
        "attempts_left": (int, True),
    },
}
_CASE: dict[str, tuple[type, bool]] = {
    "case_id": (str, False),
    "status": (str, False),
    "step": (str, True),
    "step_kind": (str, True),
    "attempts_left": (int, True),
    "reason": (str, True),
    "minutes_left": (int, True),
    "result": (str, True),
}
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_CHOICE = re.compile(r"([a-z][a-z0-9_]{0,63})(?:\.([A-Za-z0-9_-]{1,64}))?")
_CODE = re.compile(r"[A-Za-z0-9_.-]{1,64}")


class MalformedError(ValueError):
    """The request is refused; `field` names what is wrong, never its value."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


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
    try:
        sent = json.loads(body)
    except ValueError:  # also UnicodeDecodeError
        raise MalformedError("body") from None
    fields = _closed(sent, "body", {"v", "turn_id", "conversation_id", "epoch", "language", "metadata"}, one_of=True)
    if _typed(fields["v"], int, "v") != VERSION:
        raise MalformedError("v")
    metadata = _closed(fields["metadata"], "metadata", {"customer_id", "case"})
    conversation_id = _matching(fields["conversation_id"], _ID, "conversation_id")
    return TurnRequest(
        turn_id=_turn_id(fields["turn_id"], conversation_id),
        conversation_id=conversation_id,
        epoch=_typed(fields["epoch"], int, "epoch"),
        language=_one_of(fields["language"], LANGUAGES, "language"),
        said=_said(fields),
        customer_id=_typed(metadata["customer_id"], str, "metadata.customer_id"),
        case=_case(metadata["case"]),
    )


def _said(fields: Mapping[str, Any]) -> Text | Choice | Event:
    if "text" in fields:
        return _text(fields["text"])
    if "choice" in fields:
        return _choice(_closed(fields["choice"], "choice", {"id"})["id"])
    event = _closed(fields["event"], "event", {"name", "params"})
    name = _one_of(event["name"], tuple(EVENTS), "event.name")
    return Event(name, _event_params(name, event["params"]))


def _text(sent: Any) -> Text:
    if len(_typed(sent, str, "text")) > MAX_TEXT:
        raise MalformedError("text")
    text = clean(sent)
    if not text:
        raise MalformedError("text")
    return Text(text)


def _choice(sent: Any) -> Choice:
    match = _CHOICE.fullmatch(_typed(sent, str, "choice.id"))
    if not match:
        raise MalformedError("choice.id")
    return Choice(match[1], match[2])


def _event_params(name: str, sent: Any) -> dict[str, Any]:
    params = _shaped(sent, EVENTS[name], "event.params")
    if name == "case_moved":
        _one_of(params["result"], CASE_MOVES, "event.params.result")
        if params["kind"] is not None:
            _one_of(params["kind"], STEP_KINDS, "event.params.kind")
    return params


def _case(sent: Any) -> Case | None:
    if sent is None:
        return None
    shaped = _shaped(sent, _CASE, "metadata.case")
    if shaped["step_kind"] is not None:
        _one_of(shaped["step_kind"], STEP_KINDS, "metadata.case.step_kind")
    return Case(**shaped)


def _shaped(sent: Any, shape: Mapping[str, tuple[type, bool]], field: str) -> dict[str, Any]:
    if not isinstance(sent, dict) or set(sent) - set(shape):
        raise MalformedError(field)
    return {
        name: _optional(sent.get(name), kind, nullable, f"{field}.{name}") for name, (kind, nullable) in shape.items()
    }


def _optional(value: Any, kind: type, nullable: bool, field: str) -> Any:
    if value is None and nullable:
        return None
    return _typed(value, kind, field)


def _closed(sent: Any, field: str, names: set[str], one_of: bool = False) -> dict[str, Any]:
    said = {"text", "choice", "event"} & set(sent) if one_of and isinstance(sent, dict) else set()
    if not isinstance(sent, dict) or set(sent) != names | said or (one_of and len(said) != 1):
        raise MalformedError(field)
    return sent


def _turn_id(sent: Any, conversation_id: str) -> str:
    prefix, _, seq = _typed(sent, str, "turn_id").rpartition(":")
    if prefix != conversation_id or not seq.isascii() or not seq.isdigit() or len(seq) > 18:
        raise MalformedError("turn_id")
    return str(sent)


def _typed(value: Any, kind: type, field: str) -> Any:
    if not isinstance(value, kind) or isinstance(value, bool):
        raise MalformedError(field)
    if kind is str and len(value) > MAX_TEXT:
        raise MalformedError(field)
    return value


def _matching(value: Any, pattern: re.Pattern[str], field: str) -> str:
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise MalformedError(field)
    return value


def _one_of(value: Any, allowed: tuple[str, ...], field: str) -> Any:
    if value not in allowed:
        raise MalformedError(field)
    return value
