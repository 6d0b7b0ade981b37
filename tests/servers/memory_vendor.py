"""A vendor in memory, for whoever needs one that does as the port says; driven as a customer and a vendor would."""

import hashlib
import hmac
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from actions.providers.vendors.webhooks import Family, Scheme, verify
from actions.services.vendors import (
    Artifact,
    Capabilities,
    Opened,
    VendorRefused,
    VendorStatus,
    VendorUnavailable,
    WebhookRefused,
)
from actions.verification.findings import Finding
from actions.verification.status import Status
from actions.verification.vendor_events import DECISIONS, VendorEvent
from actions.verification.vendor_match import Verified, match

SCHEME = Scheme("memory-signature", Family.DATED_BODY)
SECRET = "whsec_memory"
HOLDER = Verified("Anna Maria", "Eriksson", date(1974, 8, 12))
WITH_CUSTOMER = frozenset({Status.CREATED, Status.RESUBMISSION_REQUESTED})


@dataclass(frozen=True)
class Kept:
    status: Status = Status.CREATED
    reasons: tuple[str, ...] = ()
    redacting: bool = False


@dataclass
class MemoryVendor:
    now: Callable[[], datetime]
    kept: dict[str, Kept] = field(default_factory=dict)
    given: list[str] = field(default_factory=list)
    outbox: list[bytes] = field(default_factory=list)
    is_down: bool = False
    holder: Verified = HOLDER
    compared: int = 0
    _keys: dict[str, str] = field(default_factory=dict)

    async def create_case(
        self, subject_ref: str, flow: str, locale: str, return_to: str, idempotency_key: str
    ) -> Opened:
        self._answer()
        ref = self._keys.setdefault(idempotency_key, f"memory-{len(self._keys) + 1}")
        if ref not in self.kept:
            self._move(ref, Kept())
        return Opened(ref, self._artifact())

    async def resume(self, provider_ref: str) -> Artifact:
        if self._find(provider_ref).status not in WITH_CUSTOMER:
            raise VendorRefused("wrong_state")
        return self._artifact()

    async def get_status(self, provider_ref: str) -> VendorStatus:
        kept = self._find(provider_ref)
        return VendorStatus(kept.status, kept.reasons, None, self.now())

    async def compare(self, provider_ref: str, typed: Mapping[str, str]) -> tuple[Finding, ...]:
        self._find(provider_ref)
        self.compared += 1
        return match(self.holder, typed, "memory")

    async def cancel(self, provider_ref: str) -> None:
        kept = self._find(provider_ref)
        if kept.status in WITH_CUSTOMER:
            self._move(provider_ref, Kept(Status.CANCELED))
        elif kept.status is not Status.CANCELED:
            raise VendorRefused("wrong_state")

    async def redact(self, provider_ref: str) -> None:
        kept = self._find(provider_ref)
        if kept.redacting:
            return
        if kept.status not in WITH_CUSTOMER | {Status.APPROVED}:
            raise VendorRefused("wrong_state")
        self.kept[provider_ref] = replace(kept, redacting=True)
        if kept.status in WITH_CUSTOMER:
            self._move(provider_ref, Kept(Status.CANCELED, redacting=True))

    def verify_webhook(self, headers: Mapping[str, str], raw_body: bytes, now: datetime) -> tuple[VendorEvent, ...]:
        verify(SCHEME, (SECRET,), headers, raw_body, now)
        try:
            said = json.loads(raw_body)
            status, at = Status(said["status"]), datetime.fromisoformat(said["at"])
        except (ValueError, KeyError):
            raise WebhookRefused("malformed") from None
        reasons = tuple(said["reasons"])
        return (VendorEvent(said["id"], "moved", said["ref"], at, status, status in DECISIONS, reasons),)

    def capabilities(self) -> Capabilities:
        return Capabilities(
            flows={"document_selfie": frozenset({"passport"})},
            locales=frozenset({"ko", "fa", "en"}),
            documents=frozenset({"passport"}),
            methods=frozenset({"document"}),
            max_attempts=3,
            has_redact=True,
        )

    # What customers and the vendor's own people do

    def submit(self, ref: str) -> None:
        self._move(ref, Kept(Status.PROCESSING))

    def verify(self, ref: str) -> None:
        self._move(ref, Kept(Status.APPROVED))

    def ask_again(self, ref: str) -> None:
        self._move(ref, Kept(Status.RESUBMISSION_REQUESTED, ("DOC_EXPIRED",)))

    def says(self, ref: str, status: Status, *reasons: str) -> None:
        self._move(ref, Kept(status, reasons))

    def finish_redaction(self, ref: str) -> None:
        self._move(ref, Kept(Status.REDACTED, redacting=True))

    def headers(self, body: bytes) -> dict[str, str]:
        moment = str(int(self.now().timestamp()))
        digest = hmac.new(SECRET.encode(), f"{moment}.".encode() + body, hashlib.sha256).hexdigest()
        return {"Memory-Signature": f"t={moment},v1={digest}"}

    def _artifact(self) -> Artifact:
        self.given.append(f"https://memory.example/start/{len(self.given)}")
        return Artifact(self.given[-1], self.now() + timedelta(hours=1))

    def _answer(self) -> None:
        if self.is_down:
            raise VendorUnavailable("unavailable")

    def _find(self, ref: str) -> Kept:
        self._answer()
        if ref not in self.kept:
            raise VendorRefused("not_found")
        return self.kept[ref]

    def _move(self, ref: str, kept: Kept) -> None:
        self.kept[ref] = kept
        event = {"id": f"m{len(self.outbox) + 1}-{ref}", "ref": ref, "status": kept.status, "reasons": kept.reasons}
        self.outbox.append(json.dumps(event | {"at": self.now().isoformat()}).encode())
