"""One verification of one customer, as a frozen value. What may happen to it is in `commands` and `staff`."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from actions.verification.errors import CaseRefuses, NotFound
from actions.verification.findings import Finding
from actions.verification.journey import Decide, Kind, Method, Rule
from actions.verification.status import ENDED, TRANSITIONS, WITH_CUSTOMER, Status


class State(StrEnum):
    WAITING = "waiting"
    CURRENT = "current"
    PASSED = "passed"
    RECEIVED = "received"  # handed in and settled by no check: a person looks
    FAILED = "failed"  # no attempts left: the case stands here until somebody helps
    REPLACED = "replaced"  # by the alternative


HANDED_IN = frozenset({State.PASSED, State.RECEIVED})
DONE = HANDED_IN | {State.REPLACED}


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
    alternative_kind: Kind | None = None  # a visit or a call, as the journey had it
    consent: str | None = None
    failures: int = 0
    findings: tuple[Finding, ...] = ()  # of the last try

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
    basis: str = "consent"  # or `statute`: told, not asked


@dataclass(frozen=True, slots=True)
class Terms:
    """What the journey sets for the whole case, as it was when the case began."""

    failures: int = 12
    decide: Decide = Decide.PERSON
    eyes: int = 1
    methods: tuple[Method, ...] = ()
    rule: Rule | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """What one person would decide; it counts when another agrees."""

    by: str
    decision: str
    reason: str | None
    at: datetime


class EventName(StrEnum):
    STEP_ENTERED = "step_entered"
    STEP_PASSED = "step_passed"
    STEP_RECEIVED = "step_received"
    STEP_FAILED = "step_failed"
    STATUS_CHANGED = "status_changed"
    ALTERNATIVE_CHOSEN = "alternative_chosen"
    CONSENT_CHANGED = "consent_changed"
    CODE_SENT = "code_sent"
    DECISION_PROPOSED = "decision_proposed"
    REVIEW_REQUESTED = "review_requested"
    VENDOR_OPENED = "vendor_opened"
    VENDOR_CHANGED = "vendor_changed"
    VENDOR_REDACTED = "vendor_redacted"
    RISK_CHANGED = "risk_changed"
    PERSON_WANTED = "person_wanted"  # by the bank, in the customer's conversation; nobody is told why
    PERSON_NOT_WANTED = "person_not_wanted"  # after all: nobody is called who has not been called yet
    PAUSED = "paused"
    RESUMED = "resumed"
    REVEALED = "revealed"
    REVEAL_REFUSED = "reveal_refused"  # to one person who looked at more than the bank allows
    FOUND_AT_BRANCH = "found_at_branch"
    PURGED = "purged"
    ERASED = "erased"
    ERASURE_ASKED = "erasure_asked"


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
    terms: Terms = Terms()
    proposal: Proposal | None = None
    automated: bool = False  # the last decision was a machine's
    risk: str | None = None  # what the bank has said of this application: a word of its own, for its staff
    reference: str | None = None  # the bank's own name for the case
    review_since: datetime | None = None  # when it came to a person, who has not decided yet
    review_asked: bool = False  # by the customer, whom a machine had declined

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

    @property
    def failures(self) -> int:
        return sum(step.failures for step in self.steps)

    @property
    def simulated(self) -> bool:
        return any(finding.simulated for step in self.steps for finding in step.findings)

    def consent(self, item: str) -> Consent | None:
        return next((consent for consent in self.consents if consent.item == item), None)

    def has_consent(self, item: str | None) -> bool:
        if item is None:
            return True
        consent = self.consent(item)
        return consent is not None and consent.given

    @property
    def bereft(self) -> tuple[Step, ...]:
        """Steps that were handed in under a consent that has been taken back: what they held is deleted."""
        return tuple(step for step in self.steps if step.state in HANDED_IN and not self.has_consent(step.consent))

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
    case = replace(_with_reviewer(before, after, now), version=before.version + len(events), updated_at=now)
    return Moved(case, events, before.version)


def _with_reviewer(before: Case, after: Case, now: datetime) -> Case:
    """A proposal holds for what was looked at and was known then, and for nothing that changed since."""
    if after.status is not Status.IN_REVIEW:
        return replace(after, review_since=None, proposal=None)
    stale = after.proposal is before.proposal and (after.steps, after.risk) != (before.steps, before.risk)
    since = before.review_since if before.status is Status.IN_REVIEW else now
    return replace(after, review_since=since, proposal=None if stale else after.proposal)


def step_event(name: EventName, step: Step, reason: str | None = None) -> CaseEvent:
    return CaseEvent(name, step.id, step.kind, reason, step.attempts_left)
