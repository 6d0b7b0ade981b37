from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from actions.providers.vendors.inbound import Inbound
from actions.providers.vendors.stripe_api import StripeApi
from actions.providers.vendors.stripe_identity import StripeIdentity
from actions.providers.vendors.webhooks import STRIPE
from actions.services.vendors import Vendor
from actions.storage.content.vendors import load_vendor
from actions.testing import Clock
from tests.servers.fake_stripe import FakeStripe
from tests.servers.loopback import loopback
from tests.servers.memory_vendor import MemoryVendor
from tests.servers.serving import serving

TABLE = load_vendor(Path(__file__).parents[4] / "data/vendors/stripe.yml")


@dataclass
class Counter:
    """A vendor and who is behind it: `there` moves cases and holds what was sent."""

    vendor: Vendor
    there: FakeStripe | MemoryVendor
    clock: Clock

    async def open(self, key: str = "key-1") -> str:
        opened = await self.vendor.create_case("case-1", "document_selfie", "ko", "https://bank.example/back", key)
        return opened.provider_ref

    def ask_again(self, ref: str) -> None:
        if isinstance(self.there, FakeStripe):
            self.there.fail(ref, "document_expired")
        else:
            self.there.ask_again(ref)


@dataclass
class AtStripe:
    stripe: StripeIdentity
    fake: FakeStripe
    paused: list[float]
    http: httpx.AsyncClient


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def at_stripe(clock: Clock) -> AsyncIterator[AtStripe]:
    """The adapter before a Stripe that notes whatever its description does not have."""
    fake, paused = FakeStripe(clock), []

    async def pause(seconds: float) -> None:
        paused.append(seconds)

    async with serving(fake, lifespan="off") as url, loopback() as http:
        api = StripeApi(http, fake.key, pause, url)
        yield AtStripe(StripeIdentity(api, TABLE, Inbound(STRIPE, (fake.secret,), TABLE), clock), fake, paused, http)
    assert fake.violations == []


@pytest.fixture(params=["twin", "stripe"])
def counter(request: pytest.FixtureRequest, clock: Clock, at_stripe: AtStripe) -> Counter:
    twin = MemoryVendor(clock)
    pairs: dict[str, tuple[Vendor, FakeStripe | MemoryVendor]] = {
        "twin": (twin, twin),
        "stripe": (at_stripe.stripe, at_stripe.fake),
    }
    return Counter(*pairs[request.param], clock)
