"""Who gets what. The one gate between what happened and who hears of it: reviewed as a matter of security.

Customers get what FOR_CUSTOMERS names; the staff thread, the queue and presence go to `/agent` alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from handoff.domain.events import Event
from handoff.services.views import for_customer

CUSTOMER, AGENT, RASA = "/customer", "/agent", "/"
DESK_ROOM = "desk"


@dataclass(frozen=True, slots=True)
class Delivery:
    namespace: str
    room: str
    name: str
    payload: Mapping[str, Any]


def room_of(conversation_id: str) -> str:
    return f"conversation:{conversation_id}"


def audience(event: Event) -> Sequence[Delivery]:
    room, body = room_of(event.stream), event.body
    to_staff = Delivery(AGENT, room, event.name, {"conversation_id": event.stream, **body})
    match event.name:
        case "message":
            seen = for_customer("message", body["message"])
            return [Delivery(CUSTOMER, room, "message", seen), Delivery(RASA, room, "bot_uttered", seen), to_staff]
        case "owner":
            return [Delivery(CUSTOMER, room, "owner", for_customer("owner", body["owner"])), to_staff]
        case "handoff":
            return [Delivery(CUSTOMER, room, "handoff", for_customer("handoff", body["handoff"])), to_staff]
        case "journey":
            return [Delivery(CUSTOMER, room, "journey", body["journey"]), to_staff]
        case "receipt":
            return [Delivery(CUSTOMER, room, "receipt", body), to_staff]
        case "staff":
            return [to_staff]
        case "queue" | "presence":
            return [Delivery(AGENT, DESK_ROOM, event.name, body)]
