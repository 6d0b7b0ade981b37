"""What was checked against details that have been corrected since must be checked again."""

from collections.abc import Mapping
from dataclasses import replace

from actions.verification.case import HANDED_IN, Case, State, Step
from actions.verification.checks import CHECKS
from actions.verification.findings import Outcome
from actions.verification.journey import Journey, Kind, PlannedStep

RESTS_ON = {Kind.CODE: frozenset({"phone"}), Kind.TRANSFER: frozenset({"name"})}
TOLD = frozenset({Outcome.PASSED, Outcome.FAILED})


def changed_fields(before: Mapping[str, str], after: Mapping[str, str]) -> frozenset[str]:
    """Nothing has changed where nothing was."""
    return frozenset(field for field, value in after.items() if field in before and before[field] != value)


def wait_again(case: Case, journey: Journey, changed: frozenset[str]) -> Case:
    """Nobody proves one phone and then names another."""
    for step in case.steps:
        planned = journey.step(step.id)
        if planned and step.state in HANDED_IN and _rests_on(step, planned, changed):
            limit = max(step.limit, step.attempts + 1)
            case = case.with_step(replace(step, state=State.WAITING, limit=limit, findings=()))
    return case


def _rests_on(step: Step, planned: PlannedStep, changed: frozenset[str]) -> bool:
    """A document that nothing was read from is compared by a person, with whatever stands there then."""
    if not changed:
        return False
    if step.kind is Kind.DOCUMENT:
        return any(finding.outcome in TOLD for finding in step.findings)
    told = [CHECKS[check].values for check in (*planned.needs, *planned.informs) if check in CHECKS]
    fields = RESTS_ON.get(step.kind, frozenset()).union(*told)
    return bool(fields & changed) and step.kind is not Kind.DETAILS
