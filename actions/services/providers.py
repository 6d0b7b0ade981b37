"""Who looks at what customers hand in, each with a stand-in in `actions.testing`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from actions.services.channels import CoreBanking, Texts, VideoCalls
from actions.verification.findings import Finding
from actions.verification.liveness import Challenge


@dataclass(frozen=True, slots=True)
class PhotoOutcome:
    """`reason`: why the photo must be taken again; the findings stand beside it, also when nothing must."""

    reason: str | None
    media_type: str = ""
    checked: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    fingerprints: tuple[bytes, ...] = ()  # of liveness frames: what would show that they are used again


class DocumentChecks(Protocol):
    async def check(
        self, photo: bytes, accepts: tuple[str, ...], typed: Mapping[str, str], today: date
    ) -> PhotoOutcome:
        """Reads what can be read and compares it with what was typed (values as the case keeps them)."""


class SignatureChecks(Protocol):
    async def check(self, drawing: bytes) -> PhotoOutcome:
        """Whether something is drawn there; whose hand it was, nobody can say."""


class FaceChecks(Protocol):
    async def check(
        self,
        frames: Sequence[bytes],
        challenge: Challenge | None,
        document: bytes | None,
        seen: Sequence[bytes],
    ) -> PhotoOutcome:
        """One frontal frame, then one a move; without a challenge one frame, and no liveness. `seen`: fingerprints of
        earlier frames of this case. Without a document photo no comparison."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What one check needs to know of a customer, and no more. `repr` is silenced: the values belong in no log."""

    case_id: str
    country: str
    values: Mapping[str, str]
    photos: Mapping[str, bytes]

    def __repr__(self) -> str:
        return f"Subject({self.case_id}, {sorted(self.values)}, {sorted(self.photos)})"


class Authorities(Protocol):
    async def ask(self, check: str, subject: Subject) -> Finding:
        """Never raises: whoever is not connected or does not answer is `unavailable`."""


@dataclass(frozen=True, slots=True)
class Providers:
    """Who looks at what customers hand in, and by which ways they are reached."""

    documents: DocumentChecks
    faces: FaceChecks
    signatures: SignatureChecks
    authorities: Authorities
    texts: Texts
    core: CoreBanking
    calls: VideoCalls
