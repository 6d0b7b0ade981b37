"""Cases, their history, consents, sealed evidence, answers and outbox."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_cases()
    _create_history()
    _create_consents()
    _create_vault()
    _create_delivery()


def downgrade() -> None:
    for table in ("case_outbox", "answers", "evidence", "case_keys", "consents", "case_history", "cases"):
        op.drop_table(table)


def _number() -> sa.Column[int]:
    return sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), primary_key=True)


def _text(name: str, length: int, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(length), nullable=nullable)


def _moment(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _create_cases() -> None:
    op.create_table(
        "cases",
        sa.Column("case_id", sa.String(64), primary_key=True),
        _text("customer_id", 128),
        _text("journey", 32),
        _text("language", 8),
        _text("status", 32),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        _text("reason", 64, nullable=True),
        sa.Column("steps", sa.JSON(), nullable=False),
        sa.Column("consents", sa.JSON(), nullable=False),
        _moment("created_at"),
        _moment("updated_at"),
    )
    op.create_index("cases_of_customer", "cases", ["customer_id", "created_at"])
    op.create_index("cases_by_status", "cases", ["status", "updated_at"])
    op.create_index(
        "one_open_case",
        "cases",
        ["customer_id"],
        unique=True,
        sqlite_where=sa.text("open = 1"),
        postgresql_where=sa.text("open"),
    )


def _create_history() -> None:
    op.create_table(
        "case_history",
        _number(),
        _text("case_id", 64),
        sa.Column("version", sa.Integer(), nullable=False),
        _text("name", 32),
        _moment("at"),
        _text("actor_kind", 16),
        _text("actor_id", 128),
        _text("actor_name", 200, nullable=True),
        _text("role", 64, nullable=True),
        _text("step", 64, nullable=True),
        _text("kind", 32, nullable=True),
        _text("reason", 64, nullable=True),
        sa.Column("attempts_left", sa.Integer()),
        sa.Column("why", sa.Text()),
        _text("subject", 128, nullable=True),
        _text("turn_id", 160, nullable=True),
    )
    op.create_index("ix_case_history_case_id", "case_history", ["case_id"])


def _create_consents() -> None:
    op.create_table(
        "consents",
        _number(),
        _text("customer_id", 128),
        _text("case_id", 64),
        _text("item", 64),
        sa.Column("given", sa.Boolean(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        _text("basis", 16),
        _text("release", 64),
        _text("text_hash", 64),
        _text("language", 8),
        _moment("at"),
    )
    op.create_index("ix_consents_customer_id", "consents", ["customer_id"])


def _create_vault() -> None:
    op.create_table(
        "case_keys",
        sa.Column("case_id", sa.String(64), primary_key=True),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
    )
    op.create_table(
        "evidence",
        sa.Column("evidence_id", sa.String(64), primary_key=True),
        _text("case_id", 64),
        _text("step", 64),
        _text("kind", 64),
        _text("media_type", 64),
        sa.Column("size", sa.Integer(), nullable=False),
        _moment("at"),
        sa.Column("checked", sa.JSON(), nullable=False),
        _moment("kept_until", nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
    )
    op.create_index("ix_evidence_case_id", "evidence", ["case_id"])
    op.create_index("ix_evidence_kept_until", "evidence", ["kept_until"])


def _create_delivery() -> None:
    op.create_table(
        "answers",
        sa.Column("key", sa.String(400), primary_key=True),
        sa.Column("answer", sa.JSON(), nullable=False),
        _moment("at"),
    )
    op.create_index("ix_answers_at", "answers", ["at"])
    op.create_table(
        "case_outbox",
        _number(),
        _text("case_id", 64),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        _moment("due_at"),
        _moment("delivered_at", nullable=True),
    )
    op.create_index("outbox_waiting", "case_outbox", ["delivered_at", "due_at"])
    op.create_index("outbox_of_case", "case_outbox", ["case_id", "number"])
