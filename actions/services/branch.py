"""At a branch: the customer stands before a member of the staff, who sees what is left and says what came of it."""

from dataclasses import dataclass

from actions.services.actor import ASSIST, Actor
from actions.services.case_detail import masked_fields
from actions.services.means import Means, get_case, in_work
from actions.services.ports import Json, Work
from actions.services.record import note, record
from actions.services.views import case_view
from actions.verification import staff
from actions.verification.case import Case, CaseEvent, EventName
from actions.verification.errors import CaseRefuses, NotFound, Refused
from actions.verification.visits import left, may_hand_over, may_report, settles, visit_of


@dataclass(frozen=True, slots=True)
class Sought:
    """One case, by a name that the bank or the customer has given: nobody looks through cases."""

    case_id: str | None = None
    reference: str | None = None
    customer_id: str | None = None


async def find(means: Means, actor: Actor, sought: Sought, language: str | None) -> Json:
    actor.must(ASSIST)

    async def use(work: Work) -> Json:
        case = await _sought(work, sought)
        await note(means, work, case, CaseEvent(EventName.FOUND_AT_BRANCH), actor)
        return await _view(means, work, case, language)

    return await in_work(means, use)


async def look(means: Means, actor: Actor, case_id: str, language: str | None) -> Json:
    """While a visit lasts, as often as the page needs it."""
    actor.must(ASSIST)

    async def use(work: Work) -> Json:
        return await _view(means, work, await get_case(work, case_id), language)

    return await in_work(means, use)


async def report_visit(means: Means, actor: Actor, case_id: str, seen: bool, language: str | None) -> Json:
    """`seen`: the customer in person and the original of their document. The words why are the staff's own."""
    actor.must(ASSIST)
    if not actor.why:
        raise Refused("reason_missing")

    async def use(work: Work) -> Json:
        case = await get_case(work, case_id)
        way = visit_of(means.journey_of(case))
        if way is None:
            raise CaseRefuses("no_alternative")
        moved = staff.report(case, way.id, means.journey_of(case), seen, None, means.now())
        return await _view(means, work, await record(means, work, moved, actor), language)

    return await in_work(means, use)


async def _sought(work: Work, sought: Sought) -> Case:
    """Only an open one: an application that has ended is the console's concern."""
    if sought.reference:
        case = await work.cases.open_as(sought.reference)
    elif sought.customer_id:
        case = await work.cases.latest_of(sought.customer_id)
    else:
        case = await work.cases.get(sought.case_id or "")
    if case is None or case.ended:
        raise NotFound
    return case


async def _view(means: Means, work: Work, case: Case, language: str | None) -> Json:
    way = visit_of(means.journey_of(case))
    still = left(case)
    allowed = {"hand_over": may_hand_over(case), "report": may_report(case, way)}
    return {
        "v": 1,
        "case_id": case.case_id,
        "customer_id": case.customer_id,
        "language": case.language,
        "reference": case.reference,
        "simulated": case.simulated,
        "journey": case_view(case),
        "left": [{"step": step.id, "kind": str(step.kind), "by_visit": settles(way, step)} for step in still],
        "fields": await masked_fields(means, work, case, language),
        "may": [name for name, yes in allowed.items() if yes],
    }
