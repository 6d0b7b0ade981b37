"""What a visit to a branch can settle, and what the customer must still do."""

from actions.verification.case import DONE, Case, State, Step
from actions.verification.journey import WITH_STAFF, Journey, Kind, OtherWay
from actions.verification.progress import goes_with
from actions.verification.status import WITH_CUSTOMER


def visit_of(journey: Journey) -> OtherWay | None:
    return next((way for way in journey.alternatives if way.kind is Kind.VISIT), None)


def left(case: Case) -> tuple[Step, ...]:
    """The steps before the review that are still to be done."""
    return tuple(step for step in case.steps if step.state not in DONE and step.kind is not Kind.REVIEW)


def settles(way: OtherWay | None, step: Step) -> bool:
    return way is not None and (step.id == way.id or goes_with(step, way))


def may_report(case: Case, way: OtherWay | None) -> bool:
    """A visit counts once nothing stands before it that the customer alone can do."""
    return case.status in WITH_CUSTOMER and any(settles(way, step) for step in left(case)[:1])


def may_hand_over(case: Case) -> bool:
    """Something is left that the customer can do with their own hands, here as well as at home."""
    stuck = case.current is not None and case.current.state is State.FAILED
    own = any(step.kind not in WITH_STAFF for step in left(case))
    return case.status in WITH_CUSTOMER and own and not stuck
