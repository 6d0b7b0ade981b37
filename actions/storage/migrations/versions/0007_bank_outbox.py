"""What the bank's own programs are to hear of."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "bank_outbox",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), primary_key=True),
        sa.Column("event_id", sa.String(64), nullable=False, unique=True),
        sa.Column("case_id", sa.String(64), nullable=False),
        sa.Column("name", sa.String(32), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("delivered_at", sa.DateTime(timezone=True)),
        sa.Column("failure", sa.String(64)),
        sa.Column("given_up_at", sa.DateTime(timezone=True)),
    )
    op.create_index("bank_outbox_waiting", "bank_outbox", ["delivered_at", "given_up_at", "due_at"])
    op.create_index("bank_outbox_of_case", "bank_outbox", ["case_id", "number"])


def downgrade() -> None:
    op.drop_table("bank_outbox")
