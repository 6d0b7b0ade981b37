import asyncio
from dataclasses import replace
from datetime import datetime
from typing import Any

from handoff.domain.events import Event
from handoff.domain.handoff import Handoff, State
from handoff.domain.ids import new_id
from handoff.domain.message import StepEvent
from handoff.domain.presence import Seat
from handoff.domain.turn import Turn
from tests.integration.handoff.storage.kept import NOW, add, delivered, minutes


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
    (shown,), (told, _) = await ask(store, [1]), await ask(store, [1, 2])
    stalled, behind = await ask(store, [1, 2])
    async with store.begin() as work:
        for turn in (shown, stalled):
            await work.turns.save(replace(turn, bubbled=True))
        await work.turns.save(replace(told, told_slow=True))
        assert {one.id for one in await work.turns.silent(NOW)} == {first.id, behind.id}
        assert await work.turns.silent(minutes(-1)) == []
        for turn in (first, shown, told, stalled):
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


async def test_what_was_recorded_is_delivered_in_order_and_once(store: Any) -> None:
    events = [Event("message", stream, {"message": {"seq": seq}}) for seq in (1, 2, 3) for stream in ("a", "b")]
    for event in events:
        async with store.begin() as work:
            work.record(event)
    seen = await delivered(store)
    for stream in ("a", "b"):
        assert [one for one in seen if one.stream == stream] == [one for one in events if one.stream == stream]
    assert await delivered(store) == []


async def test_a_claim_is_not_undone_by_who_read_the_turn_before(store: Any) -> None:
    (turn,) = await ask(store, [1])

    async def claim() -> Turn | None:
        async with store.begin() as work:
            claimed: Turn | None = await work.turns.claim(NOW, "alive", minutes(1))
            return claimed

    async with store.begin() as work:
        read = await work.turns.get(turn.id)
        claiming = asyncio.create_task(claim())
        await asyncio.sleep(0.3)  # it has come as far as it can
        await work.turns.save(replace(read, told_slow=True))
    claimed = await claiming
    async with store.begin() as work:
        kept = await work.turns.get(turn.id)
        await work.turns.drop(turn.conversation_id)
    assert (kept.told_slow, kept.holder) == (True, claimed.holder if claimed else None)
