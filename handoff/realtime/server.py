"""The Socket.IO server: three namespaces on one line, and the delivery of what happened to those who may hear it."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

import socketio
import structlog

from handoff.domain.events import Event
from handoff.domain.ids import new_id as make_id
from handoff.realtime.agent import AgentNamespace
from handoff.realtime.audience import RASA, Delivery, audience
from handoff.realtime.bus import RedisBus
from handoff.realtime.careful_server import CarefulServer
from handoff.realtime.customer import CustomerNamespace
from handoff.realtime.limits import Limiter
from handoff.realtime.rasa import RasaNamespace
from handoff.realtime.rasa_words import bot_uttered
from handoff.realtime.shared import Options, Shared
from handoff.services import seats
from handoff.services.arrive import erased_among, keep_seen
from handoff.services.ports import AuthenticateCustomer, AuthenticateStaff, Begin, NewId, Now

LARGEST_FRAME = 64 * 1024  # bytes; photos go by HTTP
EXPIRY_LOOK_S = 1
SEATS_EVERY_S = 20  # a third of a seat's time to live
SEEN_EVERY_S = 60
ERASED_LOOK_S = 5

log = structlog.get_logger()


@dataclass(frozen=True)
class Realtime:
    sio: socketio.AsyncServer
    shared: Shared
    customers: CustomerNamespace
    agents: AgentNamespace
    rasa: RasaNamespace
    bus: RedisBus | None = None

    async def deliver(self, event: Event) -> None:
        """To everybody who may hear of it, in any process."""
        for delivery in audience(event):
            payload = await self._payload(event, delivery)
            if payload is not None:
                await self.sio.emit(delivery.name, payload, room=delivery.room, namespace=delivery.namespace)

    async def run(self) -> None:
        """Until cancelled: closes sockets whose token has expired, and tells who is here."""
        async with asyncio.TaskGroup() as jobs:
            jobs.create_task(self._every(EXPIRY_LOOK_S, self._close_expired))
            jobs.create_task(self._every(SEATS_EVERY_S, self._keep_seats))
            jobs.create_task(self._every(SEEN_EVERY_S, self._keep_seen))
            jobs.create_task(self._every(ERASED_LOOK_S, self._close_erased))

    async def stop(self) -> None:
        """Sockets are told to come back: clients reconnect by themselves, to whichever process is there."""
        for task in [*self.shared.tasks]:
            task.cancel()
        await self.sio.shutdown()
        if self.bus:
            await self.bus.close()

    async def _payload(self, event: Event, delivery: Delivery) -> Mapping[str, Any] | None:
        if delivery.namespace == RASA:
            return bot_uttered(event.stream, delivery.payload, self.shared)
        if event.name == "presence":  # as it is now, not as it was when somebody moved
            async with self.shared.begin() as work:
                return {"items": await seats.presence(work, self.shared.now())}
        return delivery.payload

    async def _every(self, seconds: float, do: Callable[[], Awaitable[None]]) -> None:
        while True:
            await asyncio.sleep(seconds)
            try:
                await do()
            except Exception as error:  # the database is away
                log.warning("presence_failed", error=type(error).__name__)

    async def _close_expired(self) -> None:
        for namespace in (self.customers, self.agents, self.rasa):
            await namespace.close_expired()

    async def _keep_seats(self) -> None:
        await self.agents.close_signed_out()
        for staff_id in self.agents.present():
            await seats.stay(self.shared.begin, staff_id, self.shared.now())

    async def _close_erased(self) -> None:
        erased = await erased_among(self.shared.begin, self.customers.present() | self.rasa.present())
        if erased:
            await self.customers.close_of(erased)
            await self.rasa.close_of(erased)

    async def _keep_seen(self) -> None:
        here = self.customers.present() | self.rasa.present()
        await keep_seen(self.shared.begin, sorted(here), self.shared.now())


def create_server(
    begin: Begin,
    authenticate_customer: AuthenticateCustomer,
    authenticate_staff: AuthenticateStaff,
    *,
    now: Now,
    new_id: NewId = make_id,
    options: Options | None = None,
) -> Realtime:
    given = options or Options()
    bus = RedisBus(given.redis_url) if given.redis_url else None
    sio = CarefulServer(
        async_mode="asgi",
        async_handlers=False,  # the commands of one client stay in order
        cors_allowed_origins=list(given.allowed_origins) or None,
        max_http_buffer_size=LARGEST_FRAME,
        client_manager=bus,
    )
    writing = Limiter(given.messages_per_minute, burst=max(10, given.messages_per_minute // 2))
    shared = Shared(sio, begin, authenticate_customer, authenticate_staff, now, new_id, given, writing)
    realtime = Realtime(sio, shared, CustomerNamespace(shared), AgentNamespace(shared), RasaNamespace(shared), bus)
    for namespace in (realtime.customers, realtime.agents, realtime.rasa):
        sio.register_namespace(namespace)
    return realtime
