"""The configured steps of one country."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    CONSENT = "consent"
    DETAILS = "details"
    DOCUMENT = "document"
    SELFIE = "selfie"
    REVIEW = "review"


PHOTOS = frozenset({Kind.DOCUMENT, Kind.SELFIE})


class Basis(StrEnum):
    CONSENT = "consent"
    STATUTE = "statute"  # the law asks for it: the customer is told, not asked


@dataclass(frozen=True, slots=True)
class ConsentItem:
    item: str
    basis: Basis = Basis.CONSENT
    required: bool = True


@dataclass(frozen=True, slots=True)
class PlannedStep:
    id: str
    kind: Kind
    minutes: int
    attempts: int
    consent: str | None = None  # the item that must be given before this step accepts anything
    alternative: str | None = None
    items: tuple[str, ...] = ()  # kind consent
    fields: tuple[str, ...] = ()  # kind details
    accepts: tuple[str, ...] = ()  # kind document


@dataclass(frozen=True, slots=True)
class Retention:
    """Days that things are kept; `selfie` counts from the decision, `relationship` from the end of the relationship."""

    selfie: int
    relationship: int
    declined: int
    idle: int  # a case that nobody has touched for so long expires


@dataclass(frozen=True, slots=True)
class Journey:
    id: str
    country: str
    reviewed_by: str
    reviewed_on: date
    minutes: tuple[int, int]
    age: int
    calendar: str
    time_zone: str
    retention: Retention
    consents: tuple[ConsentItem, ...]
    steps: tuple[PlannedStep, ...]

    def step(self, step_id: str) -> PlannedStep | None:
        return next((step for step in self.steps if step.id == step_id), None)

    def consent(self, item: str) -> ConsentItem | None:
        return next((consent for consent in self.consents if consent.item == item), None)
