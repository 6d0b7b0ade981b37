"""What all namespaces of one server share."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import socketio
import structlog

from handoff.domain.errors import HandoffError
from handoff.domain.text import LIMIT
from handoff.realtime.limits import Limiter
from handoff.services.ports import AuthenticateCustomer, AuthenticateStaff, Begin, NewId, Now

log = structlog.get_logger()
Render = Callable[[str, Mapping[str, Any], str], str | None]  # event or card name, params, language


@dataclass(frozen=True, slots=True)
class Options:
    allowed_origins: Sequence[str] = ()  # whose pages may open a socket: our own and those with a Rasa widget
    staff_origins: Sequence[str] = ()  # whose pages may open /agent; empty means any that may open a socket
    redis_url: str = ""
    bank: Mapping[str, Any] = field(default_factory=dict)  # shown in the customer's snapshot: name, time_zone
    message_characters: int = LIMIT
    messages_per_minute: int = 40
    commands_per_minute: int = 600
    render: Render = lambda _name, _params, _language: None  # words for `/`, where clients have none of their own


@dataclass(frozen=True)
class Shared:
    sio: socketio.AsyncServer
    begin: Begin
    authenticate_customer: AuthenticateCustomer
    authenticate_staff: AuthenticateStaff
    now: Now
    new_id: NewId
    options: Options
    writing: Limiter
    tasks: set[asyncio.Task[None]] = field(default_factory=set)

    def welcome(self, sid: str, namespace: socketio.AsyncNamespace, work: Coroutine[Any, Any, None]) -> None:
        """A client that is let in and never told where it stands would wait for ever: it is sent to come again."""
        task = asyncio.create_task(_or_hang_up(sid, namespace, work))
        self.tasks.add(task)  # asyncio itself keeps no reference
        task.add_done_callback(self.tasks.discard)


async def _or_hang_up(sid: str, namespace: socketio.AsyncNamespace, work: Coroutine[Any, Any, None]) -> None:
    try:
        await work
    except Exception as error:  # the database went away between the two
        log.warning("welcome_failed", namespace=namespace.namespace, error=type(error).__name__)
        await namespace.disconnect(sid)


def refuse(error: HandoffError) -> Exception:
    """What the client finds in `connect_error`."""
    refusal: Exception = socketio.exceptions.ConnectionRefusedError(error.code, {"error": error.code})
    return refusal


async def connected(sio: socketio.AsyncServer, sid: str, namespace: str) -> bool:
    """Waits until the client has been told that it is connected: a snapshot must not come before that."""
    for _ in range(1000):
        if sio.manager.is_connected(sid, namespace):
            return True
        if not sio.manager.is_pre_connected(sid, namespace):
            return False
        await asyncio.sleep(0.002)
    return False
