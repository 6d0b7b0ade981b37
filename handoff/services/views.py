"""How things look on the wire: whole for staff, and through a list of what is allowed for customers."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Literal

from handoff.domain.conversation import Conversation, Owner
from handoff.domain.handoff import Handoff
from handoff.domain.message import Message, StaffEntry
from handoff.domain.people import Staff
from handoff.domain.queue import PRIORITY_NAMES

VERSION = 1
FOR_CUSTOMERS = {
    "message": ("v", "seq", "sender", "client_id", "kind", "body", "language", "at"),
    "owner": ("kind", "name"),
    "handoff": ("handoff_id", "state", "position", "eta_s"),
}
View = dict[str, Any]


def for_customer(thing: Literal["message", "owner", "handoff"], view: Mapping[str, Any]) -> View:
    """Only what is named in FOR_CUSTOMERS: what is added to a view later stays with staff until somebody decides."""
    return {key: view[key] for key in FOR_CUSTOMERS[thing] if key in view}


def stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def message_view(message: Message) -> View:
    sender = {"kind": message.sender.kind, "id": message.sender.id}
    if message.sender.name:
        sender["name"] = message.sender.name
    view = {
        "v": VERSION,
        "seq": message.seq,
        "sender": sender,
        "client_id": message.client_id,
        "kind": message.kind,
        "body": dict(message.body),
        "language": message.language,
        "at": stamp(message.at),
    }
    return view | ({"staff": dict(message.staff)} if message.staff else {})


def explained_view(message: Message) -> View:
    """What was told, by the release of its wording and the keys of the bank's configuration that it rests on."""
    staff = message.staff or {}
    return {
        "seq": message.seq,
        "at": stamp(message.at),
        "language": message.language,
        "response": staff.get("response"),
        "release": staff.get("release"),
        "facts": list(staff.get("facts") or ()),
    }


def entry_view(entry: StaffEntry) -> View:
    return {
        "v": VERSION,
        "number": entry.number,
        "anchor_seq": entry.anchor_seq,
        "author": {"id": entry.author_id, "name": entry.author_name},
        "kind": entry.kind,
        "text": entry.text,
        "at": stamp(entry.at),
    }


def owner_view(owner: Owner) -> View:
    return {"kind": owner.kind} if owner.kind == "bot" else {"kind": owner.kind, "id": owner.id, "name": owner.name}


def handoff_view(handoff: Handoff, place: Mapping[str, int | None]) -> View:
    """`place` is {} or {position, eta_s}."""
    return {
        "handoff_id": handoff.id,
        "state": handoff.state.value,
        **place,
        "trigger": handoff.trigger,
        "topic": handoff.topic,
        "priority": PRIORITY_NAMES[handoff.priority],
        "requested_at": stamp(handoff.requested_at),
        "agent": _agent(handoff),
        "outcome": handoff.outcome,
        "summary": handoff.summary,
        "score": handoff.score,
    }


def queue_item(handoff: Handoff, conversation: Conversation, unread: int) -> View:
    return {
        "handoff_id": handoff.id,
        "conversation_id": conversation.id,
        "customer_name": conversation.customer_name,
        "language": conversation.language,
        "trigger": handoff.trigger,
        "topic": handoff.topic,
        "priority": PRIORITY_NAMES[handoff.priority],
        "state": handoff.state.value,
        "requested_at": stamp(handoff.requested_at),
        "step": conversation.step["id"] if conversation.step else None,
        "case_status": conversation.case_status,
        "agent": _agent(handoff),
        "last_seq": conversation.last_seq,
        "unread": unread,
    }


def staff_view(staff: Staff) -> View:
    return {
        "id": staff.id,
        "username": staff.username,
        "name": staff.name,
        "role": staff.role,
        "languages": list(staff.languages),
        "permissions": sorted(staff.permissions),
        "capacity": staff.capacity,
    }


def _agent(handoff: Handoff) -> View | None:
    return {"id": handoff.agent_id, "name": handoff.agent_name} if handoff.agent_id else None
