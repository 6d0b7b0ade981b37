"""What may stand in a file of `journeys/`, part by part."""

from datetime import date
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, ConfigDict, Field, field_validator

from actions.verification.journey import Basis, Decide, Kind

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,31}$")]
Text = Annotated[str, Field(min_length=1)]
Positive = Annotated[int, Field(ge=1)]

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
    invited: Positive
    review: Positive


class KeptEntry(Closed):
    item: Literal["details", "document", "selfie", "signature", "consents", "vendor"]
    law: Annotated[str, Field(min_length=1)]
    days: Positive | None = None  # as the relationship's, unless this law says otherwise


class ConsentEntry(Closed):
    item: Name
    basis: Basis = Basis.CONSENT
    law: dict[str, Text] = Field(default_factory=dict)
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
    holds: Annotated[int, Field(ge=60, le=1800)] = 180
    pause: Annotated[int, Field(ge=10, le=600)] = 60
    sends: Annotated[int, Field(ge=1, le=20)] = 5
    statement: dict[str, Text] = Field(default_factory=dict)


class OtherWayEntry(Closed):
    id: Name
    kind: Literal[Kind.VISIT, Kind.VIDEO]
    minutes: Positive


class MethodEntry(Closed):
    id: Name
    steps: tuple[Name, ...] = ()
    checks: tuple[Name, ...] = ()


class NumberEntry(Closed):
    number: Annotated[str, Field(pattern=r"^[0-9+]{3,16}$")]
    who: dict[str, Text]


class BankEntry(Closed):
    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,32}$")]
    name: dict[str, Text]


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
    banks: tuple[BankEntry, ...] = ()
    report_numbers: tuple[NumberEntry, ...] = ()
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
