"""The log that customers can read, and what hangs on it. The staff thread has a table of its own (staff_entries.py)."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, UniqueConstraint

from handoff.storage.tables.base import Document, Moment, metadata

conversations = Table(
    "conversations",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("customer_id", String(255), nullable=False, unique=True),
    Column("customer_name", String(255), nullable=False),
    Column("language", String(8), nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("owner_kind", String(8), nullable=False),
    Column("owner_id", String(36), nullable=False, index=True),
    Column("owner_name", String(255)),
    Column("epoch", Integer, nullable=False),
    Column("last_seq", Integer, nullable=False),
    Column("last_number", Integer, nullable=False),
    Column("read_by_customer", Integer, nullable=False),
    Column("read_by_agent", Integer, nullable=False),
    Column("handoff_id", String(36)),
    Column("journey", Document),
    Column("customer_here", Boolean, nullable=False),
    Column("customer_seen_at", Moment),
    Column("customer_left", Boolean, nullable=False),
    Column("rasa_seq", Integer),
)

messages = Table(
    "messages",
    metadata,
    Column("conversation_id", ForeignKey("conversations.id"), primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("sender_kind", String(8), nullable=False),
    Column("sender_id", String(255), nullable=False),
    Column("sender_name", String(255)),
    Column("client_id", String(128), nullable=False),
    Column("kind", String(8), nullable=False),
    Column("body", Document, nullable=False),
    Column("language", String(8), nullable=False),
    Column("at", Moment, nullable=False),
    Column("staff", Document),
    UniqueConstraint("conversation_id", "sender_id", "client_id"),
)

turns = Table(
    "turns",
    metadata,
    Column("conversation_id", ForeignKey("conversations.id"), primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("epoch", Integer, nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("state", String(8), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("holder", String(36)),
    Column("leased_until", Moment),
    Column("bubbled", Boolean, nullable=False),
    Column("told_slow", Boolean, nullable=False),
)
Index("ix_turns_state", turns.c.state, turns.c.due_at)
