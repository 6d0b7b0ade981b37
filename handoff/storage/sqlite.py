"""SQLite connections that keep their file usable whatever happens to who uses them."""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable
from typing import Any

import aiosqlite

BUSY_MS = 10_000  # another process may hold the file only while it is being backed up
PRAGMAS = ("journal_mode=WAL", "foreign_keys=ON", "synchronous=FULL", f"busy_timeout={BUSY_MS}")


class SteadyConnection(aiosqlite.Connection):
    """A cancelled wait leaves no statement running and no transaction open.

    Otherwise the thread goes on, a cursor that nobody reads keeps the closed connection's transaction alive, and the
    file stays locked for everybody until the garbage collector comes by.
    """

    async def _execute(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        running = self._begun(fn, *args, **kwargs)
        try:
            return await asyncio.shield(running)
        except asyncio.CancelledError:
            await _to_its_end(running)
            await _to_its_end(self._begun(self._undo))
            raise

    def _begun(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> "asyncio.Future[Any]":
        return asyncio.ensure_future(super()._execute(fn, *args, **kwargs))  # type: ignore[no-untyped-call]

    def _undo(self) -> None:
        if self._connection and self._connection.in_transaction:
            self._connection.rollback()


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
