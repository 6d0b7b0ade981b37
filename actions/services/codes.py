"""Codes by phone and by bank statement: typed into the card, and into nothing else."""

from actions.services.actor import Actor
from actions.services.channels import TextMessage
from actions.services.checks import ask_authorities
from actions.services.keeping import values_of
from actions.services.means import Means, evidence_key, get_case, in_work, once
from actions.services.outcome import answer
from actions.services.ports import Json, Work
from actions.services.record import record
from actions.services.sending import Asked, Carry, Reserved, digest_of, reserve, send
from actions.verification import commands
from actions.verification.case import HANDED_IN, Case, Moved, State
from actions.verification.codes import WRONG, judge, read_code
from actions.verification.errors import NotFound
from actions.verification.findings import Finding, Outcome, unavailable
from actions.verification.journey import CODED, Kind
from actions.verification.progress import Verdict

BY_PHONE = frozenset({Kind.CODE})
PHONE_CODE, STATEMENT_CODE = "phone_code", "account_transfer"


async def ask_code(means: Means, actor: Actor, case_id: str, step_id: str, key: str, language: str | None) -> Json:
    """A fresh code to the phone that the details name."""

    async def use(work: Work) -> tuple[Reserved, str] | Json:
        case = actor.own(await get_case(work, case_id))
        answered = await work.answers.get(evidence_key(case_id, step_id, key))
        if answered is not None:
            return answered
        commands.check_evidence(case, step_id, BY_PHONE)
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
        if not taken:
            return unavailable(PHONE_CODE, texts.source)
        return Finding(PHONE_CODE, Outcome.PASSED, texts.source, simulated=texts.simulated)

    return carry


async def submit_code(
    means: Means, actor: Actor, case_id: str, step_id: str, key: str, typed: str, language: str | None
) -> Json:
    """A right code is one half; whose phone it is, the authorities that the step names say afterwards."""
    asked_at = means.now()

    async def look(work: Work) -> tuple[Case, dict[str, str], str | None, str | None] | Json:
        case = actor.own(await get_case(work, case_id))
        answered = await work.answers.get(evidence_key(case_id, step_id, key))
        if answered is not None:
            return answered
        kind = commands.check_evidence(case, step_id, CODED).kind
        code = read_code(typed, kind)
        reason = await judged(work, case, code) if code else None
        return case, await values_of(means, work, case), code, reason

    async def judged(work: Work, case: Case, code: str) -> str | None:
        step = case.step(step_id)
        digest = await digest_of(means, work, case, step_id, code)
        sent = await work.codes.get(case_id, step_id)
        return judge(sent, digest, step.kind, step.attempts_left, asked_at)

    looked = await in_work(means, look)
    if not isinstance(looked, tuple):
        return looked
    case, values, code, reason = looked
    if code is None:
        return _no_code(means, case, step_id, language)
    asked = Verdict(reason, case.step(step_id).findings) if reason else await _whose(means, case, step_id, values)

    async def use(work: Work) -> Json:
        """Judged once more: of many guesses at one moment, each counts, and a newer code may have gone out."""
        now = actor.own(await get_case(work, case_id))
        commands.check_evidence(now, step_id, CODED)
        wrong = await judged(work, now, code)
        verdict = Verdict(wrong, now.step(step_id).findings) if wrong else asked
        moved = commands.hand_in(now, step_id, CODED, verdict, means.now())
        await record(means, work, moved, actor)
        if moved.case.step(step_id).state in HANDED_IN | {State.FAILED}:
            await work.codes.delete(case_id, step_id)
        return answer(moved, step_id, verdict.reason, means.wording(language, now))

    return await once(means, evidence_key(case_id, step_id, key), use)


async def _whose(means: Means, case: Case, step_id: str, values: dict[str, str]) -> Verdict:
    """What a small transfer found out about the account stands since it was sent."""
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
