"""Sending a code: reserved in one transaction, sent outside of any, written down in another."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from actions.services.actor import Actor
from actions.services.means import Means, evidence_key, get_case, in_work, once
from actions.services.outcome import answer
from actions.services.ports import Json, Work
from actions.services.record import record
from actions.verification import commands
from actions.verification.case import Case, Moved
from actions.verification.codes import (
    LENGTHS,
    LIMIT,
    MaySend,
    SentCode,
    may_send,
    new_code,
    not_sent,
    rules_of,
    seconds_until,
    sending,
    void,
)
from actions.verification.errors import NotFound
from actions.verification.findings import Finding, Outcome
from actions.verification.journey import CODED, Kind, PlannedStep
from actions.verification.progress import Verdict

Carry = Callable[[str], Awaitable[Finding]]  # takes the code on its way; passed means that it is
Then = Callable[[Work, Case], Awaitable[None]]  # what is written down together with the sending


@dataclass(frozen=True, slots=True)
class Reserved:
    """The next code of one step; its digits are known to whoever carries it, and to nobody else."""

    case: Case
    planned: PlannedStep
    may: MaySend
    sent: SentCode | None
    code: str = ""

    def __repr__(self) -> str:
        return f"Reserved({self.case.case_id}, {self.planned.id}, {self.may})"


@dataclass(frozen=True, slots=True)
class Asked:
    """Who wants a code sent, and how they are answered. Without a key the same again is another sending."""

    actor: Actor
    language: str | None
    key: str | None = None


async def reserve(means: Means, work: Work, case: Case, planned: PlannedStep, insisting: bool = False) -> Reserved:
    """From here on the code before it holds no longer. `insisting`: staff may pass the limit, not the pause."""
    last, rules, now = await work.codes.get(case.case_id, planned.id), rules_of(planned), means.now()
    may = may_send(last, rules, now)
    if may is MaySend.WAIT or (may is MaySend.LIMIT and not insisting):
        return Reserved(case, planned, may, last)
    code = new_code(means.digit, planned.kind)
    digest = await digest_of(means, work, case, planned.id, code)
    fresh = sending(last, case.case_id, planned.id, digest, rules, now)
    await work.codes.put(fresh)
    return Reserved(case, planned, MaySend.YES, fresh, code)


async def digest_of(means: Means, work: Work, case: Case, step_id: str, code: str) -> bytes:
    """Bound to the case and the step: the same code elsewhere has another digest."""
    wrapped = await work.vault.key_of(case.case_id)
    if wrapped is None:
        raise NotFound
    return means.sealing.digest(case.case_id, wrapped, code.encode(), f"{case.case_id}|{step_id}|code")


async def send(
    means: Means,
    asked: Asked,
    reserved: Reserved,
    how: Carry,
    then: Then | None = None,
    before: tuple[Finding, ...] = (),
) -> Json:
    """What was surely not sent costs no sending, and may be asked for again at once. `before`: found out up to here."""
    finding = await how(reserved.code) if reserved.may is MaySend.YES else None

    async def use(work: Work) -> Json:
        case, step = await get_case(work, reserved.case.case_id), reserved.planned.id
        wording = means.wording(asked.language, case)
        if reserved.may is MaySend.WAIT:
            view = code_view(means, reserved.planned, reserved.sent)
            return answer(Moved(case, (), case.version), step, None, wording, result="wait", code=view)
        reason = _reason(reserved, finding)
        moved = await _write_down(means, work, case, reserved, finding, reason, before)
        await record(means, work, moved, asked.actor)
        if reason is None and then is not None:
            await then(work, case)
        view = code_view(means, reserved.planned, await work.codes.get(case.case_id, step))
        told = {"result": "sent"} if reason is None else {}
        return answer(moved, step, reason, wording, code=view, **told)

    if asked.key is None or reserved.may is MaySend.WAIT:
        return await in_work(means, use)
    return await once(means, evidence_key(reserved.case.case_id, reserved.planned.id, asked.key), use)


def _reason(reserved: Reserved, finding: Finding | None) -> str | None:
    if finding is None:
        return LIMIT[reserved.planned.kind]
    return None if finding.outcome is Outcome.PASSED else finding.reason or "OTHER"


async def _write_down(
    means: Means,
    work: Work,
    case: Case,
    reserved: Reserved,
    finding: Finding | None,
    reason: str | None,
    before: tuple[Finding, ...],
) -> Moved:
    step, findings = reserved.planned.id, (*before, *((finding,) if finding else ()))
    if reason is None:
        # whose account it is was found out with the sending; whose phone, only the typed code tells
        known = findings if reserved.planned.kind is Kind.TRANSFER else ()
        return commands.code_sent(case, step, CODED, known, means.now())
    moved = commands.hand_in(case, step, CODED, Verdict(reason, findings), means.now())
    if finding is None:
        await work.codes.delete(case.case_id, step)  # whoever helps on from here begins to count anew
    elif await work.codes.get(case.case_id, step) == reserved.sent and reserved.sent:
        await work.codes.put(_after(reserved.sent, reserved.planned, finding))
    return moved


def _after(sent: SentCode, planned: PlannedStep, finding: Finding) -> SentCode:
    """What nobody answers for may be on its way: it counts, or a slow sender would be made to send without end. A text
    that arrives after all can be typed; money proves nothing while nobody has said whose the account is."""
    if planned.kind is Kind.TRANSFER and finding.outcome is not Outcome.FAILED:
        return void(sent)
    return sent if finding.outcome is Outcome.UNCLEAR else not_sent(sent, rules_of(planned))


def code_view(means: Means, planned: PlannedStep, sent: SentCode | None) -> Json:
    """What a card may know of a code. Seconds, because clocks of phones differ."""
    now, rules = means.now(), rules_of(planned)
    holds = sent is not None and sent.digest is not None and now < sent.until
    return {
        "length": LENGTHS[planned.kind],
        "sent": holds,
        "holds_s": seconds_until(sent.until, now) if sent and holds else 0,
        "again_in_s": seconds_until(sent.at + rules.pause, now) if sent else 0,
        "sends_left": max(0, rules.sends - (sent.sends if sent else 0)),
    }
