"""An appointment for a video call: the bank keeps it, and reports what came of the call."""

from actions.services.actor import Actor
from actions.services.channels import CallWish
from actions.services.means import Means, get_case, in_work
from actions.services.outcome import answer
from actions.services.ports import Json, Work
from actions.services.views import stamp
from actions.verification import commands
from actions.verification.case import Case, Moved
from actions.verification.findings import UNAVAILABLE_REASON
from actions.verification.journey import Kind

BY_VIDEO = frozenset({Kind.VIDEO})


async def ask_call(means: Means, actor: Actor, case_id: str, step_id: str, language: str | None) -> Json:
    """Asked twice it is the same appointment; the case goes on when the bank says that the call has been."""

    async def use(work: Work) -> Case:
        case = actor.own(await get_case(work, case_id))
        commands.check_step(case, step_id, BY_VIDEO)
        return case

    case = await in_work(means, use)
    spoken = means.wording(language, case).language
    appointment = await means.providers.calls.schedule(CallWish(case_id, case.customer_id, spoken))
    nothing, wording = Moved(case, (), case.version), means.wording(language, case)
    if appointment is None:
        return answer(nothing, step_id, UNAVAILABLE_REASON, wording)
    at = stamp(appointment.at) if appointment.at else None
    call = {"at": at, "simulated": appointment.simulated}
    return answer(nothing, step_id, None, wording, result="scheduled", call=call)
