"""Stripe Identity: one verification session a case, on Stripe's own page.

Stripe learns our opaque case id and what to check, and nothing of the customer from us."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import structlog

from actions.providers.vendors.inbound import Inbound
from actions.providers.vendors.stripe_api import Json, StripeApi
from actions.services.vendors import Artifact, Capabilities, Opened, VendorRefused, VendorStatus, VendorUnavailable
from actions.verification.findings import Finding
from actions.verification.status import Status
from actions.verification.vendor_events import VendorEvent
from actions.verification.vendor_match import Verified, match
from actions.verification.vendor_table import VendorTable

log = structlog.get_logger(__name__)

SESSIONS = "/v1/identity/verification_sessions"
URL_LIVES = timedelta(hours=48)  # from when it was given; it opens once
SUBJECT = re.compile(r"[A-Za-z0-9_-]{1,64}")  # no name, address or number fits
SESSION = re.compile(r"vs_[A-Za-z0-9_]{1,100}")
VENDOR = "stripe"
OUTPUTS = ("verified_outputs", "verified_outputs.dob")  # the day of birth only for a restricted key
DOCUMENTS = ("driving_license", "id_card", "passport")
OURS = {"driving_license": "driver_licence", "id_card": "id_card", "passport": "passport"}


@dataclass(frozen=True, slots=True)
class Flow:
    """What one journey asks of Stripe."""

    documents: tuple[str, ...] = DOCUMENTS
    selfie: bool = True
    live_capture: bool = True

    @property
    def options(self) -> Json:
        return {
            "document": {
                "allowed_types": self.documents,
                "require_matching_selfie": self.selfie,
                "require_live_capture": self.live_capture,
            }
        }


FLOWS = {"document": Flow(selfie=False), "document_selfie": Flow(), "passport_selfie": Flow(documents=("passport",))}


class StripeIdentity:
    def __init__(
        self,
        api: StripeApi,
        table: VendorTable,
        inbound: Inbound,
        now: Callable[[], datetime],
        flows: Mapping[str, Flow] = FLOWS,
    ) -> None:
        self._api, self._table, self._inbound, self._now, self._flows = api, table, inbound, now, flows

    async def create_case(
        self, subject_ref: str, flow: str, locale: str, return_to: str, idempotency_key: str
    ) -> Opened:
        """`locale` goes nowhere: Stripe's page follows the browser, and its API has no place for it."""
        if not SUBJECT.fullmatch(subject_ref) or flow not in self._flows:
            raise VendorRefused("invalid")
        form = {
            "type": "document",
            "metadata": {"case": subject_ref},
            "options": self._flows[flow].options,
            "return_url": return_to,
        }
        session = _session(await self._api.post(SESSIONS, form, idempotency_key))
        return Opened(session["id"], self._artifact(session))

    async def resume(self, provider_ref: str) -> Artifact:
        return self._artifact(await self._get(provider_ref))

    async def get_status(self, provider_ref: str) -> VendorStatus:
        reading = self._table.read(await self._get(provider_ref))
        if reading.unknown:
            log.warning("vendor_word_unknown", vendor=VENDOR, words=reading.unknown)
        return VendorStatus(reading.status, reading.reasons, None, self._now())

    async def compare(self, provider_ref: str, typed: Mapping[str, str]) -> tuple[Finding, ...]:
        session = _session(await self._api.get(_path(provider_ref), *OUTPUTS))
        return match(_verified(session.get("verified_outputs")), typed, VENDOR)

    async def cancel(self, provider_ref: str) -> None:
        await self._end(provider_ref, "cancel", lambda session: self._table.read(session).status is Status.CANCELED)

    async def redact(self, provider_ref: str) -> None:
        """Stripe cancels what was open. What it still looks at (`processing`) cannot be deleted before it is done."""
        await self._end(provider_ref, "redact", lambda session: session.get("redaction") is not None)

    def verify_webhook(self, headers: Mapping[str, str], raw_body: bytes, now: datetime) -> tuple[VendorEvent, ...]:
        return self._inbound.events(headers, raw_body, now)

    def capabilities(self) -> Capabilities:
        return Capabilities(
            flows={name: frozenset(OURS[each] for each in flow.documents) for name, flow in self._flows.items()},
            locales=frozenset(),
            documents=frozenset(OURS.values()),
            methods=frozenset({"document", "selfie"}),
            max_attempts=None,
            has_redact=True,
        )

    async def _end(self, provider_ref: str, how: str, is_done: Callable[[Json], bool]) -> None:
        """Without an idempotency key: Stripe would repeat a refusal of earlier for a day, though the session moved."""
        try:
            await self._api.post(f"{_path(provider_ref)}/{how}", {})
        except VendorRefused as refused:
            if refused.code != "invalid":
                raise
            if not is_done(await self._get(provider_ref)):
                raise VendorRefused("wrong_state") from None

    async def _get(self, provider_ref: str) -> Json:
        return _session(await self._api.get(_path(provider_ref)))

    def _artifact(self, session: Json) -> Artifact:
        url = session.get("url")
        if not isinstance(url, str) or not url:
            raise VendorRefused("wrong_state")  # Stripe gives one only while the customer has something to do
        return Artifact(url, self._now() + URL_LIVES)


def _path(provider_ref: str) -> str:
    if not SESSION.fullmatch(provider_ref):
        raise VendorRefused("not_found")
    return f"{SESSIONS}/{provider_ref}"


def _verified(outputs: object) -> Verified:
    told = outputs if isinstance(outputs, dict) else {}
    given, surname = (told.get(name) or "" for name in ("first_name", "last_name"))
    return Verified(str(given), str(surname), _born(told.get("dob")))


def _born(told: object) -> date | None:
    try:
        return date(told["year"], told["month"], told["day"]) if isinstance(told, dict) else None
    except (KeyError, TypeError, ValueError):  # not asked for, not on the document, or redacted
        return None


def _session(answer: Json) -> Json:
    is_one = answer.get("object") == "identity.verification_session" and SESSION.fullmatch(str(answer.get("id")))
    if not is_one:
        raise VendorUnavailable("unreadable")
    return answer
