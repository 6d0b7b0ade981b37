"""The composition root: the only place that knows every concrete part."""

import asyncio
import contextlib
import os
import secrets
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

import httpx
import structlog
from sanic import Sanic
from sqlalchemy.ext.asyncio import AsyncEngine

from actions.dialogue.catalogue import create_actions
from actions.dialogue.webhook import create_webhook
from actions.gateways.bank_names import BankNames
from actions.gateways.signed_post import SignedPost
from actions.gateways.signing import sign
from actions.http.bank.routes import create_bank
from actions.http.branch import create_branch
from actions.http.cases import create_cases
from actions.http.customers import create_customers
from actions.http.erasures import create_erasures
from actions.http.evidence import create_evidence
from actions.http.health import create_health
from actions.http.server import create_sanic
from actions.http.stand_ins import create_stand_ins
from actions.http.statements import Statements
from actions.http.vendor_webhooks import create_vendor_webhooks
from actions.providers.builtin.documents import BuiltinDocumentChecks
from actions.providers.builtin.quality import DocumentLimits
from actions.providers.connected import Addresses, Connected, connect_services
from actions.providers.faces.checks import BuiltinFaceChecks
from actions.providers.faces.quality import FaceLimits
from actions.providers.signature import DrawnSignatures
from actions.providers.signed_calls import SignedCalls
from actions.providers.simulated.phone import SimulatedPhone
from actions.providers.vendors.connect import World, connect
from actions.services.bank_events import hears, with_names
from actions.services.means import Means, ReviewTerms
from actions.services.ports import Providers
from actions.services.relay import TO_HANDOFF, Line, Send, relay, to_bank
from actions.services.retention import purge
from actions.services.vendor_jobs import keep_hearing, keep_tending, tell_operator
from actions.settings import Settings
from actions.storage.content.folder import load_content
from actions.storage.content.vendor_steps import check_vendor_steps
from actions.storage.content.vendors import load_vendors
from actions.storage.database import create_begin, create_engine, is_reachable, migrate
from actions.storage.scrub import scrub
from actions.storage.sealing import MasterKeySealing
from actions.verification.case import EventName

log = structlog.get_logger(__name__)
POLL = 1.0  # seconds: what a commit of this process wakes at once, another process's is found by


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
        yield Program(
            settings,
            engine,
            Means(
                begin=create_begin(engine, wake.set),
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
            wake,
            connected.phone,
        )
    finally:
        faces.close()
        await client.aclose()
        await engine.dispose()


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


def create_server(program: Program) -> Sanic:  # type: ignore[type-arg]  # Sanic's context types are not used
    async def is_ready() -> bool:
        return await is_reachable(program.engine)

    async def rewrite() -> None:
        await scrub(program.engine)

    return create_api(program.means, program.settings, is_ready, rewrite, program.phone)


async def _nothing() -> None:
    """Where no file is."""


def create_api(
    means: Means,
    settings: Settings,
    is_ready: Callable[[], Awaitable[bool]],
    rewrite: Callable[[], Awaitable[None]] = _nothing,
    phone: SimulatedPhone | None = None,
) -> Sanic:  # type: ignore[type-arg]  # context types are not used
    statements = Statements(settings.statement_secret, means.now)
    return create_sanic(
        [
            create_customers(means, statements),
            create_evidence(means, statements, settings.photo_bytes),
            create_cases(means, statements),
            create_branch(means, statements),
            create_erasures(means, statements, rewrite),
            create_bank(means, statements, rewrite),
            create_vendor_webhooks(means),
            create_webhook(create_actions(means), settings.bot_secret),
            create_health(is_ready),
            *([create_stand_ins(phone.of, statements)] if phone else []),
        ]
    )


@asynccontextmanager
async def background(program: Program) -> AsyncIterator[None]:
    """Deliver events, purge, hear vendors, for as long as the server runs."""
    async with httpx.AsyncClient(trust_env=False) as client:
        tell_operator(program.means)
        jobs = [
            _tell_handoff(program, client),
            _purge(program),
            keep_hearing(program.means),
            keep_tending(program.means),
        ]
        if program.settings.bank_webhook_url:
            jobs.append(_tell_bank(program, client))
        tasks = [asyncio.create_task(job) for job in jobs]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)


async def _tell_handoff(program: Program, client: httpx.AsyncClient) -> None:
    settings, now = program.settings, program.means.now
    secrets_ = (settings.case_events_secret,)
    post = SignedPost(client, settings.case_events_url, secrets_, now, "case_event_not_delivered")

    async def rest() -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(program.wake.wait(), POLL)
        program.wake.clear()

    await _deliver(program.means, post.send, TO_HANDOFF, rest)


async def _tell_bank(program: Program, client: httpx.AsyncClient) -> None:
    settings, means = program.settings, program.means
    secrets_ = settings.bank_webhook_secrets
    post = SignedPost(client, settings.bank_webhook_url, secrets_, means.now, "bank_event_not_delivered", 10.0)
    chance = secrets.SystemRandom().random
    await _deliver(means, with_names(means.bank_names, post.send), to_bank(chance), lambda: asyncio.sleep(POLL))


async def _deliver(means: Means, send: Send, line: Line, rest: Callable[[], Awaitable[None]]) -> None:
    while True:
        try:
            delivered = await relay(means.begin, send, means.now, line)
        except Exception as error:
            log.error("relay_failed", exc_info=error)
            delivered = 0
        if not delivered:
            await rest()


async def _purge(program: Program) -> None:
    while True:
        try:
            log.info("purged", **await purge(program.means))
        except Exception as error:
            log.error("purge_failed", exc_info=error)
        await asyncio.sleep(program.settings.purge_minutes * 60)
