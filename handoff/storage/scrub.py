"""What was deleted is gone from SQLite's file too."""

import asyncio
import sqlite3

from sqlalchemy.ext.asyncio import AsyncEngine

from handoff.storage.sqlite import LOCKED_S
from handoff.storage.transaction import line_of


async def scrub(engine: AsyncEngine) -> None:
    """After an erasure. `secure_delete` overwrites rows, but pages that were split before keep copies in their gaps,
    and the log ahead of the file keeps old pages: the file is written anew, the log emptied. PostgreSQL does its own.
    """
    if engine.dialect.name != "sqlite" or not engine.url.database or engine.url.database == ":memory:":
        return
    async with line_of(engine):
        await asyncio.to_thread(_rewrite, engine.url.database)


def _rewrite(path: str) -> None:
    connection = sqlite3.connect(path, timeout=LOCKED_S, isolation_level=None)
    try:
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("VACUUM")
        busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy:
            raise sqlite3.OperationalError("somebody reads what was deleted")
    finally:
        connection.close()
