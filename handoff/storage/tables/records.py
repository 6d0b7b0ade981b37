"""What is to be told (outbox), what happened at steps, which events have been applied, and which steps wait."""

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Integer, String, Table, false

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

watches = Table(
    "watches",
    metadata,
    Column("conversation_id", ForeignKey("conversations.id"), primary_key=True),
    Column("case_id", String(36), nullable=False),
    Column("step", String(64)),
    Column("entered_at", Moment, nullable=False),
    Column("active_at", Moment, nullable=False, index=True),
    Column("idle_at", Moment),
    Column("stuck_at", Moment),
    Column("declined", Boolean, nullable=False),
    Column("wanted", Boolean, nullable=False, server_default=false()),
)
