"""Handoffs, and who sits at the desk."""

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Text

from handoff.storage.tables.base import Document, Moment, metadata

handoffs = Table(
    "handoffs",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("conversation_id", ForeignKey("conversations.id"), nullable=False, index=True),
    Column("state", String(12), nullable=False),
    Column("trigger", String(64), nullable=False),
    Column("topic", String(64), nullable=False),
    Column("language", String(8), nullable=False),
    Column("priority", Integer, nullable=False),
    Column("requested_at", Moment, nullable=False),
    Column("agent_id", String(36)),
    Column("agent_name", String(255)),
    Column("claimed_at", Moment, index=True),
    Column("ended_at", Moment),
    Column("outcome", String(64)),
    Column("summary", Text),
    Column("score", Integer),
    Column("comment", Text),
)
Index("ix_handoffs_state", handoffs.c.state, handoffs.c.priority, handoffs.c.requested_at)

seats = Table(
    "seats",
    metadata,
    Column("staff_id", String(36), primary_key=True),
    Column("name", String(255), nullable=False),
    Column("languages", Document, nullable=False),
    Column("capacity", Integer, nullable=False),
    Column("chosen", String(8), nullable=False),
    Column("seen_at", Moment, nullable=False),
)
