"""A bank as handoff/docs/vendors.md describes it: its own data folder, and Stripe as its public description has it."""

import asyncio
import re
import secrets
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx

from tests.integration.actions.conftest import ROOT, ActionServer
from tests.servers.fake_stripe import FakeStripe
from tests.servers.journey import VALUES
from tests.servers.loopback import loopback
from tests.servers.serving import serving

STEP = "identity"
PATIENCE = 30  # seconds until something must have happened


@dataclass
class Ahead:
    """The real time and a little more with each move: Stripe counts in seconds, and tests are faster."""

    moves: int = 0

    def __call__(self) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=10 * self.moves)


@dataclass
class AtStripe:
    fake: FakeStripe
    url: str
    clock: Ahead
    http: httpx.AsyncClient
    sent: list[bytes] = field(default_factory=list)

    def settings(self) -> dict[str, Any]:
        stripe = {"key": self.fake.key, "webhook_secrets": [self.fake.secret], "base_url": self.url}
        return {"GILDONG_ENV": "development", "vendors": {"stripe": stripe, "return_to": "https://bank.example/chat"}}

    def move(self, name: str, *given: str) -> None:
        self.clock.moves += 1
        getattr(self.fake, name)(self.ref, *given)

    @property
    def ref(self) -> str:
        return next(reversed(self.fake.sessions))

    async def deliver(self, door: str) -> list[int]:
        self.sent += self.fake.outbox
        return await self.fake.deliver(self.http, f"{door}/webhooks/vendors/stripe")


@asynccontextmanager
async def stripe() -> AsyncIterator[AtStripe]:
    clock = Ahead()
    key, secret = f"sk_live_{secrets.token_hex(16)}", f"whsec_{secrets.token_hex(16)}"
    fake = FakeStripe(clock, key, secret, mark=secrets.token_hex(4))
    async with serving(fake, lifespan="off") as url, loopback(timeout=20) as http:
        yield AtStripe(fake, url, clock, http)
    assert fake.violations == []


def bank_data(folder: Path, decide: str = "person") -> Path:
    """The data of the product with the journey of the page."""
    data = folder / "data"
    shutil.copytree(ROOT / "data", data)
    [steps] = re.findall(r"```yaml\n(steps:\n.*?)```", (ROOT / "handoff/docs/vendors.md").read_text(), re.DOTALL)
    path = data / "journeys" / "intl.yml"
    before, _, _ = path.read_text().partition("\nsteps:\n")
    path.write_text(f"{before}\ndecide: {decide}\n{steps}")
    return data


async def to_vendor(server: ActionServer) -> str:
    """From the first turn to the card of the vendor's step."""
    await server.act("action_start_verification", "c:1")
    case_id = str((await server.case())["case_id"])
    await server.consent(case_id)
    await server.form(case_id, "details", {"fields": VALUES["en"]})
    return case_id


async def open_page(server: ActionServer, case_id: str) -> httpx.Response:
    return await server.form(case_id, STEP, {"ask": "vendor"})


async def until(happened: Callable[[], Awaitable[object]]) -> Any:
    async with asyncio.timeout(PATIENCE):
        while not (found := await happened()):  # noqa: ASYNC110  (another program is waited for)
            await asyncio.sleep(0.05)
    return found


async def status_is(server: ActionServer, status: str) -> dict[str, Any]:
    async def there() -> dict[str, Any] | None:
        case = await server.case()
        return case if case["status"] == status else None

    found: dict[str, Any] = await until(there)
    return found
