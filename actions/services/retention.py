"""Nothing is kept longer than the journey's file says, and no case waits for ever."""

from datetime import timedelta

from actions.services.actor import SYSTEM
from actions.services.means import Means, get_case, in_work
from actions.services.ports import Evidence, Work
from actions.services.record import note, record
from actions.verification import commands
from actions.verification.case import Case, CaseEvent, EventName
from actions.verification.journey import Journey
from actions.verification.status import WITH_CUSTOMER, Status

BATCH = 100
ANSWERS_KEPT = timedelta(days=30)  # longer than any client repeats a command
DELIVERED_KEPT = timedelta(days=7)


async def purge(means: Means) -> dict[str, int]:
    """Count what went: cases that nobody went on with, deleted evidence, forgotten answers and delivered events."""
    timed_out = [await _time_out(means, journey) for journey in means.journeys.values()]
    return {"timed_out": sum(timed_out), "evidence": await _delete_due(means), "forgotten": await _forget(means)}


async def _time_out(means: Means, journey: Journey) -> int:
    found = [case for statuses, days in _patience(journey) for case in await _untouched(means, journey, statuses, days)]
    for case in found:
        await in_work(means, lambda work, case=case: _expire(means, work, case))  # type: ignore[misc]  # mypy cannot infer a default's type
    return len(found)


def _patience(journey: Journey) -> list[tuple[frozenset[Status], int]]:
    kept = journey.retention
    return [
        (frozenset({Status.CREATED}), kept.invited),
        (WITH_CUSTOMER | {Status.SUBMITTED, Status.PROCESSING}, kept.idle),
        (frozenset({Status.IN_REVIEW}), kept.review),
    ]


async def _untouched(means: Means, journey: Journey, statuses: frozenset[Status], days: int) -> list[Case]:
    moment = means.now() - timedelta(days=days)

    async def find(work: Work) -> list[Case]:
        return await work.cases.untouched_since(journey.id, statuses, moment)

    return await in_work(means, find)


async def _expire(means: Means, work: Work, idle: Case) -> None:
    case = await get_case(work, idle.case_id)
    if case.version == idle.version:
        await record(means, work, commands.time_out(case, means.now()), SYSTEM)


async def _delete_due(means: Means) -> int:
    async def use(work: Work) -> list[Evidence]:
        due = await work.vault.delete_due(means.now(), BATCH)
        for evidence in due:
            case = await get_case(work, evidence.case_id)
            await note(means, work, case, CaseEvent(EventName.PURGED, evidence.step), SYSTEM, subject=evidence.kind)
        for case_id in {evidence.case_id for evidence in due}:
            if not await work.vault.of(case_id):
                await work.vault.delete_all(case_id)
        return due

    total = 0
    while deleted := len(await in_work(means, use)):
        total += deleted
    return total


async def _forget(means: Means) -> int:
    async def use(work: Work) -> int:
        answers = await work.answers.forget_before(means.now() - ANSWERS_KEPT)
        return answers + await work.outbox.forget_before(means.now() - DELIVERED_KEPT)

    return await in_work(means, use)


async def end_relationship(means: Means, customer_id: str) -> bool:
    """The bank says that this customer has left: from now on runs the time that the law sets."""

    async def use(work: Work) -> bool:
        case = await work.cases.latest_of(customer_id)
        if case is None or case.status not in (Status.APPROVED, Status.APPROVAL_EXPIRED):
            return False
        until = means.now() + timedelta(days=means.journey_of(case).retention.relationship)
        await work.vault.keep_until(case.case_id, frozenset({"details", "document"}), until)
        return True

    return await in_work(means, use)


async def rotate(means: Means) -> int:
    """Wrap every data key by the current master key; afterwards the old one can be taken out of the settings."""

    async def use(work: Work) -> int:
        rewrapped = 0
        for case_id, wrapped in (await work.vault.keys()).items():
            fresh = means.sealing.rewrap(case_id, wrapped)
            if fresh is not None:
                await work.vault.put_key(case_id, fresh)
                rewrapped += 1
        return rewrapped

    return await in_work(means, use)
