"""What is erased goes from every table, and what is old is forgotten; nothing else."""

import sqlite3
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from handoff.domain.audit import AuditEntry
from handoff.domain.bank_notice import BankNotice
from handoff.domain.erasure import Erasure
from handoff.domain.events import Event
from handoff.domain.handoff import Handoff, State
from handoff.domain.ids import new_id
from handoff.domain.message import StaffEntry, StepEvent
from handoff.domain.retention import FORGOTTEN
from handoff.domain.subject import Subject
from handoff.domain.turn import Turn
from handoff.domain.visit import Pairing, Visit
from handoff.domain.watch import Watch
from handoff.storage import scrub
from handoff.storage.database import create_engine, migrate
from tests.integration.handoff.storage.kept import NOW, add, delivered, message, minutes


async def test_an_erasure_comes_back_as_it_was_and_is_taken_by_one(store: Any) -> None:
    erasure = Erasure(new_id(), NOW, NOW, "omid", "ticket-1", ("kim",), ("c",), ("case",), ("customer:hong",))
    done = {"done_at": "2026-03-01T09:00:00Z", "deleted": {"messages": 2}}
    changed = replace(erasure.with_done("handoff", done), report={"v": 1}, tries=1)
    async with store.begin() as work:
        await work.erasures.add(erasure)
        await work.erasures.save(changed)
    async with store.begin() as work:
        assert await work.erasures.get(erasure.id) == changed
        assert (await work.erasures.latest(1000))[0].asked_at >= NOW
        taken = await work.erasures.take_due(NOW, minutes(2), 1000)
        assert replace(changed, due_at=minutes(2)) in taken
        assert erasure.id not in [one.id for one in await work.erasures.take_due(NOW, minutes(2), 1000)]
        await work.erasures.save(replace(changed, state="closed", due_at=NOW))
        assert erasure.id not in [one.id for one in await work.erasures.take_due(NOW, minutes(2), 1000)]
        assert await work.erasures.get(new_id()) is None


async def test_everything_that_hangs_on_a_conversation_goes_and_nothing_else(store: Any) -> None:
    gone, stays = await add(store), await add(store)
    for chat in (gone, stays):
        async with store.begin() as work:
            await work.messages.add(message(chat.id, 1))
            entry = StaffEntry(chat.id, 1, 1, "sora", "소라", "n1", "note", "words", NOW)
            await work.staff_entries.add(entry)
            await work.handoffs.add(Handoff(new_id(), chat.id, State.WAITING, "t", "t", "ko", 0, NOW))
            await work.turns.add(Turn(chat.id, 1, 1, NOW, NOW, state="done"))
            await work.watches.put(Watch(chat.id, "case", None, NOW, NOW))
            await work.bank_notices.add(BankNotice(new_id(), chat.id, chat.customer_id, NOW, NOW))
            work.record(Event("message", chat.id, {"message": {"seq": 1}}))
            work.record(Event("queue", "desk", {"item": {"conversation_id": chat.id, "customer_name": "김하나"}}))
    async with store.begin() as work:
        assert await work.traces.conversations_of([gone.customer_id, "nobody"]) == [gone.id]
        deleted = await work.traces.erase([gone.id])
        assert deleted == {
            **dict.fromkeys(("messages", "staff_entries", "handoffs", "turns", "watches", "bank_notices"), 1),
            "queued": 2,
            "conversations": 1,
        }
        assert await work.conversations.existing([gone.id, stays.id]) == {stays.id}
        assert not any((await work.traces.erase([gone.id])).values())
        assert len(await work.messages.after(stays.id, 0, 10)) == 1
        assert len(await work.staff_entries.of(stays.id)) == 1
    told = await delivered(store)
    assert gone.id not in repr(told)
    assert len([event for event in told if stays.id in repr(event)]) == 2


async def test_subjects_are_forgotten_by_the_banks_names(store: Any) -> None:
    name = new_id()
    for kind in ("customer", "installation"):
        async with store.begin() as work:
            await work.subjects.add(Subject(kind, name, new_id(), NOW))  # type: ignore[arg-type]  # one of the kinds
            await work.subjects.add(Subject("installation", f"{name}-own", new_id(), NOW, linked_to=name))
    async with store.begin() as work:
        assert [one.external_id for one in await work.subjects.linked_to(name)] == [f"{name}-own"]
        assert await work.traces.forget_subjects([f"customer:{name}", f"installation:{name}-own"]) == 2
        assert await work.subjects.find("customer", name) is None
        assert await work.subjects.find("installation", name) is not None
        assert await work.traces.forget_subjects([]) == 0


async def test_the_audit_keeps_that_somebody_looked_and_not_what_they_wrote(store: Any) -> None:
    case, other = new_id(), new_id()
    entries = [
        AuditEntry(new_id(), NOW, "juno", "case_reveal", case, "done", "she called", {"field": "name"}),
        AuditEntry(new_id(), NOW, "omid", "customer_erased", case, "done", "ticket-1"),
        AuditEntry(new_id(), NOW, "juno", "case_reveal", other, "done", "stays"),
    ]
    async with store.begin() as work:
        for entry in entries:
            await work.audit.add(entry)
        assert await work.traces.forget_words([case]) == 1
        assert await work.traces.forget_words([case]) == 0
    async with store.begin() as work:
        left = {entry.id: entry for entry in await work.audit.latest(1000)}
    assert left[entries[0].id] == replace(entries[0], reason=None)
    assert [left[entry.id] for entry in entries[1:]] == entries[1:]


async def test_the_funnel_counts_on_without_knowing_whom(store: Any) -> None:
    case, step = new_id(), new_id()
    async with store.begin() as work:
        for name in ("entered", "failed"):
            await work.step_events.add(StepEvent(new_id(), case, step, "selfie", name, None, "ko", NOW))  # type: ignore[arg-type]  # one of the names
    async with store.begin() as work:
        before = [count for count in await work.step_events.counts() if count.step == step]
        assert await work.traces.make_anonymous([case], new_id) == 2
        assert await work.traces.make_anonymous([case], new_id) == 0
        assert [count for count in await work.step_events.counts() if count.step == step] == before


async def test_conversations_in_which_nothing_happens_are_found(store: Any) -> None:
    long_ago, now = NOW - timedelta(days=4000), NOW - timedelta(days=3000)
    silent = await add(store, created_at=long_ago)
    seen = await add(store, created_at=long_ago, customer_seen_at=NOW)
    waiting = await add(store, created_at=long_ago, handoff_id="h")
    lively = await add(store, created_at=long_ago)
    async with store.begin() as work:
        await work.messages.add(message(silent.id, 1, at=long_ago))
        await work.messages.add(message(lively.id, 1, at=NOW))
        found = await work.forgetting.silent_conversations(now, 1000)
        assert silent.id in found
        assert not {seen.id, waiting.id, lively.id} & set(found)
        await work.traces.erase([silent.id])  # other tests count what is left


async def test_old_words_are_taken_out_of_their_places(store: Any) -> None:
    chat = await add(store)
    old = message(chat.id, 1, at=NOW - timedelta(days=4000), staff={"intent": "greet"})
    new = message(chat.id, 2)
    async with store.begin() as work:
        await work.messages.add(old)
        await work.messages.add(new)
        assert await work.forgetting.forget("messages", NOW - timedelta(days=3000)) == 1
        assert await work.forgetting.forget("messages", NOW - timedelta(days=3000)) == 0
        body = {"name": "forgotten", "params": {}}
        blank = replace(old, kind="event", body=body, sender=replace(old.sender, name=None), staff=None)
        assert await work.messages.after(chat.id, 0, 10) == [blank, new]


async def test_what_is_old_is_forgotten_and_what_is_not_stays(store: Any) -> None:
    chat, before = await add(store), NOW - timedelta(days=3000)
    for at in (NOW - timedelta(days=4000), NOW):
        number = 1 if at == NOW else 2
        entry = StaffEntry(chat.id, number, 1, "sora", "소라", f"n{number}", "note", "words", at)
        turn = Turn(chat.id, number, 1, at, at, state="done")
        ended = Handoff(new_id(), chat.id, State.ENDED, "t", "t", "ko", 0, at, ended_at=at)
        notice = BankNotice(new_id(), chat.id, "kim", at, at, delivered_at=at)
        async with store.begin() as work:
            await work.staff_entries.add(entry)
            await work.turns.add(turn)
            await work.handoffs.add(ended)
            await work.bank_notices.add(notice)
            await work.case_events.add(new_id(), at)
            await work.step_events.add(StepEvent(new_id(), "case", "s", "s", "passed", None, "ko", at))
            await work.audit.add(AuditEntry(new_id(), at, "juno", "case_reveal", "case", "done"))
            await work.erasures.add(Erasure(new_id(), at, at, "omid", "ticket-1", state="closed"))
    for what in set(FORGOTTEN) - {"messages"}:
        async with store.begin() as work:
            assert await work.forgetting.forget(what, before) == 1, what
            assert await work.forgetting.forget(what, before) == 0, what
    async with store.begin() as work:  # of a bank that nobody has told us the address of
        await work.bank_notices.add(BankNotice(new_id(), chat.id, "kim", NOW - timedelta(days=4000), NOW))
        assert await work.forgetting.forget("notices", before) == 1
    async with store.begin() as work:
        await work.turns.add(Turn(chat.id, 3, 1, NOW - timedelta(days=4000), NOW))  # not answered yet
        assert await work.forgetting.forget("turns", before) == 0
        await work.turns.drop(chat.id)


async def test_a_visit_ends_with_the_codes_that_would_open_another(store: Any) -> None:
    gone, stays = new_id(), new_id()
    async with store.begin() as work:
        for customer in (gone, stays):
            await work.visits.pair(Pairing(new_id(), customer, "case", minutes(5)))
            visit = Visit(f"v-{customer[-30:]}", "case", customer, new_id(), "소라", "code", NOW, minutes(5))
            await work.visits.put(visit)
        assert await work.traces.end_visits([gone]) == 1
        assert await work.traces.end_visits([gone]) == 0
        assert await work.visits.get(f"v-{gone[-30:]}") is None
        assert await work.visits.get(f"v-{stays[-30:]}") is not None


async def test_a_file_is_not_called_clean_while_somebody_reads_what_was_deleted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scrub, "LOCKED_S", 0.05)
    engine = create_engine(f"sqlite+aiosqlite:///{tmp_path / 'handoff.db'}")
    await migrate(engine)
    reader = sqlite3.connect(tmp_path / "handoff.db", isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM messages").fetchone()
    with pytest.raises(sqlite3.OperationalError):
        await scrub.scrub(engine)
    reader.close()
    await scrub.scrub(engine)
    await engine.dispose()


async def test_what_is_forgotten_is_overwritten_whatever_the_machines_sqlite_does_by_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect = sqlite3.connect

    def careless(*args: Any, **kwargs: Any) -> sqlite3.Connection:
        connection = connect(*args, **kwargs)
        connection.execute("PRAGMA secure_delete=OFF")
        return connection

    monkeypatch.setattr(sqlite3, "connect", careless)
    engine = create_engine(f"sqlite+aiosqlite:///{tmp_path / 'handoff.db'}")
    async with engine.connect() as connection:
        assert (await connection.exec_driver_sql("PRAGMA secure_delete")).scalar_one() == 1
    await engine.dispose()
