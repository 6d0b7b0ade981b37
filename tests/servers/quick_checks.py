"""Checks that look at the file alone and know the tests' own photos: for tests of everything but looking.

Reading a document or comparing faces takes a second; tests/integration/actions/test_reading.py and the tests of whole
programs use the real ones.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from actions.providers.builtin.opening import Refused, open_photo
from actions.services.providers import PhotoOutcome, Providers
from actions.verification.findings import Finding, Outcome
from actions.verification.liveness import Challenge
from tests.servers import photos


class QuickDocuments:
    async def check(
        self, photo: bytes, accepts: tuple[str, ...], typed: Mapping[str, str], today: date
    ) -> PhotoOutcome:
        blurred = photo in (photos.blurred("ko"), photos.blurred("fa"), photos.blurred("en"))
        return _opened(photo, "DOC_BLUR" if blurred else None, Finding("document_read", Outcome.UNCLEAR, "a test"))


class QuickFaces:
    async def check(
        self, frames: Sequence[bytes], challenge: Challenge | None, document: bytes | None, seen: Sequence[bytes]
    ) -> PhotoOutcome:
        return _opened(frames[0], None, Finding("face_match", Outcome.UNCLEAR, "a test"))


def quick_providers(ours: Providers) -> Providers:
    return replace(ours, documents=QuickDocuments(), faces=QuickFaces())


def _opened(photo: bytes, reason: str | None, finding: Finding) -> PhotoOutcome:
    try:
        opened = open_photo(photo)
    except Refused as refused:
        return PhotoOutcome(refused.code)
    return PhotoOutcome(reason, opened.media_type, ("file",), () if reason else (finding,))
