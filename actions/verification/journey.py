"""The configured steps of one country."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    CONSENT = "consent"
    DETAILS = "details"
    CODE = "code"  # sent to the phone that the details name
    DOCUMENT = "document"
    SELFIE = "selfie"
    TRANSFER = "transfer"  # a small amount to an account of the customer's own, with a code
    SIGNATURE = "signature"
    VENDOR = "vendor"  # done at an eKYC vendor
    VISIT = "visit"  # at a branch, before a member of the staff
    VIDEO = "video"  # a call with a member of the staff
    REVIEW = "review"


PHOTOS = frozenset({Kind.DOCUMENT, Kind.SELFIE})
PICTURES = PHOTOS | {Kind.SIGNATURE}
CODED = frozenset({Kind.CODE, Kind.TRANSFER})  # a code reaches the customer by another way and is typed into the card
WITH_STAFF = frozenset({Kind.VISIT, Kind.VIDEO})  # the customer hands in nothing: the bank says what came of it


class Basis(StrEnum):
    CONSENT = "consent"
    STATUTE = "statute"  # the law asks for it: the customer is told, not asked


class Decide(StrEnum):
    PERSON = "person"
    CHECKS = "checks"  # the bank's journey lets a case in which every check has passed be approved without a person


@dataclass(frozen=True, slots=True)
class ConsentItem:
    item: str
    basis: Basis = Basis.CONSENT
    required: bool = True
    law: Mapping[str, str] = field(default_factory=dict, hash=False)  # basis statute, by language


@dataclass(frozen=True, slots=True)
class PlannedStep:
    id: str
    kind: Kind
    minutes: int
    attempts: int
    consent: str | None = None  # the item that must be given before this step accepts anything
    alternative: str | None = None  # an id among the journey's alternatives
    items: tuple[str, ...] = ()  # kind consent
    fields: tuple[str, ...] = ()  # kinds details and transfer
    accepts: tuple[str, ...] = ()  # kind document
    needs: tuple[str, ...] = ()  # checks by authorities that must pass, or the step fails
    informs: tuple[str, ...] = ()  # checks whose result people see, whatever it is
    moves: int = 0  # kind selfie: turns of the head that the liveness challenge asks for; 0 asks for none
    vendor: str | None = None
    flow: str | None = None  # kind vendor: what the vendor calls the flow
    holds: int = 180  # kinds code and transfer, in seconds: so long a code can be typed
    pause: int = 60  # seconds before another may be sent
    sends: int = 5  # codes that may be sent for this step
    statement: Mapping[str, str] = field(default_factory=dict, hash=False)  # kind signature, by language


@dataclass(frozen=True, slots=True)
class OtherWay:
    """What a step can be replaced by: a visit to a branch or a video call."""

    id: str
    kind: Kind
    minutes: int


@dataclass(frozen=True, slots=True)
class OtherBank:
    """A bank at which a customer may have an account, by the id that core banking knows it by."""

    id: str
    name: Mapping[str, str] = field(hash=False)  # by language


@dataclass(frozen=True, slots=True)
class ReportNumber:
    """Whom a customer calls about fraud, in this country."""

    number: str
    who: Mapping[str, str] = field(hash=False)  # by language


@dataclass(frozen=True, slots=True)
class Method:
    """A way of verifying that the law counts: its steps are done and its checks have passed."""

    id: str
    steps: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """So many of these methods must be met before anybody may approve."""

    at_least: int
    of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Retention:
    """Days that things are kept; `selfie` counts from the decision, `relationship` from the end of the relationship."""

    selfie: int
    relationship: int
    declined: int
    idle: int  # a case that nobody has touched for so long is abandoned
    invited: int  # a case that was never begun expires
    review: int  # a case that nobody decides expires


AT_VENDOR = "vendor"


@dataclass(frozen=True, slots=True)
class KeptByLaw:
    """Of an approved customer, also when they ask for deletion."""

    item: str  # a kind of evidence, `details`, `consents`: the ledger, or `vendor`: what vendors have of the customer
    law: str
    days: int  # from the end of the relationship


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
    failures: int = 12  # failed tries in the whole case, after which a person or another way is left
    decide: Decide = Decide.PERSON
    eyes: int = 1  # people who must agree before a decision counts
    alternatives: tuple[OtherWay, ...] = ()
    methods: tuple[Method, ...] = ()
    rule: Rule | None = None
    kept_by_law: tuple[KeptByLaw, ...] = ()
    banks: tuple[OtherBank, ...] = ()
    report_numbers: tuple[ReportNumber, ...] = ()

    def step(self, step_id: str) -> PlannedStep | None:
        """Also for a step that came into a case as another way."""
        other = self.other_way(step_id)
        planned = next((step for step in self.steps if step.id == step_id), None)
        if planned is None and other is not None:
            return PlannedStep(other.id, other.kind, other.minutes, 1)
        return planned

    def consent(self, item: str) -> ConsentItem | None:
        return next((consent for consent in self.consents if consent.item == item), None)

    @property
    def law_at_vendor(self) -> KeptByLaw | None:
        return next((kept for kept in self.kept_by_law if kept.item == AT_VENDOR), None)

    def other_way(self, way: str) -> OtherWay | None:
        return next((other for other in self.alternatives if other.id == way), None)

    def method(self, method_id: str) -> Method | None:
        return next((method for method in self.methods if method.id == method_id), None)
