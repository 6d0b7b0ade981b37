"""Steps that wait for their customer."""

import sqlalchemy as sa
from alembic import op

from handoff.storage.tables.base import Moment

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "watches",
        sa.Column("conversation_id", sa.String(length=36), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("step", sa.String(length=64), nullable=True),
        sa.Column("entered_at", Moment(), nullable=False),
        sa.Column("active_at", Moment(), nullable=False),
        sa.Column("idle_at", Moment(), nullable=True),
        sa.Column("stuck_at", Moment(), nullable=True),
        sa.Column("declined", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name=op.f("fk_watches_conversation_id_conversations")
        ),
        sa.PrimaryKeyConstraint("conversation_id", name=op.f("pk_watches")),
    )
    op.create_index(op.f("ix_watches_active_at"), "watches", ["active_at"], unique=False)
