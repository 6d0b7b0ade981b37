"""A case as the bank's own programs see it: reasons as they are, no value that the customer gave, no photo."""

from actions.services.bank_names import BankName
from actions.services.ports import Json
from actions.services.views import stamp
from actions.verification.case import Case, Step
from actions.verification.findings import Finding
from actions.verification.methods import met, satisfied


def bank_view(case: Case) -> Json:
    current = case.current
    return {
        "v": 1,
        "case_id": case.case_id,
        "customer_id": case.customer_id,
        "reference": case.reference,
        "journey": case.journey,
        "language": case.language,
        "status": str(case.status),
        "version": case.version,
        "reason": case.reason,
        "risk": case.risk,
        "automated": case.automated,
        "simulated": case.simulated,
        "current": current.id if current else None,
        "steps": [_step(step) for step in case.steps],
        "methods": _methods(case),
        "proposal": _proposal(case),
        "created_at": stamp(case.created_at),
        "updated_at": stamp(case.updated_at),
    }


def named(view: Json, name: BankName | None) -> Json:
    """With the bank's own name for the customer beside ours."""
    return {**view, "customer": {"kind": name.kind, "id": name.id} if name else None}


def _step(step: Step) -> Json:
    return {
        "id": step.id,
        "kind": str(step.kind),
        "state": str(step.state),
        "attempts": step.attempts,
        "attempts_left": step.attempts_left,
        "reason": step.reason,
        "findings": [_finding(finding) for finding in step.findings],
    }


def _finding(finding: Finding) -> Json:
    return {
        "check": finding.check,
        "outcome": str(finding.outcome),
        "reason": finding.reason,
        "source": finding.source,
        "score": finding.score,
        "threshold": finding.threshold,
        "simulated": finding.simulated,
    }


def _methods(case: Case) -> Json:
    rule = case.terms.rule
    return {
        "met": list(met(case)),
        "at_least": rule.at_least if rule else 0,
        "of": list(rule.of) if rule else [],
        "satisfied": satisfied(case),
    }


def _proposal(case: Case) -> Json | None:
    """That one person has proposed and another must agree; who they are is the console's matter."""
    if case.proposal is None:
        return None
    return {"decision": case.proposal.decision, "reason": case.proposal.reason, "at": stamp(case.proposal.at)}
