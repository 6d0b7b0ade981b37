"""Looks at the photo of a document, reads its machine readable zone, and compares that with what was typed."""

import asyncio
from collections.abc import Mapping
from datetime import date

from actions.providers.builtin.opening import Opened, Refused, open_photo
from actions.providers.builtin.quality import DocumentLimits, Seen, quality
from actions.providers.builtin.text_lines import find_text
from actions.providers.builtin.zone import Zone, read_zone
from actions.services.providers import PhotoOutcome
from actions.verification.document_match import match
from actions.verification.findings import Finding, Outcome
from actions.verification.mrz import Mrz

SOURCE = "builtin"
NO_READER = "builtin: reads machine readable zones only"
CHECKED = ("file", "size", "sharpness", "light", "edges")
WITH_ZONE = frozenset({"passport"})  # what always has one; of cards some have
AT_ONCE = 2  # each takes a core and some hundred megabytes


class BuiltinDocumentChecks:
    def __init__(self, limits: DocumentLimits | None = None, at_once: int = AT_ONCE) -> None:
        self._limits = limits or DocumentLimits()
        self._turns = asyncio.Semaphore(at_once)

    async def check(
        self, photo: bytes, accepts: tuple[str, ...], typed: Mapping[str, str], today: date
    ) -> PhotoOutcome:
        async with self._turns:
            return await asyncio.to_thread(look_at, photo, accepts, typed, today, self._limits)


def look_at(
    photo: bytes, accepts: tuple[str, ...], typed: Mapping[str, str], today: date, limits: DocumentLimits
) -> PhotoOutcome:
    try:
        opened = open_photo(photo)
    except Refused as refused:
        return PhotoOutcome(refused.code)
    seen = _seen(opened, zone_expected=set(accepts) <= WITH_ZONE)
    reason = quality(seen, limits)
    findings = [_photo(reason)]
    if reason is None:
        read, reason = _read(seen, accepts, typed, today)
        findings += read
    return PhotoOutcome(reason, opened.media_type, CHECKED, tuple(findings))


def _seen(opened: Opened, zone_expected: bool) -> Seen:
    text = find_text(opened.pixels)
    return Seen(opened, text, read_zone(opened.pixels, text), zone_expected)


def _photo(reason: str | None) -> Finding:
    return Finding("document_photo", Outcome.FAILED if reason else Outcome.PASSED, SOURCE, reason)


def _read(
    seen: Seen, accepts: tuple[str, ...], typed: Mapping[str, str], today: date
) -> tuple[list[Finding], str | None]:
    """What cannot be read is no reason to send a good photo back: a person looks."""
    zone = seen.zone
    if zone is not None and zone.mrz is not None:
        if not _accepted(zone.mrz, accepts):
            return [Finding("mrz", Outcome.FAILED, SOURCE, "DOC_TYPE_UNSUPPORTED")], "DOC_TYPE_UNSUPPORTED"
        matched = match(zone.mrz, typed, today, SOURCE)
        return [Finding("mrz", Outcome.PASSED, SOURCE), *matched.findings], matched.reason
    if zone is None and not seen.zone_expected:
        return [Finding("document_read", Outcome.UNCLEAR, NO_READER)], None
    return [Finding("mrz", Outcome.UNCLEAR, SOURCE, _unread(zone))], None


def _accepted(mrz: Mrz, accepts: tuple[str, ...]) -> bool:
    """A zone of three lines, or of two short ones, is a card's."""
    return "passport" in accepts if mrz.layout == "TD3" else not set(accepts) <= WITH_ZONE


def _unread(zone: Zone | None) -> str:
    return "DOC_UNREADABLE" if zone is None else "MRZ_CHECK_FAILED"
