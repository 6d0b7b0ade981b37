"""The tables of `data/vendors/`: what vendors' statuses and labels mean in ours."""

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from actions.storage.content.files import ContentWrong, File, parse, read
from actions.storage.content.journey_entries import Closed, Name
from actions.verification import json_paths
from actions.verification.reasons import REASONS
from actions.verification.status import Status
from actions.verification.vendor_table import Envelope, Labels, Retry, StatusRow, VendorTable

Place = Annotated[str, Field(pattern=r"^([\w-]+|\*)(\.([\w-]+|\*))*$")]
Places = Annotated[tuple[Place, ...], Field(min_length=1)]
Word = str | int | None
Label = Annotated[str, Field(min_length=1, max_length=64)]


class EnvelopeEntry(Closed):
    id: Places
    name: Places
    ref: Places
    at: Places
    thing: Place | None = None


class RowEntry(Closed):
    when: Annotated[dict[Place, Word | tuple[Word, ...]], Field(min_length=1)]
    status: Status


class LabelsEntry(Closed):
    at: Place
    only: dict[Place, str] = Field(default_factory=dict)
    name: Place | None = None


class VendorFile(Closed):
    v: Literal[1]
    id: Name
    title: Annotated[str, Field(min_length=1, max_length=64)]
    reviewed_by: Annotated[str, Field(min_length=1)]
    reviewed_on: date
    retry: Retry
    event: EnvelopeEntry
    names: Annotated[tuple[Label, ...], Field(min_length=1)]
    statuses: Annotated[tuple[RowEntry, ...], Field(min_length=1)]
    labels: tuple[LabelsEntry, ...]
    reasons: dict[Label, str]


def load_vendors(folder: Path) -> dict[str, VendorTable]:
    return {path.stem: load_vendor(path) for path in sorted(folder.glob("*.yml"))}


def load_vendor(path: Path) -> VendorTable:
    file = read(path)
    entry = parse(file, VendorFile)
    if problems := _problems(file, entry):
        raise ContentWrong(problems)
    return _table(entry)


def _problems(file: File, entry: VendorFile) -> list[str]:
    found = [] if entry.id == file.path.stem else [file.problem(("id",), "must be the file's name")]
    found += [
        file.problem(("reasons", label), f"`{code}` is no reason that we know")
        for label, code in entry.reasons.items()
        if code not in REASONS
    ]
    earlier = [row.when for row in entry.statuses]
    found += [
        file.problem(("statuses", place), "is never reached: an earlier one says the same")
        for place, row in enumerate(entry.statuses)
        if earlier.index(row.when) != place
    ]
    return found


def _table(entry: VendorFile) -> VendorTable:
    return VendorTable(
        id=entry.id,
        title=entry.title,
        reviewed_by=entry.reviewed_by,
        reviewed_on=entry.reviewed_on,
        retry=entry.retry,
        envelope=_envelope(entry.event),
        names=frozenset(entry.names),
        rows=tuple(_row(row) for row in entry.statuses),
        labels=tuple(_labels(each) for each in entry.labels),
        reasons=entry.reasons,
    )


def _envelope(entry: EnvelopeEntry) -> Envelope:
    places = {part: tuple(map(json_paths.path, getattr(entry, part))) for part in ("id", "name", "ref", "at")}
    return Envelope(thing=json_paths.path(entry.thing or ""), **places)


def _row(entry: RowEntry) -> StatusRow:
    when = ((place, said if isinstance(said, tuple) else (said,)) for place, said in entry.when.items())
    return StatusRow(tuple((json_paths.path(place), tuple(map(_word, said))) for place, said in when), entry.status)


def _word(word: Word) -> str | None:
    return None if word is None else str(word)


def _labels(entry: LabelsEntry) -> Labels:
    only = tuple((json_paths.path(place), word) for place, word in entry.only.items())
    return Labels(json_paths.path(entry.at), only, json_paths.path(entry.name or ""))
