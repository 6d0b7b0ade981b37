"""What the program is made of, without the sockets: the only place that knows every concrete part."""

import asyncio
import os
import secrets
import time
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import httpx
from sqlalchemy.ext.asyncio import AsyncEngine

from actions.gateways.bank_names import BankNames
from actions.gateways.signing import sign
from actions.providers.builtin.documents import BuiltinDocumentChecks
from actions.providers.builtin.quality import DocumentLimits
from actions.providers.connected import Addresses, Connected, connect_services
from actions.providers.faces.checks import BuiltinFaceChecks
from actions.providers.faces.quality import FaceLimits
from actions.providers.signature import DrawnSignatures
from actions.providers.signed_calls import SignedCalls
from actions.providers.simulated.phone import SimulatedPhone
from actions.providers.vendors.connect import World, connect
from actions.services.bank_events import hears
from actions.services.means import Means, ReviewTerms
from actions.services.ports import Begin
from actions.services.providers import Providers
from actions.settings import Settings
from actions.storage.content.files import ContentWrong
from actions.storage.content.folder import load_content
from actions.storage.content.vendor_steps import check_vendor_steps
from actions.storage.content.vendors import load_vendors
from actions.storage.database import create_begin, create_engine, migrate
from actions.storage.sealing import MasterKeySealing
from actions.verification.case import EventName


def utc_now() -> datetime:
    return datetime.now(UTC)


def uuid7() -> str:
    """Ids that sort by time; Python 3.11 makes none."""
    moment = time.time_ns() // 1_000_000
    noise = int.from_bytes(os.urandom(10), "big")
    value = (moment << 80) | (noise & ((1 << 80) - 1))
    value = (value & ~(0xF << 76)) | (0x7 << 76)
    return str(UUID(int=(value & ~(0x3 << 62)) | (0x2 << 62)))


@dataclass(frozen=True, slots=True)
class Program:
    settings: Settings
    engine: AsyncEngine
    means: Means
    http: httpx.AsyncClient  # to addresses that the operator gave
    wake: asyncio.Event
    phone: SimulatedPhone | None


@asynccontextmanager
async def assemble(
    settings: Settings,
    now: Callable[[], datetime] = utc_now,
    new_id: Callable[[], str] = uuid7,
    providers: Callable[[Providers], Providers] = lambda ours: ours,
) -> AsyncIterator[Program]:
    """Everything but the sockets: content read, database at its newest revision. `providers` may change who looks."""
    content, tables = load_content(settings.data), load_vendors(settings.data / "vendors")
    engine, wake = create_engine(settings.database), asyncio.Event()
    client = httpx.AsyncClient(trust_env=False)
    faces = BuiltinFaceChecks(FaceLimits(side=settings.selfie_pixels))
    calls = SignedCalls(client, lambda body: sign((settings.services_secret,), body, now()))
    connected = connect_services(_addresses(settings), calls, now, settings.simulating)
    try:
        vendors = connect(settings.vendors, tables, World(client, now, asyncio.sleep))
        must_connect = settings.environment != "development"
        check_vendor_steps(settings.data, content.journeys.values(), vendors, must_connect=must_connect)
        await migrate(engine)
        begin = create_begin(engine, wake.set)
        await _check_journeys(begin, settings.data, content.journeys)
        yield Program(
            settings,
            engine,
            Means(
                begin=begin,
                now=now,
                new_id=new_id,
                journeys=content.journeys,
                wordings=content.wordings,
                bank=content.bank,
                sealing=MasterKeySealing(settings.master_keys),
                providers=providers(_providers(settings, faces, connected)),
                choose=secrets.choice,
                times=content.times,
                review=_review_terms(settings),
                bank_hears=_bank_hears(settings),
                bank_names=BankNames(client, settings.case_events_url, settings.case_events_secret, now).find,
                vendors=vendors,
                digit=lambda: secrets.randbelow(10),
                messages=content.messages,
            ),
            client,
            wake,
            connected.phone,
        )
    finally:
        faces.close()
        await client.aclose()
        await engine.dispose()


async def _check_journeys(begin: Begin, data: Path, journeys: Collection[str]) -> None:
    """A case goes on, is forgotten in time and is erased by what its journey says."""
    async with begin() as work:
        gone = sorted(await work.cases.journeys() - set(journeys))
    if gone:
        raise ContentWrong([f"{data / 'journeys' / name}.yml: is missing, and there are cases of it" for name in gone])


def _bank_hears(settings: Settings) -> frozenset[EventName]:
    return hears(settings.bank_webhook_step_failures) if settings.bank_webhook_url else frozenset()


def _review_terms(settings: Settings) -> ReviewTerms:
    target, reveal = timedelta(hours=settings.review_target_hours), timedelta(seconds=settings.reveal_seconds)
    return ReviewTerms(target, reveal, settings.reveals_per_hour)


def _addresses(settings: Settings) -> Addresses:
    return Addresses(settings.texts_url, settings.transfers_url, settings.calls_url, settings.authorities)


def _providers(settings: Settings, faces: BuiltinFaceChecks, connected: Connected) -> Providers:
    return Providers(
        documents=BuiltinDocumentChecks(DocumentLimits(side=settings.document_pixels)),
        faces=faces,
        signatures=DrawnSignatures(),
        authorities=connected.authorities,
        texts=connected.texts,
        core=connected.core,
        calls=connected.calls,
    )
