from datetime import date
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, ConfigDict, Field, field_validator

from actions.storage.content.files import ContentWrong, File, parse, read
from actions.verification.details import READERS
from actions.verification.journey import Basis, ConsentItem, Journey, Kind, PlannedStep, Retention

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,31}$")]
Positive = Annotated[int, Field(ge=1)]
SHAPE: dict[Kind, str] = {Kind.CONSENT: "items", Kind.DETAILS: "fields", Kind.DOCUMENT: "accepts"}


class Closed(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class Minutes(Closed):
    min: Positive
    max: Positive


class RetentionDays(Closed):
    selfie: Positive
    relationship: Positive
    declined: Positive
    idle: Positive


class ConsentEntry(Closed):
    item: Name
    basis: Basis = Basis.CONSENT
    required: bool = True


class StepEntry(Closed):
    id: Name
    kind: Kind
    minutes: Annotated[int, Field(ge=0)]
    attempts: Positive = 1
    consent: Name | None = None
    alternative: Literal["branch"] | None = None
    items: tuple[Name, ...] = ()
    fields: tuple[Name, ...] = ()
    accepts: tuple[Name, ...] = ()


class JourneyFile(Closed):
    v: Literal[1]
    id: Name
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    reviewed_by: Annotated[str, Field(min_length=1)]
    reviewed_on: date
    minutes: Minutes
    age: Annotated[int, Field(ge=18)]
    calendar: Literal["gregorian", "jalali"]
    time_zone: str
    retention_days: RetentionDays
    consents: tuple[ConsentEntry, ...]
    steps: Annotated[tuple[StepEntry, ...], Field(min_length=2)]

    @field_validator("time_zone")
    @classmethod
    def _known(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError):
            raise ValueError("unknown time zone") from None
        return name


def load_journey(path: Path) -> Journey:
    file = read(path)
    entry = parse(file, JourneyFile)
    if problems := _problems(file, entry):
        raise ContentWrong(problems)
    return _journey(entry)


def _problems(file: File, entry: JourneyFile) -> list[str]:
    """What no single entry can see: how the parts fit each other."""
    found = [] if entry.id == file.path.stem else [file.problem(("id",), "must be the file's name")]
    items = {consent.item for consent in entry.consents}
    ids = [step.id for step in entry.steps]
    for place, step in enumerate(entry.steps):
        at: tuple[int | str, ...] = ("steps", place)
        if ids.index(step.id) != place:
            found.append(file.problem((*at, "id"), "stands twice"))
        if (step.kind is Kind.REVIEW) != (place == len(ids) - 1):
            found.append(file.problem((*at, "kind"), "the review is the last step, and no other is"))
        if step.consent and step.consent not in items:
            found.append(file.problem((*at, "consent"), "is no item of `consents`"))
        found += [
            file.problem((*at, "items"), f"`{item}` is no item of `consents`") for item in set(step.items) - items
        ]
        unread = sorted(set(step.fields) - set(READERS))
        found += [file.problem((*at, "fields"), f"`{field}` is a field that nothing can read") for field in unread]
        for kind, part in SHAPE.items():
            if bool(getattr(step, part)) != (step.kind is kind):
                found.append(file.problem((*at, part), f"belongs to kind `{kind}`, and must not be empty there"))
    return found


def _journey(entry: JourneyFile) -> Journey:
    days = entry.retention_days
    return Journey(
        id=entry.id,
        country=entry.country,
        reviewed_by=entry.reviewed_by,
        reviewed_on=entry.reviewed_on,
        minutes=(entry.minutes.min, entry.minutes.max),
        age=entry.age,
        calendar=entry.calendar,
        time_zone=entry.time_zone,
        retention=Retention(days.selfie, days.relationship, days.declined, days.idle),
        consents=tuple(ConsentItem(each.item, each.basis, each.required) for each in entry.consents),
        steps=tuple(PlannedStep(**dict(step)) for step in entry.steps),
    )
