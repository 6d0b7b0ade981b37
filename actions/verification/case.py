"""One verification of one customer, as a frozen value. What may happen to it is in `commands` and `staff`."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from actions.verification.errors import CaseRefuses, NotFound
from actions.verification.journey import Kind
from actions.verification.status import ENDED, TRANSITIONS, WITH_CUSTOMER, Status


class State(StrEnum):
    WAITING = "waiting"
    CURRENT = "current"
    PASSED = "passed"
    FAILED = "failed"  # no attempts left: the case stands here until somebody helps
    REPLACED = "replaced"  # by the alternative


@dataclass(frozen=True, slots=True)
class Step:
    """A step of this case. It carries its own limits, so that a running case survives an edit of the journey."""

    id: str
    kind: Kind
    state: State
    limit: int
    minutes: int
    attempts: int = 0
    reason: str | None = None
    alternative: str | None = None
    consent: str | None = None

    @property
    def attempts_left(self) -> int:
        return max(0, self.limit - self.attempts)


@dataclass(frozen=True, slots=True)
class Consent:
    """The last word of the customer on one item; the whole story is in the ledger."""

    item: str
    given: bool
    release: str
    language: str
    at: datetime


class EventName(StrEnum):
    STEP_ENTERED = "step_entered"
    STEP_PASSED = "step_passed"
    STEP_FAILED = "step_failed"
    STATUS_CHANGED = "status_changed"
    ALTERNATIVE_CHOSEN = "alternative_chosen"
    CONSENT_CHANGED = "consent_changed"
    PAUSED = "paused"
    RESUMED = "resumed"
    REVEALED = "revealed"
    PURGED = "purged"


@dataclass(frozen=True, slots=True)
class CaseEvent:
    name: EventName
    step: str | None = None
    kind: Kind | None = None
    reason: str | None = None
    attempts_left: int | None = None


@dataclass(frozen=True, slots=True)
class Case:
    case_id: str
    customer_id: str
    journey: str
    language: str
    status: Status
    steps: tuple[Step, ...]
    created_at: datetime
    updated_at: datetime
    version: int = 0
    consents: tuple[Consent, ...] = ()
    reason: str | None = None

    @property
    def ended(self) -> bool:
        return self.status in ENDED

    @property
    def current(self) -> Step | None:
        """Where the case stands: the step in hand, or the one that ran out of attempts."""
        if self.ended:
            return None
        return next((step for step in self.steps if step.state in (State.CURRENT, State.FAILED)), None)

    def step(self, step_id: str) -> Step:
        for step in self.steps:
            if step.id == step_id:
                return step
        raise NotFound

    def consent(self, item: str) -> Consent | None:
        return next((consent for consent in self.consents if consent.item == item), None)

    def has_consent(self, item: str | None) -> bool:
        if item is None:
            return True
        consent = self.consent(item)
        return consent is not None and consent.given

    def with_step(self, changed: Step) -> "Case":
        return replace(self, steps=tuple(changed if step.id == changed.id else step for step in self.steps))

    def with_consents(self, decisions: tuple[Consent, ...]) -> "Case":
        items = {decision.item for decision in decisions}
        return replace(self, consents=(*(old for old in self.consents if old.item not in items), *decisions))

    def to(self, status: Status) -> "Case":
        if status not in TRANSITIONS[self.status]:
            raise CaseRefuses(f"not_from_{self.status}")
        return replace(self, status=status)

    def needs_customer(self) -> "Case":
        if self.status not in WITH_CUSTOMER:
            raise CaseRefuses(f"not_while_{self.status}")
        return self


@dataclass(frozen=True, slots=True)
class Moved:
    """What a command returns: the next case and what happened, each event with a version of its own."""

    case: Case
    events: tuple[CaseEvent, ...]
    before: int  # the version that the command started from


def moved(before: Case, after: Case, events: tuple[CaseEvent, ...], now: datetime) -> Moved:
    case = replace(after, version=before.version + len(events), updated_at=now)
    return Moved(case, events, before.version)


def step_event(name: EventName, step: Step, reason: str | None = None) -> CaseEvent:
    return CaseEvent(name, step.id, step.kind, reason, step.attempts_left)
