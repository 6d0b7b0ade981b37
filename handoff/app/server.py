"""The composition root: the one place that knows every concrete class, and the order in which they start and stop."""

import asyncio
import contextlib
import os
import signal
from collections.abc import Coroutine
from typing import Any

import socketio
import structlog
from sanic import Sanic

from handoff.app.house import House, build_house, utc_now
from handoff.app.signed_out import close_signed_out
from handoff.app.web import blueprints
from handoff.domain.ids import new_id
from handoff.domain.turn import Patience
from handoff.gateways.bank_webhook import BankWebhook
from handoff.gateways.bot import HttpBot
from handoff.http.server import create_sanic
from handoff.jobs.bank_notices import run_bank_notices
from handoff.jobs.erasures import run_erasures
from handoff.jobs.run import run as run_jobs
from handoff.realtime.server import Realtime, create_server
from handoff.realtime.shared import Options
from handoff.services.demo_staff import seed_demo_staff
from handoff.services.event_words import event_words
from handoff.settings import Settings
from handoff.storage.bank_files import read_event_texts
from handoff.storage.database import migrate
from handoff.storage.outbox import SqlOutbox

log = structlog.get_logger(__name__)

COMMANDS_A_MESSAGE = 15  # reads, receipts, typing and syncs that go with one message


def create_app(settings: Settings) -> Any:
    """One ASGI callable: pages, APIs and sockets on one port."""
    house = build_house(settings)
    realtime = _realtime(house)
    sanic = create_sanic(blueprints(house), https=settings.public_url.startswith("https://"))
    _live(sanic, house, realtime)
    return socketio.ASGIApp(realtime.sio, sanic)


def _realtime(house: House) -> Realtime:
    settings = house.settings
    options = Options(
        allowed_origins=(*settings.own_origins, *settings.allowed_origins),
        staff_origins=settings.own_origins,
        redis_url=settings.redis_url,
        bank={"name": dict(house.bank.name), "time_zone": house.bank.time_zone},
        message_characters=settings.message_characters,
        messages_per_minute=settings.messages_per_minute,
        commands_per_minute=COMMANDS_A_MESSAGE * settings.messages_per_minute,
        render=event_words(read_event_texts(settings.data, house.bank.languages)),
    )
    return create_server(
        house.begin,
        house.authenticate_customer,
        house.authenticate_staff,
        now=utc_now,
        new_id=new_id,
        options=options,
    )


def _live(sanic: "Sanic[Any, Any]", house: House, realtime: Realtime) -> None:
    tasks: list[asyncio.Task[None]] = []
    bot = HttpBot(house.settings.bot_url, house.settings.bot_secret)

    @sanic.before_server_start
    async def start(_sanic: Any) -> None:
        await migrate(house.engine)
        if house.settings.development and house.settings.demo_password:
            await seed_demo_staff(house.door, house.settings.demo_password)
        tasks.extend(_start(job) for job in _jobs(house, realtime, bot))

    @sanic.after_server_stop
    async def stop(_sanic: Any) -> None:
        await realtime.stop()
        for task in tasks:
            task.cancel()
        for task in tasks:
            with contextlib.suppress(asyncio.CancelledError, Exception):
                await task
        await bot.close()
        await house.close()


def _jobs(house: House, realtime: Realtime, bot: HttpBot) -> list[Coroutine[Any, Any, None]]:
    settings = house.settings
    jobs = [
        realtime.run(),
        close_signed_out(realtime, house.authenticate_staff),
        run_erasures(house.eraser, house.retention.times),
        run_jobs(
            house.begin,
            SqlOutbox(house.engine),
            realtime.deliver,
            bot,
            house.bell,
            now=utc_now,
            new_id=new_id,
            patience=Patience(slow=settings.patience),
            limits=settings.limits,
            fetch_journey=house.fetch_journey,
        ),
    ]
    if settings.bank_webhook_url:
        bank = BankWebhook(house.http, settings.bank_webhook_url, settings.bank_webhook_secret, utc_now)
        jobs.append(run_bank_notices(house.begin, bank.send, utc_now))
    return jobs


def _start(job: Coroutine[Any, Any, None]) -> "asyncio.Task[None]":
    task = asyncio.create_task(job)
    task.add_done_callback(_end_with)
    return task


def _end_with(task: "asyncio.Task[None]") -> None:
    """A front door whose jobs have died would take messages and deliver none: better none at all, and a new start."""
    if not task.cancelled() and (error := task.exception()):
        log.critical("job_died", exc_info=error)
        os.kill(os.getpid(), signal.SIGTERM)
