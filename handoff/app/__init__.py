"""The composition root: the one place that knows every concrete class, and the order in which they start and stop."""

import asyncio
import contextlib
from typing import Any

from sanic import Sanic

from handoff.app.house import House, build_house, utc_now
from handoff.app.web import blueprints
from handoff.gateways.bank_webhook import BankWebhook
from handoff.http.server import create_sanic
from handoff.jobs.bank_notices import run_bank_notices
from handoff.services.demo_staff import seed_demo_staff
from handoff.settings import Settings
from handoff.storage.database import migrate


def create_app(settings: Settings) -> Any:
    """One ASGI callable: pages, APIs and sockets on one port."""
    house = build_house(settings)
    sanic = create_sanic(blueprints(house), https=settings.public_url.startswith("https://"))
    _live(sanic, house)
    return sanic


def _live(sanic: Sanic[Any, Any], house: House) -> None:
    tasks: list[asyncio.Task[Any]] = []

    @sanic.before_server_start
    async def start(_sanic: Any) -> None:
        await migrate(house.engine)
        if house.settings.development and house.settings.demo_password:
            await seed_demo_staff(house.door, house.settings.demo_password)
        tasks.extend(_jobs(house))

    @sanic.after_server_stop
    async def stop(_sanic: Any) -> None:
        for task in tasks:
            task.cancel()
        for task in tasks:
            with contextlib.suppress(asyncio.CancelledError):
                await task
        await house.close()


def _jobs(house: House) -> list[asyncio.Task[Any]]:
    settings = house.settings
    jobs = []
    if settings.bank_webhook_url:
        bank = BankWebhook(house.http, settings.bank_webhook_url, settings.bank_webhook_secret, utc_now)
        jobs.append(run_bank_notices(house.begin, bank.send, utc_now))
    return [asyncio.create_task(job) for job in jobs]
