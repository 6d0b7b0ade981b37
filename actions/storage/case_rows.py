"""Cases as rows, and back."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping

from actions.services.ports import Json
from actions.verification.case import Case, Consent, Proposal, State, Step, Terms
from actions.verification.findings import Finding, Outcome
from actions.verification.journey import Decide, Kind, Method, Rule
from actions.verification.status import ENDED, Status


def row_of(case: Case) -> dict[str, Any]:
    return {
        "case_id": case.case_id,
        "customer_id": case.customer_id,
        "journey": case.journey,
        "language": case.language,
        "status": str(case.status),
        "open": case.status not in ENDED,
        "version": case.version,
        "reason": case.reason,
        "steps": [asdict(step) for step in case.steps],
        "consents": [asdict(consent) | {"at": consent.at.isoformat()} for consent in case.consents],
        "terms": asdict(case.terms),
        "proposal": asdict(case.proposal) | {"at": case.proposal.at.isoformat()} if case.proposal else None,
        "automated": case.automated,
        "risk": case.risk,
        "reference": case.reference,
        "review_since": case.review_since,
        "review_asked": case.review_asked,
        "created_at": case.created_at,
        "updated_at": case.updated_at,
    }


def case_of(row: RowMapping) -> Case:
    return Case(
        case_id=row["case_id"],
        customer_id=row["customer_id"],
        journey=row["journey"],
        language=row["language"],
        status=Status(row["status"]),
        version=row["version"],
        reason=row["reason"],
        steps=tuple(_step(step) for step in row["steps"]),
        consents=tuple(Consent(**one | {"at": datetime.fromisoformat(one["at"])}) for one in row["consents"]),
        terms=_terms(row["terms"]),
        proposal=_proposal(row["proposal"]),
        automated=row["automated"],
        risk=row["risk"],
        reference=row["reference"],
        review_since=row["review_since"],
        review_asked=row["review_asked"],
        created_at=row["created_at"],
        updated_at=row["updated_at"],
    )


def _step(step: Json) -> Step:
    """Rows of before a field was added lack it."""
    findings = tuple(Finding(**each | {"outcome": Outcome(each["outcome"])}) for each in step.get("findings", ()))
    told = {"kind": Kind(step["kind"]), "state": State(step["state"]), "alternative_kind": _way(step)}
    return Step(**step | told | {"findings": findings})


def _way(step: Json) -> Kind | None:
    """Of a row that does not say so the customer has been told of a visit."""
    return Kind(step.get("alternative_kind") or Kind.VISIT) if step["alternative"] else None


def _terms(terms: Json) -> Terms:
    rule = terms["rule"]
    return Terms(
        failures=terms["failures"],
        decide=Decide(terms["decide"]),
        eyes=terms["eyes"],
        methods=tuple(Method(m["id"], tuple(m["steps"]), tuple(m["checks"])) for m in terms["methods"]),
        rule=Rule(rule["at_least"], tuple(rule["of"])) if rule else None,
    )


def _proposal(proposal: Json | None) -> Proposal | None:
    return Proposal(**proposal | {"at": datetime.fromisoformat(proposal["at"])}) if proposal else None
