"""The staff thread: no query that serves a customer names this table."""

from sqlalchemy import Column, ForeignKey, Integer, String, Table, Text, UniqueConstraint

from handoff.storage.tables.base import Moment, metadata

staff_entries = Table(
    "staff_entries",
    metadata,
    Column("conversation_id", ForeignKey("conversations.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("anchor_seq", Integer, nullable=False),
    Column("author_id", String(36), nullable=False),
    Column("author_name", String(255), nullable=False),
    Column("client_id", String(128), nullable=False),
    Column("kind", String(8), nullable=False),
    Column("text", Text, nullable=False),
    Column("at", Moment, nullable=False),
    UniqueConstraint("conversation_id", "author_id", "client_id"),
)
