"""How every transaction begins."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Engine
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

# One process writes an SQLite file. Waiting in line here is fair and at once; waiting for the file's lock is polling,
# and waiting for a pool of one connection loses its place when somebody before is cancelled.
_lines: WeakKeyDictionary[Engine, asyncio.Lock] = WeakKeyDictionary()


@asynccontextmanager
async def transaction(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    async with line_of(engine), engine.begin() as connection:
        yield connection


def line_of(engine: AsyncEngine) -> AbstractAsyncContextManager[Any]:
    if engine.dialect.name != "sqlite":
        return nullcontext()
    return _lines.setdefault(engine.sync_engine, asyncio.Lock())
