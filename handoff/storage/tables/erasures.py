"""Erasures; what is left of a closed one names nobody."""

from sqlalchemy import Column, Index, Integer, String, Table

from handoff.storage.tables.base import Document, Moment, metadata

erasures = Table(
    "erasures",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("asked_at", Moment, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("by", String(100), nullable=False),
    Column("reason", String(64), nullable=False),
    Column("customer_ids", Document, nullable=False),
    Column("conversation_ids", Document, nullable=False),
    Column("case_ids", Document, nullable=False),
    Column("references", Document, nullable=False),
    Column("done", Document, nullable=False),
    Column("state", String(8), nullable=False),
    Column("tries", Integer, nullable=False),
    Column("report", Document),
)
Index("ix_erasures_state", erasures.c.state, erasures.c.due_at)
