from datetime import date
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, ConfigDict, Field, field_validator

from actions.storage.content.files import ContentWrong, File, parse, read
from actions.verification.checks import CHECKS
from actions.verification.details import READERS
from actions.verification.journey import (
    Basis,
    ConsentItem,
    Decide,
    Journey,
    KeptByLaw,
    Kind,
    Method,
    OtherWay,
    PlannedStep,
    Retention,
    Rule,
)

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,31}$")]
Positive = Annotated[int, Field(ge=1)]
# What belongs to steps of these kinds and to no others; what they must have.
SHAPE: dict[str, frozenset[Kind]] = {
    "items": frozenset({Kind.CONSENT}),
    "fields": frozenset({Kind.DETAILS, Kind.TRANSFER}),
    "accepts": frozenset({Kind.DOCUMENT}),
    "vendor": frozenset({Kind.VENDOR}),
}


StepKind = Literal[
    Kind.CONSENT,
    Kind.DETAILS,
    Kind.CODE,
    Kind.DOCUMENT,
    Kind.SELFIE,
    Kind.TRANSFER,
    Kind.SIGNATURE,
    Kind.VENDOR,
    Kind.REVIEW,
]


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
    invited: Positive = 30
    review: Positive = 90


class KeptEntry(Closed):
    item: Literal["details", "document", "selfie", "signature", "consents", "vendor"]
    law: Annotated[str, Field(min_length=1)]
    days: Positive | None = None  # as the relationship's, unless this law says otherwise


class ConsentEntry(Closed):
    item: Name
    basis: Basis = Basis.CONSENT
    required: bool = True


class StepEntry(Closed):
    id: Name
    kind: StepKind
    minutes: Annotated[int, Field(ge=0)]
    attempts: Positive = 1
    consent: Name | None = None
    alternative: Name | None = None
    items: tuple[Name, ...] = ()
    fields: tuple[Name, ...] = ()
    accepts: tuple[Name, ...] = ()
    needs: tuple[Name, ...] = ()
    informs: tuple[Name, ...] = ()
    moves: Annotated[int, Field(ge=0, le=6)] = 0
    vendor: Name | None = None
    flow: Annotated[str, Field(min_length=1, max_length=100)] | None = None


class OtherWayEntry(Closed):
    id: Name
    kind: Literal[Kind.VISIT, Kind.VIDEO]
    minutes: Positive


class MethodEntry(Closed):
    id: Name
    steps: tuple[Name, ...] = ()
    checks: tuple[Name, ...] = ()


class RuleEntry(Closed):
    at_least: Positive
    of: Annotated[tuple[Name, ...], Field(min_length=1)]


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
    kept_by_law: tuple[KeptEntry, ...] = ()
    failures: Positive = 12
    decide: Decide = Decide.PERSON
    eyes: Annotated[int, Field(ge=1, le=2)] = 1
    alternatives: tuple[OtherWayEntry, ...] = ()
    methods: tuple[MethodEntry, ...] = ()
    rule: RuleEntry | None = None
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
        found += _misfits(file, step, at)
        if step.alternative and step.alternative not in {way.id for way in entry.alternatives}:
            found.append(file.problem((*at, "alternative"), "is none of `alternatives`"))
    return [*found, *_method_problems(file, entry), *_kept_problems(file, entry)]


def _kept_problems(file: File, entry: JourneyFile) -> list[str]:
    items = [each.item for each in entry.kept_by_law]
    found = [
        file.problem(("kept_by_law", place, "item"), "stands twice")
        for place, item in enumerate(items)
        if items.index(item) != place
    ]
    if items == ["consents"]:
        found.append(file.problem(("kept_by_law",), "a ledger is kept with what was consented to, or not at all"))
    return found


def _misfits(file: File, step: StepEntry, at: tuple[int | str, ...]) -> list[str]:
    found = [
        file.problem((*at, part), f"belongs to {' and '.join(sorted(kinds))}, and must not be empty there")
        for part, kinds in SHAPE.items()
        if bool(getattr(step, part)) != (step.kind in kinds)
    ]
    if step.moves and step.kind is not Kind.SELFIE:
        found.append(file.problem((*at, "moves"), "belongs to selfie"))
    for part in ("needs", "informs"):
        unknown = sorted(set(getattr(step, part)) - set(CHECKS))
        found += [file.problem((*at, part), f"`{check}` is a check that nobody makes") for check in unknown]
    return found


def _method_problems(file: File, entry: JourneyFile) -> list[str]:
    steps = {step.id for step in entry.steps}
    methods = [method.id for method in entry.methods]
    found = [
        file.problem(("methods", place, "steps"), f"`{step}` is no step")
        for place, method in enumerate(entry.methods)
        for step in sorted(set(method.steps) - steps)
    ]
    if entry.rule is None:
        return found
    unknown = sorted(set(entry.rule.of) - set(methods))
    found += [file.problem(("rule", "of"), f"`{method}` is none of `methods`") for method in unknown]
    if entry.rule.at_least > len(set(entry.rule.of)):
        found.append(file.problem(("rule", "at_least"), "is more than there are"))
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
        retention=Retention(**dict(days)),
        kept_by_law=tuple(KeptByLaw(one.item, one.law, one.days or days.relationship) for one in entry.kept_by_law),
        failures=entry.failures,
        decide=entry.decide,
        eyes=entry.eyes,
        alternatives=tuple(OtherWay(**dict(way)) for way in entry.alternatives),
        methods=tuple(Method(**dict(method)) for method in entry.methods),
        rule=Rule(**dict(entry.rule)) if entry.rule else None,
        consents=tuple(ConsentItem(each.item, each.basis, each.required) for each in entry.consents),
        steps=tuple(PlannedStep(**dict(step)) for step in entry.steps),
    )
