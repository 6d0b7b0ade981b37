"""A case as the bank's people see it: values masked, photos listed and not shown."""

from dataclasses import asdict

from actions.services.actor import DECIDE, REVEAL, UNSTICK, Actor
from actions.services.customers import consent_rows
from actions.services.keeping import FIELD, open_evidence
from actions.services.means import Means
from actions.services.ports import Evidence, HistoryEntry, Json, Work
from actions.services.views import case_view, stamp
from actions.services.wording import Wording
from actions.verification.case import Case, EventName, State, Step
from actions.verification.findings import Finding
from actions.verification.masks import mask
from actions.verification.methods import met, satisfied, seen_in_person
from actions.verification.status import WITH_CUSTOMER, Status


def case_row(means: Means, case: Case) -> Json:
    current, since = case.current, case.review_since
    return {
        "case_id": case.case_id,
        "customer_id": case.customer_id,
        "journey": case.journey,
        "status": str(case.status),
        "current": current.id if current else None,
        "language": case.language,
        "version": case.version,
        "created_at": stamp(case.created_at),
        "updated_at": stamp(case.updated_at),
        "review_since": stamp(since) if since else None,
        "overdue": since is not None and means.now() - since > means.review.target,
        "review_asked": case.review_asked,
        "proposed_by": case.proposal.by if case.proposal else None,
        "risk": case.risk,
        "simulated": case.simulated,
    }


async def case_detail(means: Means, work: Work, case: Case, actor: Actor, language: str | None) -> Json:
    wording = means.wording(language, case)
    kept = await work.vault.of(case.case_id)
    history = await work.history.of(case.case_id)
    ledger = [entry for entry in await work.ledger.of(case.customer_id) if entry.case_id == case.case_id]
    return {
        "v": 1,
        **case_row(means, case),
        "reason": case.reason,  # staff see the code itself
        "journey": case_view(case),
        "may": may(case, actor),
        "findings": [_finding(step, found) for step in case.steps for found in step.findings],
        "methods": _methods(case),
        "eyes": case.terms.eyes,
        "proposal": _proposal(case, history),
        "automated": case.automated,
        "reference": case.reference,
        "fields": await masked_fields(means, work, case, language),
        "evidence": [_evidence(each) for each in kept if not each.kind.startswith(FIELD)],
        "consents": consent_rows(means, case, ledger, wording),
        "history": [_entry(entry, wording) for entry in history],
    }


def may(case: Case, actor: Actor) -> list[str]:
    """The commands that make sense now and that this person may give."""
    current = case.current
    allowed = {
        "decide": DECIDE in actor.permissions and case.status in (Status.IN_REVIEW, Status.DECLINED),
        "allow_attempt": _unstick(case, actor) and current is not None and current.state is State.FAILED,
        "use_alternative": _unstick(case, actor) and current is not None and current.alternative is not None,
        "reveal": REVEAL in actor.permissions,
    }
    return [command for command, yes in allowed.items() if yes]


def _unstick(case: Case, actor: Actor) -> bool:
    return UNSTICK in actor.permissions and case.status in WITH_CUSTOMER


def _finding(step: Step, finding: Finding) -> Json:
    return {"step": step.id, **asdict(finding), "outcome": str(finding.outcome)}


def _methods(case: Case) -> Json:
    """Which of the ways that the law counts are met, of how many that are needed."""
    rule, done = case.terms.rule, met(case)
    known = [{"id": method.id, "met": method.id in done} for method in case.terms.methods]
    return {
        "known": known,
        "counted": list(rule.of) if rule else [],
        "at_least": rule.at_least if rule else 0,
        "met": list(done),
        "satisfied": satisfied(case),
        "seen_in_person": seen_in_person(case),
    }


def _proposal(case: Case, history: list[HistoryEntry]) -> Json | None:
    """Without the proposer's id the second person could not be told from the first."""
    if case.proposal is None:
        return None
    said = [entry for entry in history if entry.name == EventName.DECISION_PROPOSED]
    who = {"name": said[-1].actor_name, "role": said[-1].role, "why": said[-1].why} if said else {}
    return {**asdict(case.proposal), "at": stamp(case.proposal.at), **who}


async def masked_fields(means: Means, work: Work, case: Case, language: str | None) -> list[Json]:
    wording = means.wording(language, case)
    kept = await work.vault.of(case.case_id)
    return [await _field(means, work, each, wording) for each in kept if each.kind.startswith(FIELD)]


async def _field(means: Means, work: Work, evidence: Evidence, wording: Wording) -> Json:
    field = evidence.kind.removeprefix(FIELD)
    return {
        "name": field,
        "label": wording.fields[field]["label"],
        "masked": mask(field, await _open(means, work, evidence)),
        "step": evidence.step,
        "at": stamp(evidence.at),
    }


async def _open(means: Means, work: Work, evidence: Evidence) -> str:
    return (await open_evidence(means, work, evidence) or b"").decode()


def _evidence(evidence: Evidence) -> Json:
    return {
        "evidence_id": evidence.evidence_id,
        "step": evidence.step,
        "kind": evidence.kind,
        "media_type": evidence.media_type,
        "size": evidence.size,
        "checked": list(evidence.checked),
        "at": stamp(evidence.at),
        "kept_until": stamp(evidence.kept_until) if evidence.kept_until else None,
    }


def _entry(entry: HistoryEntry, wording: Wording) -> Json:
    return {
        "version": entry.version,
        "name": entry.name,
        "step": entry.step,
        "kind": entry.kind,
        "reason": entry.reason,
        "cause": wording.reasons[entry.reason]["cause"] if entry.reason and entry.reason in wording.reasons else None,
        "attempts_left": entry.attempts_left,
        "actor": {"kind": entry.actor_kind, "id": entry.actor_id, "name": entry.actor_name, "role": entry.role},
        "why": entry.why,
        "subject": entry.subject,
        "at": stamp(entry.at),
    }
