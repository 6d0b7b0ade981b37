"""Subjects of the bank's tokens, staff, sessions, the audit trail and what the bank is to hear of."""

from sqlalchemy import Boolean, Column, Index, Integer, String, Table, Text

from handoff.storage.tables.base import Document, Moment, metadata

subjects = Table(
    "subjects",
    metadata,
    Column("kind", String(16), primary_key=True),
    Column("external_id", String(200), primary_key=True),
    Column("customer_id", String(36), nullable=False, index=True),
    Column("created_at", Moment, nullable=False),
    Column("linked_to", String(200)),
    Column("linked_at", Moment),
)

staff_accounts = Table(
    "staff_accounts",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("username", String(64), nullable=False, unique=True),
    Column("name", String(100), nullable=False),
    Column("role", String(32), nullable=False),
    Column("languages", Document, nullable=False),
    Column("password_hash", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("active", Boolean, nullable=False),
)

staff_sessions = Table(
    "staff_sessions",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("staff_id", String(36), nullable=False, index=True),
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
)

sign_in_failures = Table(
    "sign_in_failures",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("name_key", String(8), nullable=False),
    Column("address", String(64), nullable=False),
    Column("at", Moment, nullable=False),
    Index("ix_sign_in_failures_address_at", "address", "at"),
)

audit_entries = Table(
    "audit_entries",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("at", Moment, nullable=False, index=True),
    Column("actor", String(36), nullable=False, index=True),
    Column("action", String(32), nullable=False),
    Column("subject", String(200), nullable=False, index=True),
    Column("outcome", String(64), nullable=False),
    Column("reason", Text),
    Column("detail", Document, nullable=False),
)

bank_notices = Table(
    "bank_notices",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("conversation_id", String(36), nullable=False, index=True),
    Column("customer_id", String(36), nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("due_at", Moment, nullable=False, index=True),
    Column("attempts", Integer, nullable=False),
    Column("delivered_at", Moment),
)
