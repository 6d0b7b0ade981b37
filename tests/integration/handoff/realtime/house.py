"""handoff/ without its HTTP side: the real server, jobs and storage, with a bot that tests direct."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import socketio

from handoff.domain.errors import Refused
from handoff.domain.ids import new_id
from handoff.domain.people import Customer, Staff
from handoff.domain.turn import Patience
from handoff.gateways.bot import HttpBot
from handoff.jobs.bell import Bell
from handoff.jobs.run import run
from handoff.realtime.server import Realtime, create_server
from handoff.realtime.shared import Options
from handoff.services.ports import Begin
from handoff.storage.database import create_begin, create_engine, migrate
from handoff.storage.outbox import SqlOutbox
from tests.integration.handoff.realtime.clients import Client, Console, Phone
from tests.integration.handoff.realtime.fake_bot import SECRET, FakeBot
from tests.servers.serving import serving

AGENT = frozenset({"desk:claim", "desk:reply", "case:view"})
PERMISSIONS = {"ines": AGENT | {"desk:barge", "desk:transfer"}, "omid": frozenset({"staff:manage"})}
CAPACITY = 3
QUICK = Patience(slow=timedelta(seconds=60), back_off=(0.01,), lease=timedelta(seconds=3))
OUR_ORIGIN = "http://desk.test"


@dataclass
class House:
    url: str
    begin: Begin
    bot: FakeBot
    realtime: Realtime
    clock: "Clock"
    signed_out: set[str] = field(default_factory=set)
    clients: list[Client] = field(default_factory=list)

    async def phone(self, customer: str = "kim", last_seq: int = 0, **claims: Any) -> Phone:
        phone = self._opened(Phone(self.url))
        await phone.connect({"token": self.token(customer, **claims), "last_seq": last_seq})
        await phone.hears("snapshot")
        return phone

    async def console(self, name: str = "sora", **headers: str) -> Console:
        console = self._opened(Console(self.url))
        await console.connect(headers={"Cookie": f"session={name}", "Origin": OUR_ORIGIN} | headers)
        await console.hears("snapshot")
        return console

    async def widget(self, customer: str = "kim") -> Client:
        """Somebody else's, made for Rasa."""
        widget = self._opened(Client(self.url, "/"))
        await widget.connect({"token": self.token(customer)})
        return widget

    async def stranger(self, **headers: str) -> Client:
        """A widget that has no way to give a token when it connects."""
        widget = self._opened(Client(self.url, "/"))
        await widget.connect(headers=headers)
        return widget

    async def waiting(self, customer: str = "kim") -> tuple[Phone, str]:
        """A customer who has asked for a person, and the id of the conversation."""
        phone = await self.phone(customer)
        await phone.sees("echo opened")
        await phone.do("request_person")
        return phone, (await phone.hears("snapshot"))["conversation_id"]

    def token(self, customer: str = "kim", valid_s: float = 3600) -> str:
        return f"{customer}|{(self.clock.now() + timedelta(seconds=valid_s)).isoformat()}"

    def _opened(self, client: Any) -> Any:
        self.clients.append(client)
        return client


@dataclass
class Clock:
    """Goes by itself, and can be put forward."""

    ahead: timedelta = timedelta(0)

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead


@contextlib.asynccontextmanager
async def housed(database: str, patience: Patience = QUICK, **options: Any) -> AsyncIterator[House]:
    clock, bell, bot = Clock(), Bell(), FakeBot()
    signed_out: set[str] = set()
    engine = create_engine(database)
    await migrate(engine)
    begin = create_begin(engine, bell.ring)

    async def customer_of(token: str) -> Customer:
        name, _, expires = token.partition("|")
        if not expires or datetime.fromisoformat(expires) <= clock.now():
            raise Refused("expired")
        return Customer(name, name.title(), "ko-KR", datetime.fromisoformat(expires))

    async def staff_of(cookies: Mapping[str, str]) -> Staff | None:
        name = cookies.get("session")
        if not name or name in signed_out:
            return None
        permissions = PERMISSIONS.get(name, AGENT)
        return Staff(f"staff-{name}", name, name.title(), "agent", ("ko",), permissions, CAPACITY)

    given = Options(**{"allowed_origins": "*", "staff_origins": [OUR_ORIGIN]} | options)
    realtime = create_server(begin, customer_of, staff_of, now=clock.now, options=given)
    async with serving(bot, lifespan="off") as bot_url:
        gateway = HttpBot(bot_url, SECRET)
        jobs = run(
            begin,
            SqlOutbox(engine),
            realtime.deliver,
            gateway,
            bell,
            now=clock.now,
            new_id=new_id,
            patience=patience,
        )
        tasks = [asyncio.create_task(jobs), asyncio.create_task(realtime.run())]
        async with serving(socketio.ASGIApp(realtime.sio), lifespan="off") as url:
            house = House(url, begin, bot, realtime, clock, signed_out)
            try:
                yield house
            finally:
                for client in house.clients:
                    await client.close()
                for task in tasks:
                    task.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)
                await realtime.stop()
                await gateway.close()
    await engine.dispose()
