"""What every use case works with, and how it works: in one transaction, again when somebody else was faster."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeVar

from actions.services.actor import Actor
from actions.services.bank_names import FindNames
from actions.services.code_texts import CodeTexts
from actions.services.ports import Bank, Begin, Json, Sealing, Work
from actions.services.providers import Providers
from actions.services.times import Times
from actions.services.vendors import Vendors
from actions.services.wording import Wording
from actions.verification.case import Case, EventName
from actions.verification.commands import check_evidence
from actions.verification.errors import Conflict, NotFound, Refused
from actions.verification.journey import PICTURES, Journey, Kind, PlannedStep
from actions.verification.liveness import Move

Answer = TypeVar("Answer")
TRIES = 8  # two people act on one case at the same moment; eight in a row is a fault


@dataclass(frozen=True, slots=True)
class ReviewTerms:
    """What the bank allows its own people, and expects of them."""

    target: timedelta = timedelta(hours=24)  # a case that waits longer for a decision is overdue
    reveal: timedelta = timedelta(seconds=60)  # how long one look lasts
    reveals: int = 60  # looks of one person within an hour


@dataclass(frozen=True, slots=True)
class Means:
    begin: Begin
    now: Callable[[], datetime]
    new_id: Callable[[], str]
    journeys: Mapping[str, Journey]
    wordings: Mapping[str, Mapping[str, Wording]]  # by journey and language
    bank: Bank
    sealing: Sealing
    providers: Providers
    choose: Callable[[Sequence[Move]], Move]  # not foreseeable
    digit: Callable[[], int]  # not foreseeable
    messages: Mapping[str, CodeTexts]  # by language: what goes out with a code
    bank_names: FindNames
    times: Times = field(default_factory=Times)
    review: ReviewTerms = ReviewTerms()
    bank_hears: frozenset[EventName] = frozenset()  # nothing, while it has said no address
    vendors: Vendors = field(default_factory=Vendors)

    def wording(self, language: str | None, case: Case) -> Wording:
        wordings = self.wordings[case.journey]
        return wordings.get(language or case.language) or wordings[case.language]

    def journey_of(self, case: Case) -> Journey:
        return self.journeys[case.journey]

    def plan(self, case: Case, step_id: str) -> PlannedStep:
        planned = self.journey_of(case).step(step_id)
        if planned is None:
            raise NotFound
        return planned


async def in_work(means: Means, use: Callable[[Work], Awaitable[Answer]]) -> Answer:
    for _ in range(TRIES - 1):
        try:
            async with means.begin() as work:
                return await use(work)
        except Conflict:
            continue
    async with means.begin() as work:
        return await use(work)


async def once(means: Means, key: str, use: Callable[[Work], Awaitable[Json]]) -> Json:
    """Do it, or repeat what was answered when the same command came before. Refusals are not remembered."""

    async def answered(work: Work) -> Json | None:
        return await work.answers.get(key)

    async def attempt(work: Work) -> Json:
        known = await answered(work)
        if known is not None:
            return known
        answer = await use(work)
        await work.answers.put(key, answer, means.now())
        return answer

    try:
        return await in_work(means, attempt)
    except Refused:
        # PostgreSQL may show the case as the same command, run beside this one, has just left it: too late for "no".
        known = await in_work(means, answered)
        if known is None:
            raise
        return known


def evidence_key(case_id: str, step_id: str, key: str) -> str:
    """Under which the answer to something handed in is remembered; `key` is the client's."""
    return f"evidence:{case_id}:{step_id}:{key}"


async def welcome(
    work: Work, actor: Actor, case_id: str, step_id: str, key: str, kinds: frozenset[Kind]
) -> tuple[Case, Json | None]:
    """The customer's own case, whose step takes something now; and what was answered to the same key before."""
    case = actor.own(await get_case(work, case_id))
    answered = await work.answers.get(evidence_key(case_id, step_id, key))
    if answered is None:
        check_evidence(case, step_id, kinds)
    return case, answered


async def get_case(work: Work, case_id: str) -> Case:
    case = await work.cases.get(case_id)
    if case is None:
        raise NotFound
    return case


async def expects_picture(means: Means, actor: Actor, case_id: str, step_id: str, key: str) -> Kind:
    """What kind of picture the step takes now, asked before a large body is read. What was answered comes again."""

    async def use(work: Work) -> Kind:
        case, _ = await welcome(work, actor, case_id, step_id, key, PICTURES)
        return case.step(step_id).kind

    return await in_work(means, use)


async def kind_of(means: Means, actor: Actor, case_id: str, step_id: str) -> Kind:
    """What the step takes; for its own customer only."""

    async def use(work: Work) -> Kind:
        return actor.own(await get_case(work, case_id)).step(step_id).kind

    return await in_work(means, use)
