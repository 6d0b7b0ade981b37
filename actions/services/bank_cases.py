"""What the bank's own programs ask for. The scope has been checked; the case itself may still refuse."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from actions.services.actor import Actor
from actions.services.bank_view import bank_view, named
from actions.services.means import Means, get_case, in_work, once
from actions.services.ports import CaseQuery, Json, Work
from actions.services.record import record
from actions.verification import bank_moves, commands, staff
from actions.verification.case import Case, Moved
from actions.verification.errors import Refused
from actions.verification.journey import Journey
from actions.verification.status import OPEN


@dataclass(frozen=True, slots=True)
class Told:
    """Who asks, and what makes a repetition of it: the key that they chose, and a hash of what they sent with it."""

    actor: Actor
    key: str | None = None
    body_hash: str = ""


@dataclass(frozen=True, slots=True)
class NewCase:
    customer_id: str
    language: str
    journey: str | None = None
    reference: str | None = None
    risk: str | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """What came of a visit to a branch or of a call."""

    way: str
    seen: bool
    reason: str | None
    staff_reference: str


async def create_case(means: Means, told: Told, asked: NewCase) -> Json:
    """Waits for its customer, who begins it; a customer has one open case at a time."""

    async def use(work: Work) -> Case:
        journey, now = _journey(means, asked), means.now()
        open_ones = await work.cases.search(CaseQuery(asked.customer_id, OPEN, None, 1))
        if open_ones:
            raise Refused("case_open", {"case_id": open_ones[0].case_id})
        invited = commands.invite(means.new_id(), asked.customer_id, journey, asked.language, now)
        return await record(means, work, bank_moves.open_case(invited, asked.reference, asked.risk, now), told.actor)

    return await _answered(means, told, "create", use)


def _journey(means: Means, asked: NewCase) -> Journey:
    journey = means.journeys.get(asked.journey or means.bank.journeys[asked.language])
    if journey is None:
        raise Refused("journey_unknown")
    return journey


async def read_case(means: Means, case_id: str) -> Json:
    async def use(work: Work) -> Case:
        return await get_case(work, case_id)

    case = await in_work(means, use)
    names = await means.bank_names([case.customer_id])
    return named(bank_view(case), names.get(case.customer_id))


async def list_cases(means: Means, query: CaseQuery) -> Json:
    """The newest first; `next` is where the following page begins."""

    async def use(work: Work) -> list[Case]:
        return await work.cases.search(replace(query, limit=query.limit + 1))

    found = await in_work(means, use)
    shown = found[: query.limit]
    names = await means.bank_names({case.customer_id for case in shown}) if shown else {}
    return {
        "cases": [named(bank_view(case), names.get(case.customer_id)) for case in shown],
        "next": shown[-1].case_id if len(found) > query.limit else None,
    }


async def cancel_case(means: Means, told: Told, case_id: str) -> Json:
    return await _command(means, told, "cancel", case_id, lambda case: bank_moves.cancel_once(case, means.now()))


async def mark_risk(means: Means, told: Told, case_id: str, risk: str | None) -> Json:
    return await _command(means, told, "risk", case_id, lambda case: bank_moves.mark_risk(case, risk, means.now()))


async def report_visit(means: Means, told: Told, case_id: str, visit: Visit) -> Json:
    def move(case: Case) -> Moved:
        return staff.report(case, visit.way, means.journey_of(case), visit.seen, visit.reason, means.now())

    by_staff = replace(told, actor=replace(told.actor, why=visit.staff_reference))
    return await _command(means, by_staff, "visit", case_id, move)


async def _command(means: Means, told: Told, name: str, case_id: str, move: Callable[[Case], Moved | None]) -> Json:
    async def use(work: Work) -> Case:
        case = await get_case(work, case_id)
        moved = move(case)
        return await record(means, work, moved, told.actor) if moved else case

    return await _answered(means, told, f"{name}:{case_id}", use)


async def _answered(means: Means, told: Told, what: str, use: Callable[[Work], Awaitable[Case]]) -> Json:
    """Done once for each key, and answered with the case as it is now."""

    async def remembered(work: Work) -> Json:
        return {"case_id": (await use(work)).case_id, "body": told.body_hash}

    if told.key is None:
        done = await in_work(means, remembered)
    else:
        done = await once(means, f"bank:{told.actor.id}:{what}:{told.key}", remembered)
    if done["body"] != told.body_hash:
        raise Refused("idempotency_key_reused")
    return await read_case(means, done["case_id"])
