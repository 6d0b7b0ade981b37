"""Customers at a branch."""

import sqlalchemy as sa
from alembic import op

from handoff.storage.tables.base import Moment

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "pairings",
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("customer_id", sa.String(length=36), nullable=False),
        sa.Column("case_id", sa.String(length=64), nullable=False),
        sa.Column("expires_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("code_hash", name=op.f("pk_pairings")),
    )
    op.create_index(op.f("ix_pairings_customer_id"), "pairings", ["customer_id"], unique=False)
    op.create_index(op.f("ix_pairings_expires_at"), "pairings", ["expires_at"], unique=False)
    op.create_table(
        "visits",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("case_id", sa.String(length=64), nullable=False),
        sa.Column("customer_id", sa.String(length=36), nullable=False),
        sa.Column("staff_id", sa.String(length=36), nullable=False),
        sa.Column("staff_name", sa.String(length=100), nullable=False),
        sa.Column("how", sa.String(length=16), nullable=False),
        sa.Column("opened_at", Moment(), nullable=False),
        sa.Column("expires_at", Moment(), nullable=False),
        sa.Column("ended_at", Moment(), nullable=True),
        sa.Column("tablet_hash", sa.String(length=64), nullable=True),
        sa.Column("tablet_until", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visits")),
        sa.UniqueConstraint("tablet_hash", name=op.f("uq_visits_tablet_hash")),
    )
    op.create_index(op.f("ix_visits_staff_id"), "visits", ["staff_id"], unique=False)
    op.create_index(op.f("ix_visits_expires_at"), "visits", ["expires_at"], unique=False)
