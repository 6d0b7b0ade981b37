"""Signing out, also everywhere, reaches sockets that were opened before."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from http.cookies import CookieError, SimpleCookie

import structlog

from handoff.domain.people import Staff
from handoff.realtime.server import Realtime

LOOK = 10  # seconds between looks

log = structlog.get_logger(__name__)
Authenticate = Callable[[Mapping[str, str]], Awaitable[Staff | None]]


async def close_signed_out(realtime: Realtime, authenticate: Authenticate) -> None:
    """Until cancelled; each process looks after its own sockets."""
    while True:
        await asyncio.sleep(LOOK)
        try:
            for sid in list(realtime.agents.staff):
                if await authenticate(_cookies(realtime, sid)) is None:
                    await realtime.agents.disconnect(sid)
        except Exception as error:  # the database is away: nobody is thrown out for that
            log.warning("sessions_not_checked", error=type(error).__name__)


def _cookies(realtime: Realtime, sid: str) -> Mapping[str, str]:
    environ = realtime.sio.get_environ(sid, realtime.agents.namespace) or {}
    try:
        return {name: morsel.value for name, morsel in SimpleCookie(environ.get("HTTP_COOKIE", "")).items()}
    except CookieError:
        return {}
