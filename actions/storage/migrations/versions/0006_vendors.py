"""Verifications at vendors, and the inbox of their webhooks."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "vendor_sessions",
        sa.Column("vendor", sa.String(32), primary_key=True),
        sa.Column("provider_ref", sa.String(200), primary_key=True),
        sa.Column("case_id", sa.String(64), nullable=False, index=True),
        sa.Column("step", sa.String(64), nullable=False),
        sa.Column("flow", sa.String(100), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("heard", sa.JSON(), nullable=False),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.Column("heard_at", MOMENT),
        sa.Column("ask_at", MOMENT, index=True),
        sa.Column("closed_at", MOMENT),
        sa.Column("redact_at", MOMENT, index=True),
        sa.Column("redact_asked_at", MOMENT),
        sa.Column("redact_tries", sa.Integer(), nullable=False),
        sa.Column("redacted_at", MOMENT),
    )
    op.create_table(
        "vendor_inbox",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), primary_key=True, autoincrement=True),
        sa.Column("vendor", sa.String(32), nullable=False),
        sa.Column("event_id", sa.String(200), nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("provider_ref", sa.String(200), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("status", sa.String(32)),
        sa.Column("decided", sa.Boolean(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("unknown", sa.JSON(), nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("processed_at", MOMENT),
        sa.Column("set_aside_at", MOMENT),
        sa.UniqueConstraint("vendor", "event_id", name="vendor_event_once"),
    )
    op.create_index("vendor_inbox_waiting", "vendor_inbox", ["processed_at", "set_aside_at", "due_at"])


def downgrade() -> None:
    op.drop_table("vendor_inbox")
    op.drop_table("vendor_sessions")
