"""What the bank's people see of cases, and what they decide: every command is written down with who and why."""

from dataclasses import dataclass, replace

from actions.services.actor import DECIDE, UNSTICK, VIEW, Actor
from actions.services.case_detail import case_detail, case_row
from actions.services.means import Means, get_case, in_work
from actions.services.ports import Json, Work
from actions.services.record import record
from actions.services.resending import resend_code
from actions.verification import staff
from actions.verification.case import Case, EventName, Moved
from actions.verification.errors import CaseRefuses, Refused
from actions.verification.journey import WITH_STAFF
from actions.verification.reasons import REASONS
from actions.verification.staff import Decided, Decision
from actions.verification.status import Status

LISTED = 200
REPORTED = (EventName.STEP_PASSED, EventName.STEP_RECEIVED)


async def list_cases(means: Means, actor: Actor, status: str) -> list[Json]:
    """Who has waited longest for a person comes first, so the overdue ones do."""
    actor.must(VIEW)
    if status not in list(Status):
        raise Refused("invalid_payload", {"status": "unknown"})

    async def use(work: Work) -> list[Json]:
        found = await work.cases.with_status(Status(status), LISTED)
        return [case_row(means, case) for case in sorted(found, key=lambda case: case.review_since or case.updated_at)]

    return await in_work(means, use)


async def get_case_detail(means: Means, actor: Actor, case_id: str, language: str | None) -> Json:
    actor.must(VIEW)

    async def use(work: Work) -> Json:
        return await case_detail(means, work, await get_case(work, case_id), actor, language)

    return await in_work(means, use)


@dataclass(frozen=True, slots=True)
class StaffCommand:
    command: str
    step: str | None = None
    decision: str | None = None
    steps: tuple[str, ...] = ()
    reason: str | None = None  # a canonical code, or the person's own words, which only staff read
    version: int | None = None  # of the case that the person has looked at


async def command_case(means: Means, actor: Actor, case_id: str, asked: StaffCommand, language: str | None) -> Json:
    actor.must(DECIDE if asked.command == "decide" else UNSTICK)
    actor = replace(actor, why=asked.reason or actor.why)
    if not actor.why:
        raise Refused("reason_missing")

    if asked.command == "resend_code":
        await resend_code(means, actor, case_id, language, asked.version)
        return await get_case_detail(means, actor, case_id, language)

    async def use(work: Work) -> Json:
        before = await get_case(work, case_id)
        if asked.decision == Decision.APPROVED:
            await _must_not_have_received(work, case_id, actor)
        moved = _move(means, before, asked, actor.id)
        if before.ended and await work.vault.key_of(case_id) is None:
            raise CaseRefuses("evidence_deleted")  # nothing could be kept in it, nor compared with what is gone
        case = await record(means, work, moved, actor)
        return await case_detail(means, work, case, actor, language)

    return await in_work(means, use)


async def _must_not_have_received(work: Work, case_id: str, actor: Actor) -> None:
    """A visit stands for every method that the law counts: one person alone must not report it and approve."""
    for entry in await work.history.of(case_id):
        if entry.actor_id == actor.id and entry.kind in WITH_STAFF and entry.name in REPORTED:
            raise CaseRefuses("saw_customer")


def _move(means: Means, case: Case, asked: StaffCommand, by: str) -> Moved:
    now = means.now()
    if asked.version not in (None, case.version):
        raise CaseRefuses("changed_meanwhile")  # another photo, say, than the one that was looked at
    if asked.command == "decide":
        code = asked.reason if asked.reason in REASONS else None
        return staff.decide(case, Decided(Decision(asked.decision or ""), by, asked.steps, code), now)
    step = asked.step or (case.current.id if case.current else None)
    if step is None:
        raise CaseRefuses("no_step")
    if asked.command == "allow_attempt":
        return staff.allow_attempt(case, step, now)
    return staff.use_alternative(case, step, means.journey_of(case), now)
