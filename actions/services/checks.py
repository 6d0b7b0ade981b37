"""Asking the authorities that a step names."""

from collections.abc import Mapping

from actions.services.means import Means
from actions.services.providers import Subject
from actions.verification.case import Case
from actions.verification.checks import CHECKS
from actions.verification.findings import Finding, Outcome
from actions.verification.journey import PlannedStep
from actions.verification.progress import Verdict


async def ask_authorities(
    means: Means,
    case: Case,
    planned: PlannedStep,
    values: Mapping[str, str],
    photos: Mapping[str, bytes],
    leave: frozenset[str] = frozenset(),
) -> Verdict:
    """What `needs` names must pass; what `informs` names is there for people to see. `leave`: answered elsewhere."""
    country = means.journey_of(case).country
    findings: list[Finding] = []
    for check in (each for each in (*planned.needs, *planned.informs) if each not in leave):
        finding = await means.providers.authorities.ask(check, _subject(case, country, check, values, photos))
        findings.append(finding)
        if check in planned.needs and finding.outcome is not Outcome.PASSED:
            return Verdict(finding.reason or "OTHER", tuple(findings))
    return Verdict(None, tuple(findings))


def _subject(case: Case, country: str, check: str, values: Mapping[str, str], photos: Mapping[str, bytes]) -> Subject:
    told = CHECKS[check]
    return Subject(
        case.case_id,
        country,
        {field: values[field] for field in told.values if field in values},
        {kind: photos[kind] for kind in told.photos if kind in photos},
    )
