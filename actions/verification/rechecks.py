"""What was checked against something that has been corrected since proves nothing any more."""

from collections.abc import Mapping
from dataclasses import replace

from actions.verification.case import HANDED_IN, Case, State, Step
from actions.verification.checks import CHECKS, FACE_MATCH
from actions.verification.document_match import MATCH
from actions.verification.findings import Outcome
from actions.verification.journey import Journey, Kind, PlannedStep
from actions.verification.vendor_match import COMPARED

TOLD = frozenset({Outcome.PASSED, Outcome.FAILED})
RESTS_ON = {
    Kind.CODE: frozenset({"phone"}),
    Kind.TRANSFER: frozenset({"name"}),
    Kind.VENDOR: frozenset(COMPARED),
}
IN_ZONE = frozenset({"name", "birth_date", "resident_number", "passport_number"})


def changed_fields(before: Mapping[str, str], after: Mapping[str, str]) -> frozenset[str]:
    """Nothing has changed where nothing was."""
    return frozenset(field for field, value in after.items() if field in before and before[field] != value)


def resting_on(case: Case, journey: Journey, changed: frozenset[str]) -> tuple[Step, ...]:
    """The steps that prove something of these fields, done or not."""
    planned = [(step, journey.step(step.id)) for step in case.steps if step.kind is not Kind.DETAILS]
    return tuple(step for step, plan in planned if plan and _fields(step, plan) & changed)


def _fields(step: Step, planned: PlannedStep) -> frozenset[str]:
    """A document that nothing was read from is compared by a person, with whatever stands there then."""
    told = [CHECKS[check].values for check in (*planned.needs, *planned.informs) if check in CHECKS]
    read = step.kind is Kind.DOCUMENT and any(finding.check == MATCH for finding in step.findings)
    return (IN_ZONE if read else RESTS_ON.get(step.kind, frozenset())).union(*told)


def wait_again(case: Case, steps: tuple[Step, ...]) -> Case:
    """Nobody proves one phone and then names another; nor is anything left of what was found out so far."""
    for step in steps:
        case = case.with_step(_afresh(step))
    return case


def _afresh(step: Step) -> Step:
    if step.state in HANDED_IN:
        step = replace(step, state=State.WAITING, limit=max(step.limit, step.attempts + 1))
    return replace(step, findings=())


def compare_again(case: Case) -> Case:
    """Another document comes: a face that was compared with the one before must be shown again."""
    return wait_again(case, tuple(step for step in case.steps if step.state in HANDED_IN and _is_compared(step)))


def _is_compared(step: Step) -> bool:
    return any(finding.check == FACE_MATCH and finding.outcome in TOLD for finding in step.findings)
