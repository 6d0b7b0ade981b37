"""What is to be told (outbox), what happened at steps, and which events of actions/ have been applied."""

from sqlalchemy import BigInteger, Column, Integer, String, Table

from handoff.storage.tables.base import Document, Moment, metadata

outbox = Table(
    "outbox",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("stream", String(36), nullable=False, index=True),
    Column("name", String(16), nullable=False),
    Column("body", Document, nullable=False),
    Column("attempts", Integer, nullable=False),
    sqlite_autoincrement=True,  # ids are never given twice, so the order of a stream survives deletion
)

step_events = Table(
    "step_events",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("case_id", String(36), nullable=False, index=True),
    Column("step", String(64)),
    Column("kind", String(32)),
    Column("name", String(16), nullable=False),
    Column("reason", String(64)),
    Column("language", String(8), nullable=False),
    Column("at", Moment, nullable=False, index=True),
)

case_events = Table(
    "case_events",
    metadata,
    Column("event_id", String(64), primary_key=True),
    Column("at", Moment, nullable=False),
)
