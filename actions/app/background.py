"""What the program does unasked: deliver events, purge, hear vendors."""

import asyncio
import contextlib
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import structlog

from actions.app.program import Program
from actions.gateways.signed_post import SignedPost
from actions.services.bank_events import with_names
from actions.services.means import Means
from actions.services.relay import TO_HANDOFF, Line, Send, relay, to_bank
from actions.services.retention import purge
from actions.services.vendor_jobs import keep_hearing, keep_tending, tell_operator

log = structlog.get_logger(__name__)
POLL = 1.0  # seconds: what a commit of this process wakes at once, another process's is found by


@asynccontextmanager
async def background(program: Program) -> AsyncIterator[None]:
    """For as long as the server runs."""
    tell_operator(program.means)
    jobs = [_tell_handoff(program), _purge(program), keep_hearing(program.means), keep_tending(program.means)]
    if program.settings.bank_webhook_url:
        jobs.append(_tell_bank(program))
    tasks = [asyncio.create_task(job) for job in jobs]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _tell_handoff(program: Program) -> None:
    settings, now = program.settings, program.means.now
    secrets_ = (settings.case_events_secret,)
    post = SignedPost(program.http, settings.case_events_url, secrets_, now, "case_event_not_delivered")

    async def rest() -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(program.wake.wait(), POLL)
        program.wake.clear()

    await _deliver(program.means, post.send, TO_HANDOFF, rest)


async def _tell_bank(program: Program) -> None:
    settings, means = program.settings, program.means
    secrets_ = settings.bank_webhook_secrets
    post = SignedPost(program.http, settings.bank_webhook_url, secrets_, means.now, "bank_event_not_delivered", 10.0)
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
