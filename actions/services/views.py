"""A case as other programs see it."""

from datetime import UTC, datetime

from actions.services.ports import Json
from actions.verification.case import Case, CaseEvent, Consent, State, Step
from actions.verification.commands import offered_way
from actions.verification.reasons import public_code


def stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def case_view(case: Case, version: int | None = None) -> Json:
    current = case.current
    return {
        "v": 1,
        "case_id": case.case_id,
        "journey": case.journey,
        "status": str(case.status),
        "version": case.version if version is None else version,
        "current": current.id if current else None,
        "reason": public_code(case.reason),
        "automated": case.automated,  # who was declined so may have a person look
        "other_way": offered_way(case),
        "steps": [_step_view(step) for step in case.steps],
        "consents": [_consent_view(consent) for consent in case.consents],
        "updated_at": stamp(case.updated_at),
    }


def _step_view(step: Step) -> Json:
    return {
        "id": step.id,
        "kind": str(step.kind),
        "state": str(step.state),
        "attempts": step.attempts,
        "attempts_left": step.attempts_left,
        "reason": public_code(step.reason),
        "minutes": step.minutes,
        "alternative": step.alternative,
        "alternative_kind": step.alternative_kind,
        "consent": step.consent,
        "simulated": any(finding.simulated for finding in step.findings),
    }


def _consent_view(consent: Consent) -> Json:
    return {
        "item": consent.item,
        "basis": consent.basis,
        "given": consent.given,
        "release": consent.release,
        "language": consent.language,
        "at": stamp(consent.at),
    }


def event_view(event_id: str, case: Case, event: CaseEvent, version: int, turn_id: str | None) -> Json:
    """What handoff/ hears. Each event has a version of its own, all carry the case as it stands afterwards."""
    view: Json = {
        "v": 1,
        "event_id": event_id,
        "case_id": case.case_id,
        "customer_id": case.customer_id,
        "version": version,
        "name": str(event.name),
        "step": event.step,
        "kind": str(event.kind) if event.kind else None,
        "reason": public_code(event.reason),
        "attempts_left": event.attempts_left,
        "language": case.language,
        "at": stamp(case.updated_at),
        "journey": case_view(case, version),
    }
    return view | ({"turn_id": turn_id} if turn_id else {})


def minutes_left(case: Case) -> int:
    return sum(step.minutes for step in case.steps if step.state in (State.WAITING, State.CURRENT, State.FAILED))
