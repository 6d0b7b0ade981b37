"""The port through which a vendor verifies a customer, each adapter held to one contract test.

What comes back from a vendor is a status, canonical reasons, a time and findings: never an image, a template or a
number."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from actions.verification.findings import Finding
from actions.verification.status import Status
from actions.verification.vendor_events import VendorEvent


class VendorFailed(Exception):  # noqa: N818 — read aloud it is the message
    """The vendor has not done what was asked; `code` is ours, the vendor's own words stay with the vendor."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class VendorUnavailable(VendorFailed):
    """It does not answer, or says: later. The customer hears so, and the same call may be made again."""


class VendorRefused(VendorFailed):
    """It would say the same again: not_found, unauthorized, wrong_state, invalid."""


class WebhookRefused(Exception):  # noqa: N818 — a refusal is an answer
    """Whoever sent this is told nothing; `code` is for our log."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Artifact:
    """What opens the vendor's page for this customer, once. It goes to their device in the answer that asked for it and
    nowhere else: it is not stored, logged or sent in any message, and whoever comes later gets a fresh one."""

    value: str = field(repr=False)
    expires_at: datetime

    def __reduce__(self) -> str:
        raise TypeError("an artifact is not kept")


@dataclass(frozen=True, slots=True)
class Opened:
    provider_ref: str
    client_artifact: Artifact

    @property
    def expires_at(self) -> datetime:
        return self.client_artifact.expires_at


@dataclass(frozen=True, slots=True)
class VendorStatus:
    status: Status
    reasons: tuple[str, ...]
    step: str | None
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Capabilities:
    """`locales`: languages that can be asked for; empty where the vendor's page follows the customer's browser.
    `flows`: what `create_case` can be asked for, and the documents that each takes. Documents in our words."""

    flows: Mapping[str, frozenset[str]]
    locales: frozenset[str]
    documents: frozenset[str]
    methods: frozenset[str]
    max_attempts: int | None
    has_redact: bool


class Vendor(Protocol):
    """Every call but the last two goes to the vendor and raises VendorFailed; each may be repeated."""

    async def create_case(
        self, subject_ref: str, flow: str, locale: str, return_to: str, idempotency_key: str
    ) -> Opened:
        """`subject_ref` is opaque: the vendor must not learn from it who the customer is."""

    async def resume(self, provider_ref: str) -> Artifact:
        """A fresh artifact for the same verification, so that nothing is asked twice."""

    async def get_status(self, provider_ref: str) -> VendorStatus:
        """For when webhooks stay away; the webhook is what counts."""

    async def compare(self, provider_ref: str, typed: Mapping[str, str]) -> tuple[Finding, ...]:
        """Whether whom it has verified is who the customer says (`vendor_match.match`). What the vendor tells for it
        goes no further than the adapter."""

    async def cancel(self, provider_ref: str) -> None: ...

    async def redact(self, provider_ref: str) -> None:
        """Asks for deletion. It is done when the status says `redacted`, which may take the vendor days."""

    def verify_webhook(self, headers: Mapping[str, str], raw_body: bytes, now: datetime) -> tuple[VendorEvent, ...]:
        """Pure. Raises WebhookRefused for whatever the vendor has not signed."""

    def capabilities(self) -> Capabilities: ...


Listen = Callable[[Mapping[str, str], bytes, datetime], tuple[VendorEvent, ...]]  # as `Vendor.verify_webhook`


@dataclass(frozen=True, slots=True)
class Connected:
    """A vendor at which this installation can start verifications. `is_test`: it verifies nobody and says so of
    specimens, which exists in development only and is labelled wherever it shows."""

    vendor: Vendor
    is_test: bool = False


@dataclass(frozen=True, slots=True)
class Vendors:
    """All by the vendor's name in `data/vendors/`."""

    titles: Mapping[str, str] = field(default_factory=dict)  # as customers know the company
    connected: Mapping[str, Connected] = field(default_factory=dict)
    heard: Mapping[str, Listen] = field(default_factory=dict)  # whose webhooks are taken
    return_to: str = ""  # where customers come back to: the page with the chat
