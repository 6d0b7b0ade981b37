"""One entry of the log, visible to the customer, and one entry of the staff thread, which never is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

SenderKind = Literal["customer", "bot", "agent", "system"]
MessageKind = Literal["text", "choices", "card", "event"]


@dataclass(frozen=True, slots=True)
class Sender:
    kind: SenderKind
    id: str
    name: str | None = None


SYSTEM = Sender("system", "system")
BOT_SENDER = Sender("bot", "bot")


@dataclass(frozen=True, slots=True)
class Draft:
    """What a sender wants appended; `staff` is what only staff may see of it."""

    sender: Sender
    client_id: str
    kind: MessageKind
    body: Mapping[str, Any]
    staff: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Message:
    conversation_id: str
    seq: int
    sender: Sender
    client_id: str
    kind: MessageKind
    body: Mapping[str, Any]
    language: str
    at: datetime
    staff: Mapping[str, Any] | None = None

    @property
    def event_name(self) -> str | None:
        return self.body["name"] if self.kind == "event" else None

    @property
    def explains(self) -> bool:
        """It told what happens to the customer's data: asked for, or in passing, as a step's prompt does."""
        return bool(self.staff and (self.staff.get("explains") or self.staff.get("facts")))


@dataclass(frozen=True, slots=True)
class StaffEntry:
    conversation_id: str
    number: int
    anchor_seq: int
    author_id: str
    author_name: str
    client_id: str
    kind: Literal["note", "whisper"]
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class StepEvent:
    """Something happened at a step; no personal data, for the funnel."""

    id: str
    case_id: str
    step: str | None
    kind: str | None
    name: Literal["entered", "passed", "failed", "explained", "left", "resumed"]
    reason: str | None
    language: str
    at: datetime
