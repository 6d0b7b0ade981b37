"""Customers who are erased."""

import sqlalchemy as sa
from alembic import op

from handoff.storage.tables.base import Document, Moment

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "erasures",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("asked_at", Moment(), nullable=False),
        sa.Column("due_at", Moment(), nullable=False),
        sa.Column("by", sa.String(length=100), nullable=False),
        sa.Column("reason", sa.String(length=64), nullable=False),
        sa.Column("customer_ids", Document, nullable=False),
        sa.Column("conversation_ids", Document, nullable=False),
        sa.Column("case_ids", Document, nullable=False),
        sa.Column("references", Document, nullable=False),
        sa.Column("done", Document, nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("report", Document, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasures")),
    )
    op.create_index("ix_erasures_state", "erasures", ["state", "due_at"], unique=False)
