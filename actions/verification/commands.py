"""What a customer can ask of a case."""

from dataclasses import replace
from datetime import datetime

from actions.verification.case import (
    DONE,
    HANDED_IN,
    Case,
    CaseEvent,
    Consent,
    EventName,
    Moved,
    State,
    Step,
    Terms,
    moved,
    step_event,
)
from actions.verification.errors import CaseRefuses, Refused
from actions.verification.findings import Finding
from actions.verification.journey import WITH_STAFF, Journey, Kind, PlannedStep
from actions.verification.progress import (
    STATUS_CHANGED,
    Verdict,
    enter_next,
    pass_step,
    reopen_step,
    replace_step,
    settle_step,
)
from actions.verification.status import WITH_CUSTOMER, Status

BIOMETRICS = "biometrics"
HIGH = "high"  # the bank's word of risk
NOTHING_TO_HAND_IN = WITH_STAFF | {Kind.REVIEW}


def invite(case_id: str, customer_id: str, journey: Journey, language: str, now: datetime) -> Case:
    """A case that the bank has made; it begins when the customer does."""
    steps = tuple(_planned(step, journey) for step in journey.steps)
    terms = Terms(journey.failures, journey.decide, journey.eyes, journey.methods, journey.rule)
    return Case(
        case_id,
        customer_id,
        journey.id,
        language,
        Status.CREATED,
        steps,
        created_at=now,
        updated_at=now,
        terms=terms,
    )


def _planned(step: PlannedStep, journey: Journey) -> Step:
    way = journey.other_way(step.alternative) if step.alternative else None
    kind = way.kind if way else None
    begun = Step(step.id, step.kind, State.WAITING, step.attempts, step.minutes)
    return replace(begun, alternative=step.alternative, alternative_kind=kind, consent=step.consent)


def create(invited: Case, now: datetime) -> Moved:
    return moved(invited, invited, (STATUS_CHANGED,), now)


def begin(case: Case, now: datetime) -> Moved:
    after, entered = enter_next(case.to(Status.STARTED))
    return moved(case, after, (STATUS_CHANGED, *entered, *calls_person(after)), now)


def calls_person(case: Case) -> tuple[CaseEvent, ...]:
    """Of high risk: a person goes along. The word itself stays between the bank's people."""
    return (CaseEvent(EventName.PERSON_WANTED),) if case.risk == HIGH else ()


def check_step(case: Case, step_id: str, kinds: frozenset[Kind]) -> Step:
    """The step that something is being handed in for, or the refusal that the card shows."""
    step = case.step(step_id)
    if step.kind not in kinds:
        raise Refused("wrong_kind")
    case.needs_customer()
    if step.state is State.FAILED:
        raise Refused("attempts_exceeded")
    if step.state is not State.CURRENT:
        raise Refused("step_not_current")
    return step


def check_evidence(case: Case, step_id: str, kinds: frozenset[Kind]) -> Step:
    step = check_step(case, step_id, kinds)
    if not case.has_consent(step.consent):
        raise Refused("consent_missing")
    return step


def give_consent(
    case: Case, step_id: str, decisions: tuple[Consent, ...], required: frozenset[str], now: datetime
) -> Moved:
    """Record the decisions. A refusal costs no attempt and ends nothing; the step waits or another way is taken."""
    if is_later_thought(case, step_id):
        return _change_mind(case, decisions, required, now)
    step = check_step(case, step_id, frozenset(Kind) - NOTHING_TO_HAND_IN)
    if any(not d.given and case.has_consent(d.item) for d in decisions):
        raise Refused("withdraw_instead")  # what stands under it would stay
    after = case.with_consents(decisions)
    events = tuple(CaseEvent(EventName.CONSENT_CHANGED, step.id, step.kind) for _ in decisions[:1])
    if any(not d.given and d.item in required for d in decisions):
        refused = replace(step, reason="CONSENT_DECLINED")
        events = (*events, step_event(EventName.STEP_FAILED, refused, "CONSENT_DECLINED"))
        return moved(case, after.with_step(refused), events, now)
    after = after.with_step(replace(step, reason=None))
    if step.kind is Kind.CONSENT and all(after.has_consent(item) for item in required):
        after, passed = pass_step(after, after.step(step.id))
        events = (*events, *passed)
    return moved(case, after, events, now)


def is_later_thought(case: Case, step_id: str) -> bool:
    """The consents have been decided; what comes now is a change of mind on some of them."""
    step = case.step(step_id)
    return step.kind is Kind.CONSENT and step.state in HANDED_IN


def _change_mind(case: Case, decisions: tuple[Consent, ...], required: frozenset[str], now: datetime) -> Moved:
    """An optional consent may be given after all; taking one back is a withdrawal, which does more than this."""
    case.needs_customer()
    if any(not d.given and (d.item in required or case.has_consent(d.item)) for d in decisions):
        raise Refused("withdraw_instead")
    after = case.with_consents(decisions)
    for step in case.steps:
        if step.reason == "CONSENT_DECLINED" and after.has_consent(step.consent):
            after = after.with_step(replace(step, reason=None))
    return moved(case, after, (CaseEvent(EventName.CONSENT_CHANGED),), now)


def hand_in(case: Case, step_id: str, kinds: frozenset[Kind], verdict: Verdict, now: datetime) -> Moved:
    """Something was handed in for a step of one of these kinds, and has been looked at."""
    after, events = settle_step(case, check_evidence(case, step_id, kinds), verdict)
    return moved(case, after, events, now)


def code_sent(case: Case, step_id: str, kinds: frozenset[Kind], findings: tuple[Finding, ...], now: datetime) -> Moved:
    """It costs no attempt. `findings`: what was found out before sending; it stands until the code is typed."""
    step = replace(check_evidence(case, step_id, kinds), findings=findings, reason=None)
    return moved(case, case.with_step(step), (step_event(EventName.CODE_SENT, step),), now)


def other_way(case: Case) -> Step | None:
    """The step that "another way" means when the customer names none: where they are stuck, else the face."""
    current = case.current
    open_steps = [s for s in case.steps if s.alternative and s.state in (State.CURRENT, State.FAILED, State.WAITING)]
    stuck = [s for s in open_steps if s.state is State.FAILED]
    face = [s for s in open_steps if s.consent == BIOMETRICS]
    return next(iter([*stuck, *face, *(s for s in open_steps if s == current)]), None)


def offered_way(case: Case) -> Kind | None:
    """What a customer who asks for another way would be given now: a visit, a call, or nothing."""
    step = other_way(case) if case.status in WITH_CUSTOMER else None
    return step.alternative_kind if step else None


def choose_alternative(case: Case, step_id: str | None, journey: Journey, now: datetime) -> Moved:
    case.needs_customer()
    step = other_way(case) if step_id is None else case.step(step_id)
    way = journey.other_way(step.alternative) if step and step.alternative else None
    if step is None or way is None:
        raise CaseRefuses("no_alternative")
    if step.state in DONE:
        raise CaseRefuses(f"step_{step.state}")
    after, events = replace_step(case, step, way)
    return moved(case, after, events, now)


def reopen(case: Case, step_id: str, now: datetime) -> Moved:
    """Let the customer correct a finished step; once a person is checking, it is too late."""
    case.needs_customer()
    step = case.step(step_id)
    if step.state not in DONE or step.kind in NOTHING_TO_HAND_IN | {Kind.CONSENT}:
        raise CaseRefuses(f"step_{step.state}")
    if any(other.state is State.FAILED for other in case.steps):
        raise CaseRefuses("step_failed")
    if step.state is State.REPLACED and step.attempts_left == 0:
        raise CaseRefuses("no_attempts_left")  # the other way is no way to more tries
    after, events = reopen_step(case, step)
    return moved(case, after, events, now)


def pause(case: Case) -> CaseEvent:
    return _noted(EventName.PAUSED, case)


def resume(case: Case) -> CaseEvent:
    return _noted(EventName.RESUMED, case)


def _noted(name: EventName, case: Case) -> CaseEvent:
    """Leaving and coming back are worth counting but change nothing in the case."""
    step = case.needs_customer().current
    return CaseEvent(name) if step is None else step_event(name, step)


def cancel(case: Case, now: datetime) -> Moved:
    return moved(case, case.to(Status.CANCELED), (STATUS_CHANGED,), now)


def time_out(case: Case, now: datetime) -> Moved:
    """Nobody has gone on for too long: a case that was begun is abandoned, any other has expired."""
    left = Status.ABANDONED if case.status in WITH_CUSTOMER else Status.EXPIRED
    return moved(case, case.to(left), (STATUS_CHANGED,), now)


def ask_for_review(case: Case, now: datetime) -> Moved:
    """Whoever was declined by a machine may have a person look; a person's decision is talked about with a person."""
    if case.status is not Status.DECLINED or not case.automated:
        raise CaseRefuses("not_decided_by_checks")
    if case.bereft:
        raise CaseRefuses("consent_missing")  # there is nothing left to look at
    after = replace(case.to(Status.IN_REVIEW), automated=False, review_asked=True)
    for step in case.steps:
        if step.kind is Kind.REVIEW:
            after = after.with_step(replace(step, state=State.CURRENT, reason=None))
    return moved(case, after, (CaseEvent(EventName.REVIEW_REQUESTED), STATUS_CHANGED), now)


def redact(case: Case, now: datetime) -> Moved:
    """What is open is cancelled first: nothing is left that could go on."""
    ended = case if case.ended else case.to(Status.CANCELED)
    events = (STATUS_CHANGED,) if case.ended else (STATUS_CHANGED, STATUS_CHANGED)
    return moved(case, ended.to(Status.REDACTED), events, now)
