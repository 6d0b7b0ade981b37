"""Everything that a database holds, as bytes that can be searched."""

import io
from pathlib import Path

import asyncpg
import redis.asyncio


async def dump_postgres(url: str, folder: Path) -> None:  # the folder is there
    """Every row of every table, a file for each: bytes as hex, JSON as the database keeps it."""
    connection = await asyncpg.connect(url.replace("+asyncpg", ""))
    try:
        tables = await connection.fetch("SELECT schemaname, tablename FROM pg_tables WHERE schemaname = 'public'")
        for schema, table in tables:
            rows = io.BytesIO()
            await connection.copy_from_query(f'SELECT * FROM "{schema}"."{table}"', output=rows)
            (folder / f"{table}.rows").write_bytes(rows.getvalue())
    finally:
        await connection.close()


async def dump_redis(url: str, folder: Path) -> None:
    """Every key and what it holds."""
    client = redis.asyncio.from_url(url)
    try:
        kept = [key + b"\n" + (await client.dump(key) or b"") async for key in client.scan_iter()]
        (folder / "redis.keys").write_bytes(b"\n".join(kept))
    finally:
        await client.aclose()
