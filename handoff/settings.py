"""What the operator decides, read once from the environment; the text under each field is its documentation."""

from collections.abc import Mapping
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from handoff.domain.watch import Limits

SHORTEST_SECRET = 32  # characters; what HS256 asks of its key
DEMO_VALUES = ("change-me", "changeme", "secret", "password", "gildong-demo", "development")

Words = Annotated[tuple[str, ...], NoDecode]


class SettingsRefusedError(Exception):
    """The program must not start; one clear message for each setting that is missing or wrong."""

    def __init__(self, messages: list[str]) -> None:
        super().__init__("; ".join(messages))
        self.messages = messages


class Settings(BaseSettings):
    model_config = SettingsConfigDict(
        env_prefix="HANDOFF_", frozen=True, extra="ignore", use_attribute_docstrings=True, hide_input_in_errors=True
    )

    environment: Literal["development", "production"] = Field("production", validation_alias="GILDONG_ENV")
    """`development` opens the demo page, the development token and the demo staff; nothing else switches them on."""
    home: Path = Field(Path(".gildong"), validation_alias="GILDONG_HOME")
    """The data folder."""
    port: int = Field(8000, validation_alias="PORT", ge=1, le=65535)
    """The port of the front door."""
    host: str = "127.0.0.1"
    """The address to listen on; a proxy with TLS stands before it."""
    public_url: str = ""
    """Where browsers find the front door (`https://chat.bank.example`); empty means `http://localhost:PORT`."""
    trusted_proxies: str = "127.0.0.1"
    """Addresses whose `X-Forwarded-For` and `-Proto` are believed, separated by commas."""
    data: Path = Path("data")
    """The folder with `bank.yml`, `roles.yml` and the texts."""

    database_url: str = ""
    """SQLAlchemy address; empty means SQLite at `GILDONG_HOME/handoff.db`. PostgreSQL: `postgresql+asyncpg://…`."""
    redis_url: str = ""
    """Redis that carries live events between several processes; empty means one process."""
    bot_url: str = "http://127.0.0.1:5005"
    """Where the bot listens."""
    actions_url: str = "http://127.0.0.1:5055"
    """Where actions/ listens."""

    bot_secret: str = ""
    """Bearer secret of the bot's gateway (`BOT_GATEWAY_SECRET` there)."""
    statement_secret: str = ""
    """Signs the statements of who asks that go to actions/ (`ACTIONS_STATEMENT_SECRET` there)."""
    case_events_secret: str = ""
    """Verifies the case events of actions/ (`ACTIONS_CASE_EVENTS_SECRET` there)."""

    customer_jwt_secret: str = ""
    """HS256 secret that the bank signs customers' tokens with; this or the next one."""
    customer_jwks: str = ""
    """JWKS of the bank, a file or an https address; keys of type RSA (RS256), EC (ES256) or OKP (EdDSA)."""
    customer_jwt_issuer: str = "bank"
    """`iss` of customers' tokens."""
    customer_jwt_audience: str = "gildong"
    """`aud` of customers' tokens."""
    service_tokens: Words = ()
    """Bearer tokens of the bank's own programs, separated by commas."""
    demo_password: str = Field("", validation_alias="GILDONG_DEMO_PASSWORD")
    """Password of the demo staff, in development only; empty means that one is made and printed."""
    session_hours: int = Field(12, ge=1, le=168)
    """How long a staff member stays signed in."""
    login_failures: int = Field(5, ge=1)
    """Wrong passwords for one name from one address within 15 minutes before more are refused."""
    allowed_origins: Words = ()
    """Origins of the bank's pages that may frame the widget or hold a Rasa web widget, separated by commas."""

    bank_webhook_url: str = ""
    """Where the bank hears `agent_replied` when the customer is away; empty means nowhere."""
    bank_webhook_secret: str = ""
    """Signs what is sent there."""

    no_reply_seconds: float = Field(8.0, gt=0)
    """How long the bot may show nothing before the customer is told and a person is offered."""
    step_idle_seconds: float = Field(90.0, gt=0)
    """How long nothing may come from a customer at a step before the bot offers help, once for each step."""
    step_stuck_minutes: float = Field(10.0, gt=0)
    """How long a customer may be busy with one step before the bot offers a person, once for each step."""
    message_characters: int = Field(2000, ge=100)
    """The longest message."""
    messages_per_minute: int = Field(40, ge=1)
    """How much one customer may write."""
    bank_requests_per_minute: int = Field(600, ge=1)
    """How much may come from one address of the bank's programs to `/api/cases` and its like."""
    branch_code_minutes: float = Field(5.0, gt=0)
    """How long the code that a customer's app shows at a branch is good for, once."""
    branch_visit_minutes: float = Field(30.0, gt=0)
    """How long a visit to a branch may stay open on a tablet."""
    branch_tablet_minutes: float = Field(10.0, gt=0)
    """How long a customer may hold a branch's tablet before it closes by itself; never longer than the visit."""
    photo_bytes: int = Field(10_000_000, ge=100_000)
    """The largest photo that the evidence endpoint takes."""

    @field_validator("service_tokens", "allowed_origins", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(word.strip() for word in value.split(",") if word.strip()) if isinstance(value, str) else value

    @property
    def development(self) -> bool:
        return self.environment == "development"

    @property
    def patience(self) -> timedelta:
        return timedelta(seconds=self.no_reply_seconds)

    @property
    def limits(self) -> Limits:
        return Limits(timedelta(seconds=self.step_idle_seconds), timedelta(minutes=self.step_stuck_minutes))

    @cached_property
    def database(self) -> str:
        return self.database_url or f"sqlite+aiosqlite:///{self.home.resolve() / 'handoff.db'}"

    @cached_property
    def own_origins(self) -> tuple[str, ...]:
        """Origins that the front door itself is reached at: staff requests come from nowhere else."""
        if self.public_url:
            return (self.public_url.rstrip("/"),)
        return (f"http://localhost:{self.port}", f"http://127.0.0.1:{self.port}")

    @cached_property
    def widget_parents(self) -> tuple[str, ...]:
        """Origins that may frame the widget; in development also the demo page's."""
        demo = (f"http://127.0.0.1:{self.port}",) if self.development else ()
        return tuple(dict.fromkeys((*self.allowed_origins, *demo)))


def read_settings(**given: Any) -> Settings:
    """For commands that talk to nobody and need no secrets."""
    try:
        return Settings(**given)
    except ValidationError as error:
        raise SettingsRefusedError([f"{_variable(e['loc'])}: {e['msg']}" for e in error.errors()]) from None


def load_settings(**given: Any) -> Settings:
    """For serving: refused when a secret is missing, or weak outside development."""
    settings = read_settings(**given)
    if messages := [*_missing(settings), *(_weak(settings) if not settings.development else ())]:
        raise SettingsRefusedError(messages)
    return settings


def variable_of(name: str) -> str:
    """The environment variable of a field."""
    alias = Settings.model_fields[name].validation_alias
    return alias if isinstance(alias, str) else f"HANDOFF_{name}".upper()


def _variable(location: tuple[int | str, ...]) -> str:
    name = str(location[0])
    return variable_of(name) if name in Settings.model_fields else name


def _secrets(settings: Settings) -> Mapping[str, str]:
    names = ["bot_secret", "statement_secret", "case_events_secret"]
    names += ["bank_webhook_secret"] if settings.bank_webhook_url else []
    names += [] if settings.customer_jwks else ["customer_jwt_secret"]
    return {variable_of(name): getattr(settings, name) for name in names}


def _missing(settings: Settings) -> list[str]:
    hint = " (`python -m handoff develop` makes it)" if settings.development else ""
    messages = [f"{name} is missing{hint}" for name, value in _secrets(settings).items() if not value]
    if settings.customer_jwks and settings.customer_jwt_secret:
        messages.append("HANDOFF_CUSTOMER_JWT_SECRET and HANDOFF_CUSTOMER_JWKS exclude each other: give one")
    return messages


def _weak(settings: Settings) -> list[str]:
    secrets = [(name, value) for name, value in _secrets(settings).items() if value]
    secrets += [("HANDOFF_SERVICE_TOKENS", token) for token in settings.service_tokens]
    messages = [f"{name} is weak: {reason}" for name, value in secrets if (reason := _weakness(value))]
    if len({value for _, value in secrets}) < len(secrets):
        messages.append("Two secrets are the same: each must be its own")
    if not settings.public_url.startswith(("https://", "http://localhost", "http://127.0.0.1")):
        messages.append("HANDOFF_PUBLIC_URL must be the https address of the front door")
    if settings.customer_jwks.startswith("http://"):
        messages.append("HANDOFF_CUSTOMER_JWKS must be a file or an https address: it names our customers")
    return messages


def _weakness(value: str) -> str | None:
    if len(value) < SHORTEST_SECRET:
        return f"at least {SHORTEST_SECRET} characters are needed"
    if any(demo in value.lower() for demo in DEMO_VALUES):
        return "it holds a well-known demo value"
    return "it repeats a few characters" if len(set(value)) < 8 else None
