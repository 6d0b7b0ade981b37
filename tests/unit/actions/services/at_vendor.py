"""A bench with a vendor: the journey's document and selfie are one step at the vendor."""

from dataclasses import dataclass, field, replace
from typing import Any

from actions.services.means import Means
from actions.services.vendor_inbox import hear_inbox, receive
from actions.services.vendor_opening import open_vendor
from actions.services.vendor_sessions import VendorSession
from actions.services.vendors import Connected, Vendors
from actions.verification.case import Case
from actions.verification.journey import Journey, Kind, PlannedStep
from tests.servers.memory_vendor import MemoryVendor
from tests.unit.actions.examples import ALL, CUSTOMER, INTL, Bench, to_document

STEP = "identity"
PLANNED = PlannedStep(
    STEP, Kind.VENDOR, 3, 3, consent="biometrics", alternative="branch", vendor="memory", flow="document_selfie"
)
AT_VENDOR = replace(INTL, steps=(*INTL.steps[:2], PLANNED, INTL.steps[-1]))


@dataclass
class AtVendor(Bench):
    journey: Journey = AT_VENDOR
    is_connected: bool = True
    is_test: bool = False
    there: MemoryVendor = field(init=False)
    sent: int = 0  # of the vendor's webhooks

    def __post_init__(self) -> None:
        self.there = MemoryVendor(self.clock)

    @property
    def means(self) -> Means:
        connected = {"memory": Connected(self.there, self.is_test)} if self.is_connected else {}
        vendors = Vendors(
            {"memory": "Memory Ltd"}, connected, {"memory": self.there.verify_webhook}, "https://bank.example/chat"
        )
        return replace(super().means, journeys=ALL | {"intl": self.journey}, vendors=vendors)

    async def open(self) -> dict[str, Any]:
        return await open_vendor(self.means, CUSTOMER, (await self.case()).case_id, STEP, "en")

    async def sessions(self) -> list[VendorSession]:
        case_id = (await self.case()).case_id
        async with self.means.begin() as work:
            return await work.vendor_sessions.of_case(case_id)

    async def deliver(self, *bodies: bytes) -> None:
        """These webhooks, or all that wait."""
        for body in bodies or self.waiting():
            await receive(self.means, "memory", self.there.headers(body), body)

    def waiting(self) -> list[bytes]:
        """Taken out: whoever does not deliver them has lost them."""
        waiting, self.sent = self.there.outbox[self.sent :], len(self.there.outbox)
        return waiting

    async def hear(self, *bodies: bytes) -> Case:
        """Deliver, and hear all that has come."""
        await self.deliver(*bodies)
        while await hear_inbox(self.means):
            pass
        return await self.case()

    async def says(self, method: str, ref: str = "memory-1") -> Case:
        """The vendor moves on, a minute later, and is heard."""
        self.clock.forward(minutes=1)
        getattr(self.there, method)(ref)
        return await self.hear()

    def happened(self) -> list[str]:
        return [entry.name for entry in self.store.memory.history]


async def at_vendor(**given: Any) -> AtVendor:
    bench = AtVendor(**given)
    await to_document(bench)
    return bench


async def opened(**given: Any) -> AtVendor:
    bench = await at_vendor(**given)
    await bench.open()
    return bench
