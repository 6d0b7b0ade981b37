from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    text,
)


class Moment(TypeDecorator[datetime]):
    """UTC in, UTC out; SQLite would forget the zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.replace(tzinfo=UTC) if value and value.tzinfo is None else value


metadata = MetaData()
Number = BigInteger().with_variant(Integer, "sqlite")  # SQLite counts up only an INTEGER key

cases = Table(
    "cases",
    metadata,
    Column("case_id", String(64), primary_key=True),
    Column("customer_id", String(128), nullable=False),
    Column("journey", String(32), nullable=False),
    Column("language", String(8), nullable=False),
    Column("status", String(32), nullable=False),
    Column("open", Boolean, nullable=False),
    Column("version", Integer, nullable=False),
    Column("reason", String(64)),
    Column("steps", JSON, nullable=False),
    Column("consents", JSON, nullable=False),
    Column("terms", JSON, nullable=False),
    Column("proposal", JSON(none_as_null=True)),
    Column("automated", Boolean, nullable=False),
    Column("risk", String(64)),
    Column("reference", String(128)),
    Column("review_since", Moment),
    Column("review_asked", Boolean, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("updated_at", Moment, nullable=False),
    Index("cases_of_customer", "customer_id", "created_at"),
    Index("cases_by_status", "status", "updated_at"),
    Index("one_open_case", "customer_id", unique=True, sqlite_where=text("open = 1"), postgresql_where=text("open")),
)

history = Table(
    "case_history",
    metadata,
    Column("number", Number, primary_key=True, autoincrement=True),
    Column("case_id", String(64), nullable=False, index=True),
    Column("version", Integer, nullable=False),
    Column("name", String(32), nullable=False),
    Column("at", Moment, nullable=False),
    Column("actor_kind", String(16), nullable=False),
    Column("actor_id", String(128), nullable=False),
    Column("actor_name", String(200)),
    Column("role", String(64)),
    Column("step", String(64)),
    Column("kind", String(32)),
    Column("reason", String(64)),
    Column("attempts_left", Integer),
    Column("why", Text),
    Column("subject", String(128)),
    Column("turn_id", String(160)),
    Index("history_of_actor", "actor_id", "name", "at"),
)

consents = Table(
    "consents",
    metadata,
    Column("number", Number, primary_key=True, autoincrement=True),
    Column("customer_id", String(128), nullable=False, index=True),
    Column("case_id", String(64), nullable=False),
    Column("item", String(64), nullable=False),
    Column("given", Boolean, nullable=False),
    Column("withdrawn", Boolean, nullable=False),
    Column("basis", String(16), nullable=False),
    Column("release", String(64), nullable=False),
    Column("text_hash", String(64), nullable=False),
    Column("language", String(8), nullable=False),
    Column("at", Moment, nullable=False),
)

case_keys = Table(
    "case_keys",
    metadata,
    Column("case_id", String(64), primary_key=True),
    Column("wrapped", LargeBinary, nullable=False),
)

evidence = Table(
    "evidence",
    metadata,
    Column("evidence_id", String(64), primary_key=True),
    Column("case_id", String(64), nullable=False, index=True),
    Column("step", String(64), nullable=False),
    Column("kind", String(64), nullable=False),
    Column("media_type", String(64), nullable=False),
    Column("size", Integer, nullable=False),
    Column("at", Moment, nullable=False),
    Column("checked", JSON, nullable=False),
    Column("kept_until", Moment, index=True),
    Column("sealed", LargeBinary, nullable=False),
)

challenges = Table(
    "challenges",
    metadata,
    Column("challenge_id", String(64), primary_key=True),
    Column("case_id", String(64), nullable=False, index=True),
    Column("step", String(64), nullable=False),
    Column("moves", JSON, nullable=False),
    Column("until", Moment, nullable=False),
    Column("used", Boolean, nullable=False),
    Column("seen", LargeBinary),
)

codes = Table(
    "codes",
    metadata,
    Column("case_id", String(64), primary_key=True),
    Column("step", String(64), primary_key=True),
    Column("at", Moment, nullable=False),
    Column("until", Moment, nullable=False),
    Column("sends", Integer, nullable=False),
    Column("digest", LargeBinary),
)

answers = Table(
    "answers",
    metadata,
    Column("key", String(400), primary_key=True),
    Column("answer", JSON, nullable=False),
    Column("at", Moment, nullable=False, index=True),
)

outbox = Table(
    "case_outbox",
    metadata,
    Column("number", Number, primary_key=True, autoincrement=True),
    Column("case_id", String(64), nullable=False),
    Column("body", Text, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("delivered_at", Moment),
    Index("outbox_waiting", "delivered_at", "due_at"),
    Index("outbox_of_case", "case_id", "number"),
)

service_tokens = Table(
    "service_tokens",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("key_id", String(32), nullable=False, unique=True),
    Column("hash", String(64), nullable=False),
    Column("scopes", JSON, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("revoked_at", Moment),
    Column("used_on", Date),
)

erased_cases = Table(
    "erased_cases",
    metadata,
    Column("case_id", String(64), primary_key=True),
    Column("erasure_id", String(64), index=True),
    Column("at", Moment, nullable=False),
    Column("deleted", JSON, nullable=False),
)

bank_outbox = Table(
    "bank_outbox",
    metadata,
    Column("number", Number, primary_key=True, autoincrement=True),
    Column("event_id", String(64), nullable=False, unique=True),
    Column("case_id", String(64), nullable=False),
    Column("name", String(32), nullable=False),
    Column("body", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("delivered_at", Moment),
    Column("failure", String(64)),
    Column("given_up_at", Moment),
    Index("bank_outbox_waiting", "delivered_at", "given_up_at", "due_at"),
    Index("bank_outbox_of_case", "case_id", "number"),
)
