"""The program is killed between a webhook and its hearing, and started again."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
from sqlalchemy import text

from actions.storage.database import create_engine
from tests.integration.actions.conftest import EVIDENCE_KEY, ROOT, SECRETS, ActionServer
from tests.integration.actions.vendors.bank import AtStripe, bank_data, open_page, status_is, stripe, to_vendor, until
from tests.servers.gildong import free_port
from tests.servers.loopback import loopback

NOWHERE = "http://127.0.0.1:9/internal/case-events"


@dataclass
class Running:
    process: asyncio.subprocess.Process
    url: str

    async def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        await self.process.wait()


@dataclass
class Installation:
    environment: Mapping[str, str]
    database: str

    @asynccontextmanager
    async def program(self) -> AsyncIterator[Running]:
        """`python -m actions`, on a port of its own."""
        port = free_port()
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "actions",
            cwd=ROOT,
            env={**self.environment, "ACTIONS_PORT": str(port)},
            stderr=asyncio.subprocess.DEVNULL,
        )
        running = Running(process, f"http://127.0.0.1:{port}")
        try:
            await until(lambda: is_up(running))
            yield running
        finally:
            if process.returncode is None:
                await running.kill()

    async def unheard(self) -> int:
        engine = create_engine(self.database)
        async with engine.connect() as connection:
            count = await connection.execute(text("SELECT count(*) FROM vendor_inbox WHERE processed_at IS NULL"))
            found = int(count.scalar_one())
        await engine.dispose()
        return found


async def is_up(running: Running) -> bool:
    assert running.process.returncode is None, "it has ended"
    try:
        async with loopback(timeout=5) as client:
            return (await client.get(f"{running.url}/readyz")).status_code == 200
    except httpx.HTTPError:
        return False


def installation(home: Path, database_url: str, there: AtStripe) -> Installation:
    settings = {f"ACTIONS_{name.upper()}": value for name, value in SECRETS.items()}
    settings |= {
        "GILDONG_ENV": "development",
        "GILDONG_HOME": str(home / "home"),
        "ACTIONS_DATA": str(bank_data(home, "checks")),
        "ACTIONS_DATABASE_URL": database_url,
        "ACTIONS_EVIDENCE_KEY": EVIDENCE_KEY,
        "ACTIONS_CASE_EVENTS_URL": NOWHERE,
        "ACTIONS_VENDORS__STRIPE__KEY": there.fake.key,
        "ACTIONS_VENDORS__STRIPE__WEBHOOK_SECRETS": f'["{there.fake.secret}"]',
        "ACTIONS_VENDORS__STRIPE__BASE_URL": there.url,
    }
    database = database_url or f"sqlite+aiosqlite:///{home / 'home' / 'actions.db'}"
    return Installation({**os.environ, **settings}, database)


def at(running: Running, client: httpx.AsyncClient, customer_id: str) -> ActionServer:
    client.base_url = httpx.URL(running.url)
    return ActionServer(client, None, customer_id)  # type: ignore[arg-type]  # the program is not in this process


async def test_r53_a_restart_between_webhook_and_hearing_loses_nothing(tmp_path: Path, database_url: str) -> None:
    async with stripe() as there, loopback(timeout=20) as client:
        bank = installation(tmp_path, database_url, there)
        async with bank.program() as first:
            server = at(first, client, f"customer-{there.fake.mark}")
            await open_page(server, await to_vendor(server))
            await there.deliver(first.url)
            there.move("submit")
            await killed_in_answering(there, first)
        for _ in range(5):  # should it have been faster than the signal, with another webhook again
            if await bank.unheard():
                break
            async with bank.program() as again:
                await killed_in_answering(there, again)
        assert await bank.unheard()
        async with bank.program() as last:
            server = at(last, client, server.customer_id)
            await status_is(server, "approved")

            async def all_heard() -> bool:
                return not await bank.unheard()

            await until(all_heard)


async def killed_in_answering(there: AtStripe, running: Running) -> None:
    there.move("verify")
    assert set(await there.deliver(running.url)) == {200}
    await running.kill()
