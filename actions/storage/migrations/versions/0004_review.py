"""Since when a person has a case, and whether the customer asked for that."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("cases") as cases:
        cases.add_column(sa.Column("review_since", sa.DateTime(timezone=True), nullable=True))
        cases.add_column(sa.Column("review_asked", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute("UPDATE cases SET review_since = updated_at WHERE status = 'in_review'")
    op.create_index("history_of_actor", "case_history", ["actor_id", "name", "at"])


def downgrade() -> None:
    op.drop_index("history_of_actor", "case_history")
    with op.batch_alter_table("cases") as cases:
        cases.drop_column("review_asked")
        cases.drop_column("review_since")
