"""The details card: read, checked, sealed."""

from collections.abc import Mapping
from datetime import date
from zoneinfo import ZoneInfo

from actions.services.actor import Actor
from actions.services.checks import ask_authorities
from actions.services.keeping import keep_values, values_of
from actions.services.means import Means, evidence_key, get_case, in_work, once, welcome
from actions.services.outcome import answer
from actions.services.ports import Json, Work
from actions.services.record import record
from actions.services.wording import Wording
from actions.verification import commands
from actions.verification.case import Case
from actions.verification.codes import void
from actions.verification.details import Details, read_details
from actions.verification.errors import Refused
from actions.verification.journey import Kind
from actions.verification.progress import Verdict
from actions.verification.rechecks import changed_fields, resting_on, wait_again

DETAILS = frozenset({Kind.DETAILS})


async def submit_details(
    means: Means, actor: Actor, case_id: str, step_id: str, key: str, typed: Mapping[str, str], language: str | None
) -> Json:
    """Authorities are asked outside the transaction: they may take their time."""
    read = await _read(means, actor, case_id, step_id, key, typed)
    if not isinstance(read, tuple):
        return read
    case, details = read
    verdict = Verdict(details.reason)
    if details.reason is None:
        verdict = await ask_authorities(means, case, means.plan(case, step_id), details.values, {})

    async def use(work: Work) -> Json:
        case = actor.own(await get_case(work, case_id))
        before = await _corrected(means, work, case, details) if details.reason is None else case
        moved = commands.hand_in(before, step_id, DETAILS, verdict, means.now())
        await record(means, work, moved, actor)
        if details.reason is None:
            await keep_values(means, work, case, step_id, details.values)
        wording = means.wording(language, case)
        wrong = {field: field_error(wording, field, code) for field, code in details.reasons.items()}
        return answer(moved, step_id, verdict.reason, wording, fields=wrong or None)

    return await once(means, evidence_key(case_id, step_id, key), use)


async def _corrected(means: Means, work: Work, case: Case, details: Details) -> Case:
    """With each code that is on its way to where the customer said before, which opens nothing from now on."""
    changed = changed_fields(await values_of(means, work, case), details.values)
    steps = resting_on(case, means.journey_of(case), changed)
    for step in steps:
        sent = await work.codes.get(case.case_id, step.id)
        if sent is not None:
            await work.codes.put(void(sent))
    return wait_again(case, steps)


async def _read(
    means: Means, actor: Actor, case_id: str, step_id: str, key: str, typed: Mapping[str, str]
) -> tuple[Case, Details] | Json:
    """What was typed, read; or what was answered to the same key before."""

    async def use(work: Work) -> tuple[Case, Details] | Json:
        case, answered = await welcome(work, actor, case_id, step_id, key, DETAILS)
        if answered is not None:
            return answered
        fields = means.plan(case, step_id).fields
        if set(typed) - set(fields):
            raise Refused("invalid_payload", dict.fromkeys(sorted(set(typed) - set(fields)), "unknown"))
        return case, read_details(means.journey_of(case), fields, typed, today(means, case))

    return await in_work(means, use)


def field_error(wording: Wording, field: str, code: str) -> str:
    return wording.reason(code)["cause"] if code == "UNDERAGE" else wording.fields[field]["error"]


def today(means: Means, case: Case) -> date:
    """Where the customer is."""
    return means.now().astimezone(ZoneInfo(means.journey_of(case).time_zone)).date()
