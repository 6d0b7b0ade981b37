"""One contract for each store, the same on the twin in memory, on SQLite and on PostgreSQL."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from handoff.domain.audit import AuditEntry
from handoff.domain.bank_notice import BankNotice
from handoff.domain.conversation import Conversation, Owner
from handoff.domain.erasure import Erasure
from handoff.domain.events import Event
from handoff.domain.handoff import Handoff, State
from handoff.domain.ids import new_id
from handoff.domain.message import Message, Sender, StaffEntry, StepEvent
from handoff.domain.presence import Seat
from handoff.domain.retention import FORGOTTEN
from handoff.domain.subject import Subject
from handoff.domain.turn import Turn
from handoff.domain.visit import Pairing, Visit
from handoff.domain.watch import Watch

NOW = datetime(2026, 3, 1, 9, 0, 0, 123_000, tzinfo=UTC)


def minutes(count: int) -> datetime:
    return NOW + timedelta(minutes=count)


def conversation(**changes: Any) -> Conversation:
    return replace(Conversation(new_id(), new_id(), "김하나", "ko", NOW), **changes)


def message(chat: str, seq: int, **changes: Any) -> Message:
    plain = Message(chat, seq, Sender("customer", "kim", "김"), f"m{seq}", "text", {"text": "سلام"}, "fa", NOW)
    return replace(plain, **changes)


async def add(store: Any, **changes: Any) -> Conversation:
    chat = conversation(**changes)
    async with store.begin() as work:
        await work.conversations.add(chat)
    return chat


async def test_a_conversation_comes_back_as_it_was_kept(store: Any) -> None:
    chat = await add(store, journey={"case_id": "c", "steps": [{"id": "selfie"}]}, customer_seen_at=minutes(3))
    owned = chat.owned_by(Owner("agent", "sora", "소라"))
    async with store.begin() as work:
        assert await work.conversations.lock(chat.id) == chat
        assert await work.conversations.of_customer(chat.customer_id) == chat
        await work.conversations.save(owned)
    async with store.begin() as work:
        assert await work.conversations.get(chat.id) == owned
        assert await work.conversations.get(new_id()) is None


async def test_a_customer_has_one_conversation(store: Any) -> None:
    chat = await add(store)
    await add(store, customer_id=chat.customer_id)
    async with store.begin() as work:
        assert await work.conversations.of_customer(chat.customer_id) == chat


async def test_nothing_of_a_failed_transaction_stays(store: Any) -> None:
    chat = await add(store)
    with pytest.raises(RuntimeError):  # noqa: PT012
        async with store.begin() as work:
            await work.conversations.save(replace(chat, last_seq=7))
            await work.messages.add(message(chat.id, 1))
            work.record(Event("receipt", chat.id, {"seq": 1}))
            raise RuntimeError
    async with store.begin() as work:
        assert await work.conversations.get(chat.id) == chat
        assert await work.messages.after(chat.id, 0, 10) == []
    assert await delivered(store) == []


async def test_an_agents_conversations_are_counted(store: Any) -> None:
    agent = new_id()
    chats = [await add(store, owner=Owner("agent", agent, "소라")) for _ in range(2)]
    await add(store, owner=Owner("agent", new_id(), "아다"))
    async with store.begin() as work:
        owned = await work.conversations.owned_by(agent)
    assert {one.id for one in owned} == {one.id for one in chats}


async def test_the_absent_are_found_until_they_are_counted_as_gone(store: Any) -> None:
    gone, here = await add(store, customer_seen_at=NOW), await add(store, customer_seen_at=NOW)
    async with store.begin() as work:
        await work.conversations.seen([here.id], minutes(50))
        absent = [one.id for one in await work.conversations.absent(minutes(30), 100)]
        assert gone.id in absent
        assert here.id not in absent
        await work.conversations.save(replace(gone, customer_left=True))
    async with store.begin() as work:
        assert gone.id not in [one.id for one in await work.conversations.absent(minutes(30), 100)]
        seen = await work.conversations.get(here.id)
    assert seen is not None
    assert (seen.customer_here, seen.customer_seen_at) == (True, minutes(50))


async def test_messages_are_found_by_number_and_by_the_senders_own_id(store: Any) -> None:
    chat = await add(store)
    first = message(chat.id, 1, staff={"intent": "greet", "confidence": 0.9})
    rest = [message(chat.id, seq, sender=Sender("bot", "bot")) for seq in range(2, 6)]
    async with store.begin() as work:
        for one in (first, *rest):
            await work.messages.add(one)
    async with store.begin() as work:
        assert await work.messages.get(chat.id, 1) == first
        assert await work.messages.sent(chat.id, "kim", "m1") == first
        assert await work.messages.sent(chat.id, "bot", "m1") is None
        assert [one.seq for one in await work.messages.after(chat.id, 2, 2)] == [3, 4]
        assert [one.seq for one in await work.messages.before(chat.id, 5, 2)] == [3, 4]
        assert await work.messages.count_from_customer(chat.id, 0) == 1
        assert await work.messages.count_from_customer(chat.id, 1) == 0


@pytest.mark.parametrize("again", [{"seq": 1, "client_id": "other"}, {"seq": 2, "client_id": "m1"}])
async def test_no_number_and_no_client_id_is_used_twice(store: Any, again: dict[str, Any]) -> None:
    chat = await add(store)
    async with store.begin() as work:
        await work.messages.add(message(chat.id, 1))
    with pytest.raises(Exception):  # noqa: B017  (each store has its own)
        async with store.begin() as work:
            await work.messages.add(message(chat.id, 1, **again))


async def test_the_staff_thread_has_its_own_numbers(store: Any) -> None:
    chat = await add(store)
    entries = [StaffEntry(chat.id, number, 3, "sora", "소라", f"n{number}", "note", "확인", NOW) for number in (1, 2)]
    async with store.begin() as work:
        for entry in entries:
            await work.staff_entries.add(entry)
    async with store.begin() as work:
        assert await work.staff_entries.of(chat.id) == entries
        assert await work.staff_entries.sent(chat.id, "sora", "n2") == entries[1]
        assert await work.staff_entries.sent(chat.id, "ada", "n2") is None


async def test_the_queue_is_served_by_priority_and_then_by_time(store: Any) -> None:
    chat = await add(store)

    def asked(minute: int, priority: int = 0) -> Handoff:
        return Handoff(new_id(), chat.id, State.WAITING, "customer_asked", "general", "ko", priority, minutes(minute))

    late, early, urgent = asked(2), asked(1), asked(3, priority=2)
    async with store.begin() as work:
        for one in (late, early, urgent):
            await work.handoffs.add(one)
    ours = {late.id, early.id, urgent.id}
    async with store.begin() as work:
        await work.handoffs.lock()
        assert [one.id for one in await work.handoffs.waiting() if one.id in ours] == [urgent.id, early.id, late.id]
        claimed = early.moved(State.ACTIVE, agent_id="sora", agent_name="소라", claimed_at=minutes(5))
        await work.handoffs.save(claimed)
    async with store.begin() as work:
        assert await work.handoffs.get(early.id) == claimed
        assert claimed in await work.handoffs.active()
        assert claimed in await work.handoffs.claimed_since(minutes(5))
        assert claimed not in await work.handoffs.claimed_since(minutes(6))
        assert early.id not in [one.id for one in await work.handoffs.waiting()]
        for one in (late, urgent):
            await work.handoffs.save(one.moved(State.WITHDRAWN))


async def ask(store: Any, seqs: list[int], due: datetime = NOW) -> list[Turn]:
    chat = await add(store)
    turns = [Turn(chat.id, seq, 1, asked_at=NOW, due_at=due) for seq in seqs]
    async with store.begin() as work:
        for turn in turns:
            await work.turns.add(turn)
    return turns


async def test_turns_of_one_conversation_are_claimed_in_order_and_one_at_a_time(store: Any) -> None:
    first, second = await ask(store, [3, 5])
    async with store.begin() as work:
        claimed = await work.turns.claim(NOW, "me", minutes(1))
        assert claimed == replace(first, state="running", holder="me", leased_until=minutes(1), attempts=1)
        assert await work.turns.claim(NOW, "you", minutes(1)) is None
        await work.turns.save(replace(claimed, state="done"))
    async with store.begin() as work:
        assert (await work.turns.claim(NOW, "you", minutes(1))).id == second.id
        await work.turns.drop(second.conversation_id)


async def test_a_turn_is_claimed_when_it_is_due_and_again_when_its_lease_has_run_out(store: Any) -> None:
    (turn,) = await ask(store, [1], due=minutes(2))
    async with store.begin() as work:
        assert await work.turns.claim(minutes(1), "me", minutes(3)) is None
        assert await work.turns.next_due() == minutes(2)
        assert (await work.turns.claim(minutes(2), "me", minutes(3))).holder == "me"
        assert await work.turns.next_due() is None
        assert await work.turns.claim(minutes(2), "you", minutes(4)) is None
        assert (await work.turns.claim(minutes(3), "you", minutes(4))).attempts == 2
        await work.turns.drop(turn.conversation_id)


async def test_dropped_turns_are_not_claimed(store: Any) -> None:
    turns = await ask(store, [1, 2])
    async with store.begin() as work:
        await work.turns.drop(turns[0].conversation_id)
        assert await work.turns.claim(NOW, "me", minutes(1)) is None
        assert (await work.turns.get(turns[1].id)).state == "dropped"


async def test_silent_turns_are_those_that_someone_waits_for(store: Any) -> None:
    first, _ = await ask(store, [1, 2])
    (shown,), (told,) = await ask(store, [1]), await ask(store, [1])
    async with store.begin() as work:
        await work.turns.save(replace(shown, bubbled=True))
        await work.turns.save(replace(told, told_slow=True))
        assert [one.id for one in await work.turns.silent(NOW)] == [first.id]
        assert await work.turns.silent(minutes(-1)) == []
        for turn in (first, shown, told):
            await work.turns.drop(turn.conversation_id)


async def test_a_seat_is_kept_and_changed(store: Any) -> None:
    seat = Seat(new_id(), "소라", ("ko", "en"), 5, "online", NOW)
    async with store.begin() as work:
        await work.seats.put(seat)
        await work.seats.put(replace(seat, chosen="away"))
    async with store.begin() as work:
        assert await work.seats.get(seat.staff_id) == replace(seat, chosen="away")
        assert await work.seats.lock(seat.staff_id) in await work.seats.all()


async def test_a_case_event_is_new_once(store: Any) -> None:
    event_id = new_id()
    async with store.begin() as work:
        assert await work.case_events.add(event_id, NOW)
        await work.step_events.add(StepEvent(event_id, "case", "selfie", "selfie", "passed", None, "ko", NOW))
    async with store.begin() as work:
        assert not await work.case_events.add(event_id, NOW)


async def delivered(store: Any) -> list[Event]:
    seen: list[Event] = []

    async def send(event: Event) -> None:
        seen.append(event)

    while await store.outbox.deliver(send):
        pass
    return seen


async def test_what_was_recorded_is_delivered_in_order_and_once(store: Any) -> None:
    events = [Event("message", stream, {"message": {"seq": seq}}) for seq in (1, 2, 3) for stream in ("a", "b")]
    for event in events:
        async with store.begin() as work:
            work.record(event)
    seen = await delivered(store)
    for stream in ("a", "b"):
        assert [one for one in seen if one.stream == stream] == [one for one in events if one.stream == stream]
    assert await delivered(store) == []


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
