"""SQLite connections that are quick, and keep their file usable whatever happens to who uses them."""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable
from typing import Any

import aiosqlite

BUSY_MS = 10_000  # another process may hold the file only while it is being backed up
PRAGMAS = ("journal_mode=WAL", "foreign_keys=ON", "synchronous=FULL", f"busy_timeout={BUSY_MS}")
WAITING = ("BEGIN", "COMMIT", "PRAGMA")  # statements that may wait for the disk or for another process


class SteadyConnection(aiosqlite.Connection):
    """What may wait is done in the connection's thread and always to its end; everything else here and now.

    A statement inside a transaction takes some 30 µs, going to a thread and back five times as long. And a wait that is
    cancelled must leave no transaction behind: a cursor that nobody reads would keep it open after the connection has
    been closed, and the file locked for everybody until the garbage collector comes by.
    """

    async def _execute(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        if not _may_wait(fn, args):
            return fn(*args, **kwargs)
        running = asyncio.ensure_future(super()._execute(fn, *args, **kwargs))  # type: ignore[no-untyped-call]
        try:
            return await asyncio.shield(running)
        except asyncio.CancelledError:
            await _to_its_end(running)
            if self._connection and self._connection.in_transaction:
                self._connection.rollback()
            raise


def _may_wait(fn: Callable[..., Any], args: tuple[Any, ...]) -> bool:
    if getattr(fn, "__name__", "") in ("commit", "close"):
        return True
    return bool(args) and isinstance(args[0], str) and args[0].startswith(WAITING)


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
