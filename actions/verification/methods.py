"""The ways of verifying that the law counts, counted by the case: nobody declares one met."""

from actions.verification.case import HANDED_IN, Case, State
from actions.verification.findings import Outcome
from actions.verification.journey import WITH_STAFF, Kind, Method


def passed_checks(case: Case) -> frozenset[str]:
    found = (finding for step in case.steps if step.state in HANDED_IN for finding in step.findings)
    return frozenset(finding.check for finding in found if finding.outcome is Outcome.PASSED)


def met(case: Case) -> tuple[str, ...]:
    """The ids of the methods that this case meets, in the journey's order."""
    handed_in = {step.id for step in case.steps if step.state in HANDED_IN}
    passed = passed_checks(case)

    def holds(method: Method) -> bool:
        named = bool(method.steps or method.checks)
        return named and handed_in.issuperset(method.steps) and passed.issuperset(method.checks)

    return tuple(method.id for method in case.terms.methods if holds(method))


def satisfied(case: Case) -> bool:
    """Whether anybody may approve: enough methods are met, or a member of the staff has seen the customer in person."""
    rule = case.terms.rule
    if rule is None or seen_in_person(case):
        return True
    return len(set(met(case)) & set(rule.of)) >= rule.at_least


def seen_in_person(case: Case) -> bool:
    return any(step.kind is Kind.VISIT and step.state is State.PASSED for step in case.steps)


def with_staff(case: Case) -> bool:
    """Whether the case waits for a visit or a call, and not for anything that the customer hands in here."""
    current = case.current
    return current is not None and current.kind in WITH_STAFF
