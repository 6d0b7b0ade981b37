"""What a vendor's words mean in ours, as data.

A table knows where statuses and labels stand and no place where a vendor writes sentences: so none can pass through it.
Whatever it does not know is safe: an unknown status is for a person to look at, an unknown label is OTHER."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

from actions.verification.json_paths import Path, first_word, values, words
from actions.verification.reasons import reason_for
from actions.verification.status import Status
from actions.verification.vendor_events import DECISIONS, VendorEvent

PRESENT, ABSENT = "*", None
NAME = re.compile(r"[A-Za-z0-9_.:/-]{1,64}")
MOST_LABELS = 32
LONGEST = 200  # characters of an id; none of theirs has half of it
# Elsewhere labels are of checks that failed and did not matter.
EXPLAINED = frozenset({Status.RESUBMISSION_REQUESTED, Status.DECLINED, Status.IN_REVIEW, Status.ABANDONED})


class Unreadable(Exception):  # noqa: N818 — read aloud it is the message
    """It was signed and is still no event of this vendor."""


class Retry(StrEnum):
    VENDOR = "vendor"  # the vendor says whether the customer may try again; labels do not decide it
    REASON = "reason"  # the vendor leaves it to us: our reason says it


@dataclass(frozen=True, slots=True)
class StatusRow:
    """Holds where every path says one of its words; `None` for what must not be there, `*` for what must."""

    when: tuple[tuple[Path, tuple[str | None, ...]], ...]
    status: Status

    def holds(self, thing: object) -> bool:
        return all(_says(words(thing, where), bool(values(thing, where)), wanted) for where, wanted in self.when)


def _says(found: list[str], is_there: bool, wanted: tuple[str | None, ...]) -> bool:
    if ABSENT in wanted:
        return not is_there
    return is_there if PRESENT in wanted else any(word in wanted for word in found)


@dataclass(frozen=True, slots=True)
class Labels:
    """Where labels stand; of a list of things, those whose members are as `only` says, by their `name`."""

    at: Path
    only: tuple[tuple[Path, str], ...] = ()
    name: Path = ()

    def of(self, thing: object) -> list[str]:
        items = [each for each in values(thing, self.at) if all(wanted in words(each, w) for w, wanted in self.only)]
        return [label for item in items for label in words(item, self.name)]


@dataclass(frozen=True, slots=True)
class Envelope:
    """Where a webhook keeps what; of several places the first that is there, but of `id` all that are."""

    id: tuple[Path, ...]
    name: tuple[Path, ...]
    ref: tuple[Path, ...]
    at: tuple[Path, ...]
    thing: Path


@dataclass(frozen=True, slots=True)
class Reading:
    status: Status
    decided: bool
    reasons: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class VendorTable:
    id: str
    title: str  # as customers know the company
    reviewed_by: str
    reviewed_on: date
    retry: Retry
    envelope: Envelope
    names: frozenset[str]
    rows: tuple[StatusRow, ...]
    labels: tuple[Labels, ...]
    reasons: Mapping[str, str]

    def read(self, thing: object) -> Reading:
        """How the case stands, from the vendor's own description of it."""
        row = next((row for row in self.rows if row.holds(thing)), None)
        if row is None:
            return Reading(Status.IN_REVIEW, decided=False, unknown=("status",))
        if row.status not in EXPLAINED:
            return Reading(row.status, row.status in DECISIONS)
        labels = list(dict.fromkeys(label for place in self.labels for label in place.of(thing)))[:MOST_LABELS]
        codes = tuple(dict.fromkeys(self.reasons.get(label, "OTHER") for label in labels))
        status = _by_reason(codes) if self._we_decide(row) else row.status
        unknown = tuple(f"reason {_name(label)}" for label in labels if label not in self.reasons)
        return Reading(status, status in DECISIONS, codes, unknown)

    def _we_decide(self, row: StatusRow) -> bool:
        return self.retry is Retry.REASON and row.status is Status.RESUBMISSION_REQUESTED

    def event(self, body: object, now: datetime) -> VendorEvent:
        """`now` stands in where a vendor does not say when."""
        place = self.envelope
        event_id = ":".join(word for where in place.id for word in words(body, where)[:1])
        ref, name = first_word(body, place.ref), first_word(body, place.name)
        if not event_id or not name or max(len(event_id), len(ref or "")) > LONGEST:
            raise Unreadable
        at = _moment(first_word(body, place.at), now)
        if name not in self.names:
            return VendorEvent(event_id, _name(name), ref or "", at, unknown=(f"event {_name(name)}",))
        if not ref:
            raise Unreadable
        reading = self.read(next(iter(values(body, place.thing)), None))
        return VendorEvent(event_id, name, ref, at, reading.status, reading.decided, reading.reasons, reading.unknown)


def _by_reason(codes: tuple[str, ...]) -> Status:
    reasons = [reason_for(code) for code in codes]
    if any(reason.sensitive for reason in reasons):
        return Status.IN_REVIEW  # the customer is told nothing of the control, and a person looks
    if not all(reason.retry for reason in reasons):
        return Status.DECLINED
    return Status.RESUBMISSION_REQUESTED


def _moment(word: str | None, now: datetime) -> datetime:
    if word is None:
        return now
    try:
        moment = datetime.fromtimestamp(int(word), UTC) if word.isascii() and word.isdigit() else _iso(word)
    except (ValueError, OverflowError, OSError):
        raise Unreadable from None
    return moment


def _iso(word: str) -> datetime:
    moment = datetime.fromisoformat(word)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _name(word: str) -> str:
    """Fit for a log: what is no plain name might be a sentence, or a person's."""
    return word if NAME.fullmatch(word) else "unprintable"
