"""What the operator sets for each vendor; the text under each field is its documentation."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, SecretStr

from actions.providers.vendors.webhooks import Algorithm

SHORTEST = 20  # characters; vendors make these themselves, and the shortest known has 27
DEMO_VALUES = ("change-me", "changeme", "secret", "password", "specimen", "development")
TEST_KEYS = ("sk_test_", "rk_test_")

Secret = Annotated[SecretStr, Field(min_length=1)]
Secrets = Annotated[tuple[Secret, ...], Field(min_length=1, max_length=2)]


class Closed(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True, use_attribute_docstrings=True)


class Heard(Closed):
    webhook_secrets: Secrets
    """What it signs webhooks with, as a JSON list; while it changes two, the new one first."""


class StripeSettings(Heard):
    key: Secret
    """A restricted key that may write Identity sessions. A test key verifies nobody and is for development."""
    base_url: str = ""
    """Another address of its API, for tests; only in development."""

    @property
    def is_test(self) -> bool:
        return self.key.get_secret_value().startswith(TEST_KEYS)


class VeriffSettings(Heard):
    key: Secret
    """The API key, which its webhooks must name."""


class SumsubSettings(Heard):
    algorithm: Algorithm = Algorithm.SHA256
    """`sha256`, `sha512` or `sha1`, as chosen for its webhooks; another one is refused."""


class VendorSettings(Closed):
    return_to: str = ""
    """The page with the chat, to which vendors send customers back. In development empty means the demo page."""
    stripe: StripeSettings | None = None
    persona: Heard | None = None
    onfido: Heard | None = None
    veriff: VeriffSettings | None = None
    sumsub: SumsubSettings | None = None

    def each(self) -> Iterator[tuple[str, Heard]]:
        for name in sorted(type(self).model_fields):
            given = getattr(self, name)
            if isinstance(given, Heard):
                yield name, given


def vendor_problems(vendors: VendorSettings) -> list[str]:
    """What does not do outside development; values are not shown."""
    found = []
    for name, given in vendors.each():
        found += [f"{_variable(name, part)} {why}" for part, why in _wrong(given)]
    starts = vendors.stripe is not None
    if starts and not vendors.return_to:
        found.append(f"{_variable('return_to')} is missing")
    if vendors.return_to.startswith("http:"):
        found.append(f"{_variable('return_to')} must not be http:")
    return found


def _wrong(given: Heard) -> Iterator[tuple[str, str]]:
    if any(_is_weak(secret) for secret in given.webhook_secrets):
        yield "webhook_secrets", f"is weak: use what the vendor has made, of at least {SHORTEST} characters"
    key = getattr(given, "key", None)
    if isinstance(key, SecretStr) and _is_weak(key):
        yield "key", f"is weak: use what the vendor has made, of at least {SHORTEST} characters"
    if isinstance(given, StripeSettings) and given.is_test:
        yield "key", "is a test key: nobody is verified with it"
    if isinstance(given, StripeSettings) and given.base_url:
        yield "base_url", "is for development"


def _variable(*place: str) -> str:
    return "__".join(("ACTIONS_VENDORS", *(part.upper() for part in place)))


def _is_weak(secret: SecretStr) -> bool:
    value = secret.get_secret_value()
    return len(value) < SHORTEST or len(set(value)) < 8 or any(demo in value.lower() for demo in DEMO_VALUES)
