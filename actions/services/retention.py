"""Nothing is kept longer than the journey's file says, and no case waits for ever."""

from dataclasses import replace
from datetime import datetime, timedelta

from actions.services.actor import SYSTEM
from actions.services.erasing import erase_case, tell
from actions.services.means import Means, get_case, in_work
from actions.services.ports import Evidence, Work
from actions.services.record import note, record
from actions.verification import commands
from actions.verification.case import Case, CaseEvent, EventName
from actions.verification.journey import Journey
from actions.verification.status import OVER, WITH_CUSTOMER, Status
from actions.verification.withdrawal import KEPT_BY_LAW

BATCH = 100
FRUITLESS = OVER - {Status.REDACTED} | {Status.DECLINED}  # the bank needs nothing of them any more
IDENTITY = ("details", "document", "signature")  # kept until a relationship has ended, and for a time after it


async def purge(means: Means) -> dict[str, int]:
    """Count what went: cases that nobody went on with, deleted evidence, cases that are nobody's from now on, and
    forgotten answers, delivered events and proofs."""
    journeys = means.journeys.values()
    return {
        "timed_out": sum([await _time_out(means, journey) for journey in journeys]),
        "evidence": await _delete_due(means),
        "erased": sum([await _erase_fruitless(means, journey) for journey in journeys]),
        "forgotten": await _forget(means),
    }


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
        for case_id in sorted({evidence.case_id for evidence in due}):
            if not await work.vault.of(case_id):
                await work.vault.delete_all(case_id)
        for case_id in sorted({each.case_id for each in due if each.kind.partition(".")[0] in IDENTITY}):
            case = await get_case(work, case_id)
            if case.status in KEPT_BY_LAW and not await work.vault.of(case_id):  # the time of the law is over too
                await _close(means, work, case)
        return due

    total = 0
    while deleted := len(await in_work(means, use)):
        total += deleted
    return total


async def _erase_fruitless(means: Means, journey: Journey) -> int:
    """What was handed in went before; now goes what the case itself says of its customer."""
    found = await _untouched(means, journey, FRUITLESS, journey.retention.declined)
    for case in found:
        await in_work(means, lambda work, case=case: _close(means, work, case))  # type: ignore[misc]  # mypy cannot infer a default's type
    return len(found)


async def _close(means: Means, work: Work, before: Case) -> None:
    after = await erase_case(means, work, await get_case(work, before.case_id), SYSTEM, by_law=False)
    await tell(means, work, replace(after, customer_id=before.customer_id), EventName.STATUS_CHANGED)


async def _forget(means: Means) -> int:
    def since(days: int) -> datetime:
        return means.now() - timedelta(days=days)

    async def use(work: Work) -> int:
        answers = await work.answers.forget_before(since(means.times.answers))
        delivered = await work.outbox.forget_before(since(means.times.delivered))
        delivered += await work.bank_outbox.forget_before(since(means.times.dead_letters))
        heard = await work.vendor_inbox.forget_before(since(means.times.heard))
        proofs = since(means.times.erasures)
        redacted = await work.vendor_sessions.forget_before(proofs)
        return answers + delivered + heard + redacted + await work.erasures.forget_before(proofs)

    return await in_work(means, use)


async def end_relationship(means: Means, customer_id: str) -> bool:
    """The bank says that this customer has left: from now on runs the time that the law sets."""

    async def use(work: Work) -> bool:
        approved = [case for case in await work.cases.of_customer(customer_id) if case.status in KEPT_BY_LAW]
        for case in approved:
            await _let_time_run(means, work, case)
        return bool(approved)

    return await in_work(means, use)


async def _let_time_run(means: Means, work: Work, case: Case) -> None:
    journey = means.journey_of(case)
    days = dict.fromkeys(IDENTITY, journey.retention.relationship)
    if law := journey.law_at_vendor:
        await work.vendor_sessions.keep_until(case.case_id, means.now() + timedelta(days=law.days))
    for kind, kept in (days | {one.item: one.days for one in journey.kept_by_law}).items():
        await work.vault.keep_until(case.case_id, frozenset({kind}), means.now() + timedelta(days=kept))


async def rotate(means: Means) -> int:
    """Wrap every data key by the current master key; afterwards the old one can be taken out of the settings."""

    async def use(work: Work) -> int:
        rewrapped = 0
        for case_id, wrapped in (await work.vault.keys()).items():
            fresh = means.sealing.rewrap(case_id, wrapped)
            if fresh is not None:
                rewrapped += await work.vault.change_key(case_id, wrapped, fresh)
        return rewrapped

    return await in_work(means, use)
