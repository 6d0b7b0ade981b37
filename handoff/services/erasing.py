"""A customer is erased: here at once, then from bot/ and actions/, each asked again until it has done it."""

from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import structlog

from handoff.domain.audit import AuditEntry
from handoff.domain.erasure import Done, Erasure, Program, report_of, signed, stamp
from handoff.domain.errors import NotFound, Refused
from handoff.domain.events import DESK, Event
from handoff.domain.subject import Subject
from handoff.services.erasure_ports import AskActions, AskBot, Unreachable
from handoff.services.ports import Begin, NewId, Now, Work
from handoff.services.queue import announce_places

LEASE = timedelta(seconds=120)  # longer than one round through the programs may take
AT_ONCE = 5

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Eraser:
    begin: Begin
    ask_bot: AskBot
    ask_actions: AskActions
    rewrite: Callable[[], Awaitable[None]]  # so that no byte is left in our own file
    secret: str  # that proofs are signed with
    now: Now
    new_id: NewId


@dataclass(frozen=True, slots=True)
class Why:
    reason: str
    by: str


async def erase_customer(eraser: Eraser, customer: str | None, installation: str | None, why: Why) -> Erasure:
    """By the bank's own names. One round through the programs; what is left to do then goes on by itself."""
    async with eraser.begin() as work:
        subjects = await _named(work, customer, installation)
        erasure = await open_erasure(work, subjects, why, eraser.now(), eraser.new_id)
    return await carry_on(eraser, erasure)


async def open_erasure(
    work: Work, subjects: Sequence[Subject], why: Why, now: datetime, new_id: NewId, case_ids: Sequence[str] = ()
) -> Erasure:
    """Our own part is done in the transaction that makes the record: neither can be without the other."""
    customer_ids = tuple(dict.fromkeys(subject.customer_id for subject in subjects))
    references = tuple(f"{subject.kind}:{subject.external_id}" for subject in subjects)
    chats = tuple(await work.traces.conversations_of(customer_ids))
    known = await _cases_of(work, chats)
    erasure = Erasure(new_id(), now, now, why.by, why.reason, customer_ids, chats, (*case_ids, *known), references)
    deleted = {
        **await _erase_here(work, chats, now),
        "visits": await work.traces.end_visits(customer_ids),
        "subjects": await work.traces.forget_subjects(references),
    }
    done = {"done_at": stamp(now), "deleted": deleted}
    erasure = await _forget_cases(work, _with_nothing_to_ask(erasure.with_done("handoff", done), now), new_id)
    await work.erasures.add(erasure)
    await work.audit.add(AuditEntry(new_id(), now, why.by[:36], "customer_erased", erasure.id, "asked", why.reason))
    return erasure


async def erase_conversations(work: Work, chats: Sequence[str], why: Why, now: datetime, new_id: NewId) -> Erasure:
    """What was said goes; the cases and who the customer is are not touched."""
    done = {"done_at": stamp(now), "deleted": await _erase_here(work, chats, now)}
    erasure = Erasure(new_id(), now, now, why.by, why.reason, conversation_ids=tuple(chats))
    erasure = _with_nothing_to_ask(erasure.with_done("handoff", done), now)
    await work.erasures.add(erasure)
    return erasure


def _with_nothing_to_ask(erasure: Erasure, now: datetime) -> Erasure:
    """A program that knows nothing of it need not be up."""
    nothing = {"done_at": stamp(now), "deleted": {}}
    if not erasure.conversation_ids:
        erasure = erasure.with_done("bot", nothing)
    if not erasure.customer_ids:
        erasure = erasure.with_done("actions", nothing)
    return erasure


async def carry_on(eraser: Eraser, erasure: Erasure) -> Erasure:
    """Whoever is down does not keep the others waiting. Nothing is called done before our own file is written anew."""
    begun, erasure = erasure, await _asked_of_all(eraser, erasure)
    async with eraser.begin() as work:
        erasure = await _forget_cases(work, erasure, eraser.new_id)
        after = erasure.tried(eraser.now())
        same = after.state == begun.state
        waiting = await _saved(work, eraser, after if same else _unwritten(after, begun, eraser.now()))
    if same and not _is_news(begun, erasure):
        return waiting
    if not await _rewritten(eraser, erasure.id) or same:
        return waiting
    async with eraser.begin() as work:
        if begun.state == "open":
            await _note_done(work, erasure, eraser)
        return await _saved(work, eraser, after)


async def _asked_of_all(eraser: Eraser, erasure: Erasure) -> Erasure:
    asking = {"bot": _of_bot, "actions": _of_actions}
    for program, ask in asking.items():
        if program in erasure.pending or (program == "actions" and erasure.kept):
            erasure = await _asked(eraser, erasure, program, ask)  # type: ignore[arg-type]  # one of the programs
    return erasure


async def _saved(work: Work, eraser: Eraser, erasure: Erasure) -> Erasure:
    proven = replace(erasure, report=signed(report_of(erasure, eraser.now()), eraser.secret))
    await work.erasures.save(proven)
    return proven


def _unwritten(after: Erasure, begun: Erasure, now: datetime) -> Erasure:
    return replace(after, state=begun.state, due_at=now + LEASE)


def _is_news(begun: Erasure, erasure: Erasure) -> bool:
    """Whether this round or the one before has deleted anything: writing a large file anew takes its time."""
    return (begun.state == "open" and begun.tries == 0) or begun.done != erasure.done


async def _rewritten(eraser: Eraser, erasure_id: str) -> bool:
    try:
        await eraser.rewrite()
    except Exception as error:  # the disk is full, or a backup reads the file
        log.warning("erasure_waits", erasure_id=erasure_id, program="handoff", why=type(error).__name__)
        return False
    return True


async def carry_on_due(eraser: Eraser) -> int:
    async with eraser.begin() as work:
        due = await work.erasures.take_due(eraser.now(), eraser.now() + LEASE, AT_ONCE)
    for erasure in due:
        await carry_on(eraser, erasure)
    return len(due)


async def _asked(
    eraser: Eraser, erasure: Erasure, program: Program, ask: Callable[[Eraser, Erasure], Awaitable[Done]]
) -> Erasure:
    try:
        return erasure.with_done(program, await ask(eraser, erasure))
    except Unreachable as error:
        log.warning("erasure_waits", erasure_id=erasure.id, program=program, why=str(error))
        return erasure


async def _of_bot(eraser: Eraser, erasure: Erasure) -> Done:
    told = await eraser.ask_bot(erasure.id, erasure.conversation_ids)
    return {"done_at": stamp(eraser.now()), "deleted": told["deleted"]}


async def _of_actions(eraser: Eraser, erasure: Erasure) -> Done:
    told = await eraser.ask_actions(erasure.id, erasure.customer_ids, erasure.case_ids)
    before = erasure.done.get("actions", {}).get("done_at")
    more = {name: told[name] for name in ("kept", "vendors", "case_ids") if name in told}
    return {"done_at": before or stamp(eraser.now()), "deleted": told["deleted"], **more}


async def _named(work: Work, customer: str | None, installation: str | None) -> Sequence[Subject]:
    found = [await work.subjects.find("customer", customer)] if customer else []
    if installation:
        named = await work.subjects.find("installation", installation)
        if named and named.linked_to not in (None, customer):
            raise Refused("linked_to_another")
        found.append(named)
    subjects = await with_installations(work, [subject for subject in found if subject])
    if not subjects:
        raise NotFound
    return subjects


async def with_installations(work: Work, subjects: Sequence[Subject]) -> Sequence[Subject]:
    """With every installation that is a customer's: each may have had a conversation of its own before."""
    found = list(subjects)
    for subject in subjects:
        if subject.kind == "customer":
            found += [own for own in await work.subjects.linked_to(subject.external_id) if own not in found]
    return found


async def _cases_of(work: Work, chats: Collection[str]) -> list[str]:
    conversations = [await work.conversations.get(chat) for chat in chats]
    return [one.journey["case_id"] for one in conversations if one and one.journey]


async def _erase_here(work: Work, chats: Sequence[str], now: datetime) -> dict[str, int]:
    """Conversations are locked before the queue, as by everybody: the other way round two would wait for each other."""
    conversations = [one for chat in sorted(chats) if (one := await work.conversations.lock(chat))]
    await work.handoffs.lock()
    deleted = dict(await work.traces.erase(chats))
    for conversation in conversations:
        if conversation.handoff_id:  # the desk drops it at once
            work.record(Event("queue", DESK, {"removed": conversation.handoff_id}))
    if any(one.handoff_id for one in conversations):
        await announce_places(work, now)
    return deleted


async def _forget_cases(work: Work, erasure: Erasure, new_id: NewId) -> Erasure:
    """Also of the cases that actions/ has named meanwhile."""
    steps = await work.traces.make_anonymous(erasure.case_ids, new_id)
    names = [reference.partition(":")[2] for reference in erasure.references]
    words = await work.traces.forget_words([*erasure.case_ids, *erasure.customer_ids, *names])
    here = erasure.done["handoff"]
    before = here["deleted"]
    deleted = {
        **before,
        "step_events": before.get("step_events", 0) + steps,
        "audit_words": before.get("audit_words", 0) + words,
    }
    return erasure.with_done("handoff", {**here, "deleted": deleted})


async def _note_done(work: Work, erasure: Erasure, eraser: Eraser) -> None:
    entry = AuditEntry(
        eraser.new_id(), eraser.now(), erasure.by[:36], "customer_erased", erasure.id, "done", erasure.reason
    )
    await work.audit.add(entry)
