"""SQLite connections that are quick, and keep their file usable whatever happens to who uses them."""

import asyncio
import sqlite3
import time
from collections.abc import Awaitable, Callable
from typing import Any

import aiosqlite

# Upgrading a deferred transaction fails at once, whatever the patience.
BEGIN = "BEGIN IMMEDIATE"
LOCKED_S = 10.0  # another process holds the file: a command line, a backup
LOOK_AGAIN_S = 0.005
PRAGMAS = ("journal_mode=WAL", "foreign_keys=ON", "synchronous=FULL", "secure_delete=ON", "busy_timeout=0")


class SteadyConnection(aiosqlite.Connection):
    """Only what waits for the disk is done in the connection's thread, and always to its end.

    A statement inside a transaction takes some 30 µs, going to a thread and back five times as long. And a wait that is
    cancelled must leave no transaction behind: a cursor that nobody reads would keep it open after the connection has
    been closed, and the file locked for everybody until the garbage collector comes by.
    """

    async def _execute(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        if fn in (self._conn.commit, self._conn.close):
            return await self._finish(fn)
        if args and args[0] == BEGIN:
            return await _begin(fn)
        return fn(*args, **kwargs)

    async def _finish(self, fn: Callable[[], Any]) -> Any:
        running = asyncio.ensure_future(super()._execute(fn))  # type: ignore[no-untyped-call]  # aiosqlite's own is untyped
        try:
            return await asyncio.shield(running)
        except asyncio.CancelledError:
            await _to_its_end(running)
            raise


async def _begin(fn: Callable[[str], Any]) -> Any:
    """Waits for other processes without stopping this one."""
    until = time.monotonic() + LOCKED_S
    while True:
        try:
            return fn(BEGIN)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
        await asyncio.sleep(LOOK_AGAIN_S)


async def _to_its_end(running: "asyncio.Future[Any]") -> None:
    """Also when cancelled again meanwhile: the first cancellation is raised afterwards."""
    while not running.done():
        try:
            await asyncio.wait([running])
        except asyncio.CancelledError:
            continue
    running.exception()  # looked at, or asyncio complains


def opener(path: str) -> Callable[[], Awaitable[aiosqlite.Connection]]:
    def connect() -> sqlite3.Connection:
        # The driver must begin no transactions of its own.
        connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        return connection

    async def open_connection() -> aiosqlite.Connection:
        connection = SteadyConnection(connect, iter_chunk_size=64)
        connection._thread.daemon = True  # or a forgotten connection keeps the program from ending
        return await connection

    return open_connection
