"""A code sent once more at the word of the staff."""

from actions.services.actor import Actor
from actions.services.codes import by_text, phone_of
from actions.services.keeping import values_of
from actions.services.means import Means, get_case, in_work
from actions.services.ports import Work
from actions.services.sending import Asked, Carry, Reserved, reserve, send
from actions.services.transfers import by_transfer
from actions.verification import staff
from actions.verification.case import Case
from actions.verification.codes import MaySend
from actions.verification.errors import CaseRefuses
from actions.verification.journey import Kind


async def resend_code(means: Means, actor: Actor, case_id: str, language: str | None, version: int | None) -> None:
    """They may pass the limit of sendings, as the customer may not; the pause between two holds for everybody."""

    async def use(work: Work) -> tuple[Reserved, Carry]:
        case = await get_case(work, case_id)
        if version not in (None, case.version):
            raise CaseRefuses("changed_meanwhile")
        step = staff.check_resend(case)
        carry = await _carry(means, work, case, step.kind)
        reserved = await reserve(means, work, case, means.plan(case, step.id), insisting=True)
        if reserved.may is MaySend.WAIT:
            raise CaseRefuses("code_just_sent")
        return reserved, carry

    reserved, carry = await in_work(means, use)
    await send(means, Asked(actor, language), reserved, carry)


async def _carry(means: Means, work: Work, case: Case, kind: Kind) -> Carry:
    if kind is Kind.CODE:
        return by_text(means, case, await phone_of(means, work, case))
    values = await values_of(means, work, case)
    if "account_number" not in values:
        raise CaseRefuses("not_applicable")
    return by_transfer(means, case, values)
