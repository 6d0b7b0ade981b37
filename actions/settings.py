"""What the operator decides, read once from the environment; the text under each field is its documentation."""

import base64
import binascii
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from actions.providers.vendors.settings import VendorSettings, vendor_problems
from actions.verification.checks import CHECKS

SAFE = ("https://", "http://127.0.0.1:", "http://localhost:")  # or beside this program, on the same machine
SHORTEST_SECRET = 32  # characters; what HS256 asks of its key
DEMO_VALUES = ("change-me", "changeme", "secret", "password", "gildong-demo", "development")
KEY_BYTES = 32


Words = Annotated[tuple[str, ...], NoDecode]


class SettingsRefused(Exception):  # noqa: N818 — read aloud it is the message
    """The program must not start; one message for each setting that is missing or wrong."""

    def __init__(self, messages: list[str]) -> None:
        super().__init__("; ".join(messages))
        self.messages = messages


class Settings(BaseSettings):
    model_config = SettingsConfigDict(
        env_prefix="ACTIONS_",
        env_nested_delimiter="__",
        frozen=True,
        extra="ignore",
        use_attribute_docstrings=True,
        hide_input_in_errors=True,
    )

    environment: Literal["development", "production"] = Field("production", validation_alias="GILDONG_ENV")
    """`development` accepts weak secrets, and stand-ins for whoever is not connected."""
    home: Path = Field(Path(".gildong"), validation_alias="GILDONG_HOME")
    """The data folder."""
    host: str = "127.0.0.1"
    """The address to listen on: loopback or a private network, never the internet."""
    port: int = Field(5055, ge=0, le=65535)
    """The port of the action server."""
    data: Path = Path("data")
    """The folder with `bank.yml`, `codes.yml`, `journeys/`, `privacy/` and `texts/`."""
    database_url: str = ""
    """SQLAlchemy address; empty means SQLite at `GILDONG_HOME/actions.db`. PostgreSQL: `postgresql+asyncpg://…`."""
    case_events_url: str = "http://127.0.0.1:8000/internal/case-events"
    """Where handoff/ hears of case events."""
    statement_secret: str = ""
    """Verifies the statements of handoff/ (`HANDOFF_STATEMENT_SECRET` there)."""
    case_events_secret: str = ""
    """Signs case events (`HANDOFF_CASE_EVENTS_SECRET` there)."""
    bot_secret: str = ""
    """Bearer secret of the bot (`BOT_ACTIONS_SECRET` there)."""
    bank_webhook_url: str = ""
    """Where the bank's own programs hear of cases; empty means nowhere."""
    bank_webhook_secrets: Words = ()
    """Sign what is sent there; a second one after a comma, while the receiver changes from one to the other."""
    bank_webhook_step_failures: bool = False
    """Whether the bank also hears of every try that was not accepted."""
    evidence_key: str = ""
    """Master key for evidence: 32 bytes in base64, or `id:base64,id:base64`, the current one first, for rotation."""
    services_secret: str = ""
    """Signs what goes to the services of the bank that the next four name."""
    texts_url: str = ""
    """Takes text messages to customers' phones; empty means that none can be sent."""
    transfers_url: str = ""
    """Core banking: looks whose an account is and sends a small transfer; empty means not connected."""
    calls_url: str = ""
    """Makes appointments for video calls; empty means not connected."""
    authorities: dict[str, str] = Field({})
    """JSON: the check, and the address of the service that asks its authority; a check without one is unavailable."""
    stand_ins: Literal["auto", "on", "off"] = "auto"
    """Stand-ins for whoever is not connected: `auto` means in development only; `on` elsewhere stops the start."""
    photo_bytes: int = Field(10_000_000, ge=100_000)
    """The largest photo that is taken."""
    photo_bytes_at_once: int = Field(100_000_000, ge=100_000)
    """How much of photos is in memory at once, read or looked at; beyond that customers are told to try again."""
    photos_in_line: int = Field(8, ge=1)
    """How many photos may wait to be looked at, or be looked at; a face takes some two seconds."""
    document_pixels: int = Field(600, ge=100)
    """The shortest side of a document photo."""
    selfie_pixels: int = Field(400, ge=100)
    """The shortest side of a selfie."""
    purge_minutes: int = Field(60, ge=1)
    """How often what need no longer be kept is deleted."""
    review_target_hours: int = Field(24, ge=1)
    """How long a case may wait for a person's decision before the console shows it as overdue."""
    reveal_seconds: int = Field(60, ge=5, le=600)
    """How long one look at a value or photo lasts."""
    reveals_per_hour: int = Field(60, ge=1)
    """How many looks one person may take within an hour; a look beyond that is refused and written down."""
    vendors: VendorSettings = VendorSettings()
    """The eKYC vendors; see [vendors.md](vendors.md)."""
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    """The least important record that is logged."""

    @field_validator("bank_webhook_secrets", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(word.strip() for word in value.split(",") if word.strip()) if isinstance(value, str) else value

    @cached_property
    def database(self) -> str:
        return self.database_url or f"sqlite+aiosqlite:///{self.home.resolve() / 'actions.db'}"

    @property
    def simulating(self) -> bool:
        return self.environment == "development" and self.stand_ins != "off"

    @cached_property
    def services(self) -> dict[str, str]:
        """Where customers' data goes, by the variable that says so."""
        named = {
            "ACTIONS_TEXTS_URL": self.texts_url,
            "ACTIONS_TRANSFERS_URL": self.transfers_url,
            "ACTIONS_CALLS_URL": self.calls_url,
            **{f"ACTIONS_AUTHORITIES, {check}": url for check, url in self.authorities.items()},
        }
        return {name: url for name, url in named.items() if url}

    @cached_property
    def master_keys(self) -> dict[str, bytes]:
        """The current key first."""
        return dict(_master_key(entry) for entry in self.evidence_key.split(","))


def _master_key(entry: str) -> tuple[str, bytes]:
    key_id, _, encoded = entry.strip().rpartition(":")
    return key_id or "1", base64.b64decode(encoded, validate=True)


def load_settings(**given: Any) -> Settings:
    try:
        settings = Settings(**given)
    except ValidationError as error:
        raise SettingsRefused([f"{_variable(each['loc'])}: {each['msg']}" for each in error.errors()]) from None
    wrong = _weak_secrets(settings) + _key_problems(settings) + _webhook_problems(settings)
    if problems := wrong + _vendor_problems(settings) + _service_problems(settings):
        raise SettingsRefused(problems)
    return settings


def _variable(place: tuple[int | str, ...]) -> str:
    name = "__".join(str(part) for part in place if isinstance(part, str))
    return name if name.isupper() else f"ACTIONS_{name.upper()}"


def _weak_secrets(settings: Settings) -> list[str]:
    problems = []
    for name in ("statement_secret", "case_events_secret", "bot_secret"):
        value = getattr(settings, name)
        if not value:
            problems.append(f"ACTIONS_{name.upper()} is missing")
        elif settings.environment != "development" and _is_weak(value):
            problems.append(f"ACTIONS_{name.upper()} is weak: use at least {SHORTEST_SECRET} random characters")
    return problems


def _webhook_problems(settings: Settings) -> list[str]:
    secrets, careful = settings.bank_webhook_secrets, settings.environment != "development"
    if not settings.bank_webhook_url:
        return []
    if not 1 <= len(secrets) <= 2:
        return ["ACTIONS_BANK_WEBHOOK_SECRETS must hold one secret, or two while the receiver changes"]
    problems = []
    if careful and any(_is_weak(secret) for secret in secrets):
        problems.append(f"ACTIONS_BANK_WEBHOOK_SECRETS is weak: use at least {SHORTEST_SECRET} random characters")
    if careful and not settings.bank_webhook_url.startswith("https://"):
        problems.append("ACTIONS_BANK_WEBHOOK_URL must be an https address: it hears who applied")
    return problems


def _vendor_problems(settings: Settings) -> list[str]:
    return [] if settings.environment == "development" else vendor_problems(settings.vendors)


def _service_problems(settings: Settings) -> list[str]:
    problems = []
    if settings.stand_ins == "on" and settings.environment != "development":
        problems.append("ACTIONS_STAND_INS: stand-ins exist in development only")
    unknown = sorted(set(settings.authorities) - set(CHECKS))
    problems += [f"ACTIONS_AUTHORITIES: `{check}` is a check that nobody makes" for check in unknown]
    if not settings.services:
        return problems
    if not settings.services_secret:
        problems.append("ACTIONS_SERVICES_SECRET is missing")
    if settings.environment == "development":
        return problems
    if settings.services_secret and _is_weak(settings.services_secret):
        problems.append(f"ACTIONS_SERVICES_SECRET is weak: use at least {SHORTEST_SECRET} random characters")
    return problems + [
        f"{name} must be an https address: customers' data goes there"
        for name, url in settings.services.items()
        if not url.startswith(SAFE)
    ]


def _is_weak(value: str) -> bool:
    return len(value) < SHORTEST_SECRET or len(set(value)) < 8 or any(demo in value.lower() for demo in DEMO_VALUES)


def _key_problems(settings: Settings) -> list[str]:
    if not settings.evidence_key:
        return ["ACTIONS_EVIDENCE_KEY is missing"]
    try:
        keys = settings.master_keys.values()
    except (binascii.Error, ValueError):
        return ["ACTIONS_EVIDENCE_KEY is not base64, or `id:base64` separated by commas"]
    if any(len(key) != KEY_BYTES for key in keys):
        return [f"ACTIONS_EVIDENCE_KEY must hold keys of {KEY_BYTES} bytes"]
    if settings.environment != "development" and any(len(set(key)) < 8 for key in keys):
        return ["ACTIONS_EVIDENCE_KEY is weak: use random bytes"]
    return []
