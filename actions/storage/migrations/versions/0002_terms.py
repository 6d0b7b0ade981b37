"""What a whole case is held to, and liveness challenges."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

BASE = '{"failures": 12, "decide": "person", "eyes": 1, "methods": [], "rule": null}'


def upgrade() -> None:
    with op.batch_alter_table("cases") as cases:
        cases.add_column(sa.Column("terms", sa.JSON(), nullable=False, server_default=BASE))
        cases.add_column(sa.Column("proposal", sa.JSON(), nullable=True))
        cases.add_column(sa.Column("automated", sa.Boolean(), nullable=False, server_default=sa.false()))
        cases.add_column(sa.Column("risk", sa.String(64), nullable=True))
        cases.add_column(sa.Column("reference", sa.String(128), nullable=True))
    op.create_table(
        "challenges",
        sa.Column("challenge_id", sa.String(64), primary_key=True),
        sa.Column("case_id", sa.String(64), nullable=False, index=True),
        sa.Column("step", sa.String(64), nullable=False),
        sa.Column("moves", sa.JSON(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used", sa.Boolean(), nullable=False),
        sa.Column("seen", sa.LargeBinary(), nullable=True),
    )


def downgrade() -> None:
    op.drop_table("challenges")
    with op.batch_alter_table("cases") as cases:
        for column in ("reference", "risk", "automated", "proposal", "terms"):
            cases.drop_column(column)
