"""What the bot asks for in its customer's name. Each is done once per turn, however often the turn runs."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from actions.services.actor import Actor
from actions.services.means import Means, in_work, once
from actions.services.ports import Json, Work
from actions.services.record import note, record
from actions.verification import commands
from actions.verification.case import Case, State
from actions.verification.errors import CaseRefuses, NotFound
from actions.verification.status import OVER, WITH_CUSTOMER, Status
from actions.verification.tries import carry_over


@dataclass(frozen=True, slots=True)
class BotTurn:
    turn_id: str
    customer_id: str
    language: str

    @property
    def actor(self) -> Actor:
        return Actor("bot", self.customer_id, turn_id=self.turn_id)


@dataclass(frozen=True, slots=True)
class Said:
    """The response that the bot gives, and the case as it stands."""

    response: str
    case: Case | None


Use = Callable[[Work, Case | None], Awaitable[str]]

STATUS_RESPONSES = {
    Status.IN_REVIEW: "utter_in_review",
    Status.SUBMITTED: "utter_status_processing",
    Status.PROCESSING: "utter_status_processing",
    Status.ERROR: "utter_status_error",
    Status.APPROVED: "utter_status_approved",
    Status.APPROVAL_EXPIRED: "utter_status_approval_expired",
    Status.DECLINED: "utter_status_declined",
}


async def start_verification(means: Means, turn: BotTurn) -> Said:
    async def use(work: Work, case: Case | None) -> str:
        if case is not None and case.status not in OVER | {Status.CREATED}:
            return _standing(case, "utter_already_started")
        if case is None or case.status is not Status.CREATED:  # else the bank has made it: now it begins
            journey = means.journeys[means.bank.journeys[turn.language]]
            case = commands.invite(means.new_id(), turn.customer_id, journey, turn.language, means.now())
        fresh = carry_over(case, await work.cases.of_customer(turn.customer_id), means.now())
        await record(means, work, commands.begin(fresh, means.now()), turn.actor)
        return "utter_verification_intro"

    return await _once(means, turn, "start", use)


async def resume_verification(means: Means, turn: BotTurn) -> Said:
    async def use(work: Work, case: Case | None) -> str:
        if case is None or case.status in OVER:
            return "utter_no_case"
        if case.status in WITH_CUSTOMER:
            await note(means, work, case, commands.resume(case), turn.actor)
        return _standing(case, "utter_resume_verification")

    return await _once(means, turn, "resume", use)


async def pause_verification(means: Means, turn: BotTurn) -> Said:
    async def use(work: Work, case: Case | None) -> str:
        if case is None or case.status not in WITH_CUSTOMER:
            return "utter_nothing_to_pause"
        await note(means, work, case, commands.pause(case), turn.actor)
        return "utter_pause_verification"

    return await _once(means, turn, "pause", use)


async def cancel_verification(means: Means, turn: BotTurn) -> Said:
    async def use(work: Work, case: Case | None) -> str:
        if case is None or case.status in OVER:
            return "utter_no_case"
        if case.ended:
            return _standing(case, "utter_no_case")
        await record(means, work, commands.cancel(case, means.now()), turn.actor)
        return "utter_canceled"

    return await _once(means, turn, "cancel", use)


async def choose_alternative(means: Means, turn: BotTurn) -> Said:
    async def use(work: Work, case: Case | None) -> str:
        if case is None or case.status in OVER:
            return "utter_no_case"
        try:
            moved = commands.choose_alternative(case, None, means.journey_of(case), means.now())
        except CaseRefuses:
            return "utter_alternative_unavailable"
        await record(means, work, moved, turn.actor)
        return "utter_alternative_chosen"

    return await _once(means, turn, "alternative", use)


async def reopen(means: Means, turn: BotTurn, step_id: str | None = None) -> Said:
    async def use(work: Work, case: Case | None) -> str:
        if case is None or case.status in OVER:
            return "utter_no_case"
        return await _reopen(means, work, turn, case, step_id)

    return await _once(means, turn, "reopen", use)


async def _reopen(means: Means, work: Work, turn: BotTurn, case: Case, step_id: str | None) -> str:
    """No step named: the customer comes back from the other way."""
    try:
        step = case.needs_customer().step(step_id or _replaced(case))
        if step.state is State.CURRENT:
            return "utter_reopened"
        if step.state is State.WAITING:
            return "utter_already_started"
        await record(means, work, commands.reopen(case, step.id, means.now()), turn.actor)
    except (CaseRefuses, NotFound):
        return "utter_cannot_reopen"
    return "utter_reopened"


def _replaced(case: Case) -> str:
    return next((step.id for step in case.steps if step.state is State.REPLACED), "")


async def case_status(means: Means, turn: BotTurn) -> Said:
    async def use(work: Work) -> Case | None:
        return await work.cases.latest_of(turn.customer_id)

    case = await in_work(means, use)
    if case is None or case.status is Status.REDACTED:
        return Said("utter_no_case", case)
    shown = Status.PROCESSING if case.status is Status.SUBMITTED else case.status
    return Said(f"utter_status_{shown}", case)


async def ask_for_review(means: Means, turn: BotTurn) -> Said:
    """A person is to look at what a machine has declined."""

    async def use(work: Work, case: Case | None) -> str:
        if case is None or case.status in OVER:
            return "utter_no_case"
        try:
            await record(means, work, commands.ask_for_review(case, means.now()), turn.actor)
        except CaseRefuses:
            return _standing(case, "utter_already_started")
        return "utter_review_requested"

    return await _once(means, turn, "review", use)


def _standing(case: Case, otherwise: str) -> str:
    return STATUS_RESPONSES.get(case.status, otherwise)


async def _once(means: Means, turn: BotTurn, what: str, use: Use) -> Said:
    async def attempt(work: Work) -> Json:
        return {"response": await use(work, await work.cases.latest_of(turn.customer_id))}

    answer = await once(means, f"turn:{turn.customer_id}:{turn.turn_id}:{what}", attempt)

    async def read(work: Work) -> Case | None:
        return await work.cases.latest_of(turn.customer_id)

    return Said(str(answer["response"]), await in_work(means, read))
