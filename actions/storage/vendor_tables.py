from sqlalchemy import JSON, Boolean, Column, Index, Integer, String, Table, UniqueConstraint

from actions.storage.tables import Moment, Number, metadata

vendor_sessions = Table(
    "vendor_sessions",
    metadata,
    Column("vendor", String(32), primary_key=True),
    Column("provider_ref", String(200), primary_key=True),
    Column("case_id", String(64), nullable=False, index=True),
    Column("step", String(64), nullable=False),
    Column("flow", String(100), nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("opened_at", Moment, nullable=False),
    Column("heard", JSON, nullable=False),
    Column("words", Integer, nullable=False),
    Column("heard_at", Moment),
    Column("ask_at", Moment, index=True),
    Column("closed_at", Moment),
    Column("redact_at", Moment, index=True),
    Column("redact_asked_at", Moment),
    Column("redact_tries", Integer, nullable=False),
    Column("redacted_at", Moment),
)

vendor_inbox = Table(
    "vendor_inbox",
    metadata,
    Column("number", Number, primary_key=True, autoincrement=True),
    Column("vendor", String(32), nullable=False),
    Column("event_id", String(200), nullable=False),
    Column("name", String(64), nullable=False),
    Column("provider_ref", String(200), nullable=False),
    Column("at", Moment, nullable=False),
    Column("status", String(32)),
    Column("decided", Boolean, nullable=False),
    Column("reasons", JSON, nullable=False),
    Column("unknown", JSON, nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("processed_at", Moment),
    Column("set_aside_at", Moment),
    UniqueConstraint("vendor", "event_id", name="vendor_event_once"),
    Index("vendor_inbox_waiting", "processed_at", "set_aside_at", "due_at"),
)
