"""Customers at a branch."""

from sqlalchemy import Column, String, Table

from handoff.storage.tables.base import Moment, metadata

pairings = Table(
    "pairings",
    metadata,
    Column("code_hash", String(64), primary_key=True),
    Column("customer_id", String(36), nullable=False, index=True),
    Column("case_id", String(64), nullable=False),
    Column("expires_at", Moment, nullable=False, index=True),
)

visits = Table(
    "visits",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("case_id", String(64), nullable=False),
    Column("customer_id", String(36), nullable=False),
    Column("staff_id", String(36), nullable=False, index=True),
    Column("staff_name", String(100), nullable=False),
    Column("how", String(16), nullable=False),
    Column("opened_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False, index=True),
    Column("ended_at", Moment),
    Column("tablet_hash", String(64), unique=True),
    Column("tablet_until", Moment),
)
