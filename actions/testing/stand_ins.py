"""Stand-ins for what looks, asks and seals: each does what the test says."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from actions.services.providers import PhotoOutcome, Subject
from actions.verification.findings import Finding, Outcome, unavailable
from actions.verification.liveness import Challenge


class OpenSealing:
    """Hides nothing; refuses what was sealed for another place, as the real one does."""

    def __init__(self, current: str = "1") -> None:
        self.current = current

    def new_key(self, case_id: str) -> bytes:
        return f"{self.current}:{case_id}".encode()

    def seal(self, case_id: str, wrapped: bytes, plain: bytes, context: str) -> bytes:
        return context.encode() + b"\0" + plain

    def open(self, case_id: str, wrapped: bytes, sealed: bytes, context: str) -> bytes:
        place, _, plain = sealed.partition(b"\0")
        if place != context.encode():
            raise ValueError("wrong place")
        return plain

    def digest(self, case_id: str, wrapped: bytes, plain: bytes, context: str) -> bytes:
        return b"digest of " + context.encode() + b"\0" + plain

    def rewrap(self, case_id: str, wrapped: bytes) -> bytes | None:
        return None if wrapped == self.new_key(case_id) else self.new_key(case_id)


class StubChecks:
    """Finds what the test says it finds, and keeps what it was shown."""

    def __init__(self) -> None:
        self.reason: str | None = None
        self.findings: tuple[Finding, ...] = ()
        self.fingerprints: tuple[bytes, ...] = ()
        self.shown: list[tuple[object, ...]] = []

    @property
    def outcome(self) -> PhotoOutcome:
        checked = ("file", "size", "sharpness", "light")
        return PhotoOutcome(self.reason, "image/jpeg", checked, self.findings, self.fingerprints)


class StubDocuments(StubChecks):
    async def check(
        self, photo: bytes, accepts: tuple[str, ...], typed: Mapping[str, str], today: date
    ) -> PhotoOutcome:
        self.shown.append((photo, accepts, dict(typed), today))
        return self.outcome


class StubFaces(StubChecks):
    """A face agrees with its document unless the test says otherwise."""

    async def check(
        self, frames: Sequence[bytes], challenge: Challenge | None, document: bytes | None, seen: Sequence[bytes]
    ) -> PhotoOutcome:
        self.shown.append((tuple(frames), challenge, document, tuple(seen)))
        if self.findings or document is None:
            return self.outcome
        return replace(self.outcome, findings=(Finding("face_match", Outcome.PASSED, "stub"),))


class StubAuthorities:
    """Answers what the test says, by check; whatever it does not name is not connected."""

    def __init__(self) -> None:
        self.findings: dict[str, Finding] = {}
        self.passing = False  # whether what it does not name passes
        self.asked: list[tuple[str, Subject]] = []

    async def ask(self, check: str, subject: Subject) -> Finding:
        self.asked.append((check, subject))
        otherwise = Finding(check, Outcome.PASSED, "stub") if self.passing else unavailable(check)
        return self.findings.get(check, otherwise)
