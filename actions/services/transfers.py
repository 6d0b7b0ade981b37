"""The small transfer: to an account of the customer's own, with a code on its statement."""

from collections.abc import Mapping

from actions.services.actor import Actor
from actions.services.channels import SmallTransfer
from actions.services.checks import ask_authorities
from actions.services.details import field_error, today
from actions.services.keeping import evidence_of, keep_values, must_be_as_seen, values_of
from actions.services.means import Means, evidence_key, get_case, in_work, once, welcome
from actions.services.outcome import answer
from actions.services.ports import Json, Work
from actions.services.record import record
from actions.services.sending import Asked, Carry, Reserved, reserve, send
from actions.verification import commands
from actions.verification.case import Case
from actions.verification.details import Details, read_details
from actions.verification.errors import Refused
from actions.verification.findings import Finding
from actions.verification.journey import Kind, PlannedStep
from actions.verification.progress import Verdict

BY_BANK = frozenset({Kind.TRANSFER})
OWNER = "account_owner"  # core banking answers it with the transfer


async def submit_account(
    means: Means, actor: Actor, case_id: str, step_id: str, key: str, typed: Mapping[str, str], language: str | None
) -> Json:
    """The account is read; then core banking looks whose it is and sends, or neither."""

    async def use(work: Work) -> tuple[Case, Details, dict[str, str], frozenset[str]] | Json:
        case, answered = await welcome(work, actor, case_id, step_id, key, BY_BANK)
        if answered is not None:
            return answered
        planned = means.plan(case, step_id)
        unknown = sorted(set(typed) - set(planned.fields))
        if unknown:
            raise Refused("invalid_payload", dict.fromkeys(unknown, "unknown"))
        details = read_details(means.journey_of(case), planned.fields, typed, today(means, case))
        return case, details, await values_of(means, work, case), await evidence_of(work, case)

    found = await in_work(means, use)
    if not isinstance(found, tuple):
        return found
    case, details, known, seen = found
    asked = Asked(actor, language, key)
    if details.reason is not None:
        return await _again(means, asked, case, step_id, Verdict(details.reason), details)
    values = known | dict(details.values)
    verdict = await _others(means, case, means.plan(case, step_id), values)
    if verdict.reason is not None:
        return await _again(means, asked, case, step_id, verdict)
    reserved = await _reserve(means, actor, case_id, step_id, seen)

    async def keep(work: Work, case: Case) -> None:
        await keep_values(means, work, case, step_id, details.values)

    return await send(means, asked, reserved, by_transfer(means, reserved.case, values), keep, verdict.findings)


async def _others(means: Means, case: Case, planned: PlannedStep, values: Mapping[str, str]) -> Verdict:
    return await ask_authorities(means, case, planned, values, {}, leave=frozenset({OWNER}))


async def _reserve(means: Means, actor: Actor, case_id: str, step_id: str, seen: frozenset[str]) -> Reserved:
    async def use(work: Work) -> Reserved:
        case = actor.own(await get_case(work, case_id))
        commands.check_evidence(case, step_id, BY_BANK)
        await must_be_as_seen(work, case, seen)
        return await reserve(means, work, case, means.plan(case, step_id))

    return await in_work(means, use)


def by_transfer(means: Means, case: Case, values: Mapping[str, str]) -> Carry:
    async def carry(code: str) -> Finding:
        order = SmallTransfer(
            transfer_id=means.new_id(),
            case_id=case.case_id,
            customer_id=case.customer_id,
            country=means.journey_of(case).country,
            bank=values["account_bank"],
            number=values["account_number"],
            holder=values["name"],
            memo=means.messages[case.language].on_statement(code),
        )
        return await means.providers.core.send_small_transfer(order)

    return carry


async def _again(
    means: Means, asked: Asked, case: Case, step_id: str, verdict: Verdict, details: Details | None = None
) -> Json:
    async def use(work: Work) -> Json:
        current = asked.actor.own(await get_case(work, case.case_id))
        moved = commands.hand_in(current, step_id, BY_BANK, verdict, means.now())
        await record(means, work, moved, asked.actor)
        wording, reasons = means.wording(asked.language, current), details.reasons if details else {}
        wrong = {field: field_error(wording, field, code) for field, code in reasons.items()}
        return answer(moved, step_id, verdict.reason, wording, fields=wrong or None)

    return await once(means, evidence_key(case.case_id, step_id, asked.key or ""), use)
