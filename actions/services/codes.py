"""Codes by phone and by bank statement: typed into the card, and into nothing else."""

from dataclasses import dataclass
from datetime import datetime

from actions.services.actor import Actor
from actions.services.channels import Taken, TextMessage
from actions.services.checks import ask_authorities
from actions.services.keeping import values_of
from actions.services.means import Means, evidence_key, get_case, in_work, once, welcome
from actions.services.outcome import answer
from actions.services.ports import Json, Work
from actions.services.record import record
from actions.services.sending import Asked, Carry, Reserved, digest_of, reserve, send
from actions.verification import commands
from actions.verification.case import HANDED_IN, Case, Moved, State
from actions.verification.codes import WRONG, judge, read_code
from actions.verification.errors import NotFound
from actions.verification.findings import UNAVAILABLE_REASON, Finding, Outcome
from actions.verification.journey import CODED, Kind
from actions.verification.progress import Verdict

BY_PHONE = frozenset({Kind.CODE})
PHONE_CODE, STATEMENT_CODE = "phone_code", "account_transfer"
SENT = {Taken.YES: Outcome.PASSED, Taken.NO: Outcome.UNAVAILABLE, Taken.UNKNOWN: Outcome.UNCLEAR}


async def ask_code(means: Means, actor: Actor, case_id: str, step_id: str, key: str, language: str | None) -> Json:
    """A fresh code to the phone that the details name."""

    async def use(work: Work) -> tuple[Reserved, str] | Json:
        case, answered = await welcome(work, actor, case_id, step_id, key, BY_PHONE)
        if answered is not None:
            return answered
        return await reserve(means, work, case, means.plan(case, step_id)), await phone_of(means, work, case)

    found = await in_work(means, use)
    if not isinstance(found, tuple):
        return found
    reserved, phone = found
    return await send(means, Asked(actor, language, key), reserved, by_text(means, reserved.case, phone))


async def phone_of(means: Means, work: Work, case: Case) -> str:
    phone = (await values_of(means, work, case)).get("phone")
    if phone is None:
        raise NotFound
    return phone


def by_text(means: Means, case: Case, phone: str) -> Carry:
    """In the language of the case: whoever reads it on the phone may not be who has changed the card's."""
    texts = means.providers.texts

    async def carry(code: str) -> Finding:
        said = means.messages[case.language].to_phone(code)
        taken = await texts.send(TextMessage(means.new_id(), case.case_id, case.customer_id, phone, said))
        reason = None if taken is Taken.YES else UNAVAILABLE_REASON
        return Finding(PHONE_CODE, SENT[taken], texts.source, reason, simulated=texts.simulated)

    return carry


async def submit_code(
    means: Means, actor: Actor, case_id: str, step_id: str, key: str, typed: str, language: str | None
) -> Json:
    """A right code is one half; whose phone it is, the authorities that the step names say afterwards."""
    looked = await _look(means, actor, case_id, step_id, key, typed)
    if not isinstance(looked, Looked):
        return looked
    code, typed_at = looked.code, looked.at
    if code is None:
        return _no_code(means, looked.case, step_id, language)
    asked = _wrong(looked.case, step_id, looked.reason) if looked.reason else await _whose(means, looked, step_id)

    async def use(work: Work) -> Json:
        """Judged once more: of many guesses at one moment, each counts, and a newer code may have gone out."""
        now = actor.own(await get_case(work, case_id))
        commands.check_evidence(now, step_id, CODED)
        reason = await _judged(means, work, now, step_id, code, typed_at)
        verdict = _wrong(now, step_id, reason) if reason else asked
        moved = commands.hand_in(now, step_id, CODED, verdict, means.now())
        await record(means, work, moved, actor)
        if moved.case.step(step_id).state in HANDED_IN | {State.FAILED}:
            await work.codes.delete(case_id, step_id)
        return answer(moved, step_id, verdict.reason, means.wording(language, now))

    return await once(means, evidence_key(case_id, step_id, key), use)


@dataclass(frozen=True, slots=True)
class Looked:
    """A code as it was typed, and what was thought of it at first sight. `repr` is silenced."""

    case: Case
    values: dict[str, str]
    at: datetime
    code: str | None  # nothing for what can be no code
    reason: str | None

    def __repr__(self) -> str:
        return f"Looked({self.case.case_id}, {self.reason})"


async def _look(means: Means, actor: Actor, case_id: str, step_id: str, key: str, typed: str) -> Looked | Json:
    typed_at = means.now()

    async def use(work: Work) -> Looked | Json:
        case, answered = await welcome(work, actor, case_id, step_id, key, CODED)
        if answered is not None:
            return answered
        code = read_code(typed, case.step(step_id).kind)
        reason = await _judged(means, work, case, step_id, code, typed_at) if code else None
        return Looked(case, await values_of(means, work, case), typed_at, code, reason)

    return await in_work(means, use)


async def _judged(means: Means, work: Work, case: Case, step_id: str, code: str, typed_at: datetime) -> str | None:
    step = case.step(step_id)
    digest = await digest_of(means, work, case, step_id, code)
    sent = await work.codes.get(case.case_id, step_id)
    return judge(sent, digest, step.kind, step.attempts_left, typed_at)


def _wrong(case: Case, step_id: str, reason: str) -> Verdict:
    """What was found out before the code was typed stands."""
    return Verdict(reason, case.step(step_id).findings)


async def _whose(means: Means, looked: Looked, step_id: str) -> Verdict:
    """What a small transfer found out about the account stands since it was sent."""
    case, values = looked.case, looked.values
    step, planned, texts = case.step(step_id), means.plan(case, step_id), means.providers.texts
    if step.kind is Kind.TRANSFER:
        sent = step.findings[-1]
        typed = Finding(STATEMENT_CODE, Outcome.PASSED, sent.source, simulated=sent.simulated)
        return Verdict(None, (*step.findings, typed))
    asked = await ask_authorities(means, case, planned, values, {})
    typed = Finding(PHONE_CODE, Outcome.PASSED, texts.source, simulated=texts.simulated)
    return Verdict(asked.reason, (typed, *asked.findings))


def _no_code(means: Means, case: Case, step_id: str, language: str | None) -> Json:
    """Too few digits, say: a slip of the finger, which costs nothing and is not written down."""
    wording, code = means.wording(language, case), WRONG[case.step(step_id).kind]
    return answer(Moved(case, (), case.version), step_id, code, wording, fields={"code": wording.reason(code)["cause"]})
