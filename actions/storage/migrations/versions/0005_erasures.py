"""That cases were erased."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "erased_cases",
        sa.Column("case_id", sa.String(64), primary_key=True),
        sa.Column("erasure_id", sa.String(64), index=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted", sa.JSON(), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("erased_cases")
