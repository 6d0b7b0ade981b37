import pytest

from handoff.services.answer import TurnLostError, fail, finish, tell_slow
from handoff.services.append import append_event, lock
from handoff.services.arrive import arrive
from handoff.services.bot_port import PersonAsked
from handoff.services.desk import claim, hand_back
from handoff.services.request_person import request_person
from handoff.services.say import say_text
from handoff.services.turns import ask_bot
from tests.unit.handoff.services.town import Town, staff

SORA = staff("sora")


async def ask_person(town: Town, chat: str) -> None:
    await request_person(town.begin, chat, "customer_asked", "general", town.now, town.new_id)


async def happens(town: Town, chat: str, name: str) -> None:
    """Something that the customer does not know of, and that the bot may speak of."""
    async with town.begin() as work:
        happened = await append_event(work, await lock(work, chat), name, {"step": "selfie"}, town.now)
        await ask_bot(work, happened.conversation, happened.message, town.now)


async def test_a_first_visit_is_greeted_and_a_second_is_not(town: Town) -> None:
    chat = await town.opened()
    again = await arrive(town.begin, town.customer(), None, town.later(60), town.new_id)
    assert again.id == chat
    assert await town.said(chat) == ["opened", "hello"]
    assert await town.take() is None


async def test_turns_of_one_conversation_run_one_after_the_other(town: Town) -> None:
    chat = await town.opened()
    first = await say_text(town.begin, chat, "m1", "one", town.now)
    second = await say_text(town.begin, chat, "m2", "two", town.now)
    turn = await town.taken()
    assert turn.seq == first.seq
    assert await town.take() is None
    await town.show(turn, 0, "answer")
    await finish(town.begin, turn, 1, [], town.now, town.new_id)
    assert (await town.taken()).seq == second.seq


async def test_a_turn_tried_again_shows_no_bubble_twice(town: Town) -> None:
    chat = await town.opened()
    await say_text(town.begin, chat, "m1", "one", town.now)
    turn = await town.taken()
    await town.show(turn, 0, "first")
    await fail(town.begin, turn, town.patience, town.now, town.new_id, for_good=False)
    assert await town.take() is None, "it waits before it tries again"
    town.later(1)
    await town.bot_says("first", "second")
    assert (await town.said(chat))[-3:] == ["one", "first", "second"]


async def test_a_bubble_of_a_turn_that_ran_at_take_over_is_not_shown(town: Town) -> None:
    chat = await town.opened()
    await say_text(town.begin, chat, "m1", "one", town.now)
    turn = await town.taken()
    await town.show(turn, 0, "before")
    await ask_person(town, chat)
    await claim(town.begin, SORA, chat, town.now)
    with pytest.raises(TurnLostError):
        await town.show(turn, 1, "after")
    with pytest.raises(TurnLostError):
        await finish(town.begin, turn, 2, [], town.now, town.new_id)
    assert "after" not in await town.said(chat)


async def test_an_old_turn_stays_silent_even_when_the_bot_owns_again(town: Town) -> None:
    chat = await town.opened()
    await say_text(town.begin, chat, "m1", "one", town.now)
    turn = await town.taken()
    await ask_person(town, chat)
    await claim(town.begin, SORA, chat, town.now)
    await hand_back(town.begin, SORA, chat, "resolved", None, town.now)
    with pytest.raises(TurnLostError):
        await town.show(turn, 0, "late")
    await town.bot_says("welcome back")
    assert (await town.said(chat))[-2:] == ["agent_left", "welcome back"]


async def test_while_an_agent_owns_the_bot_is_not_asked_and_afterwards_it_is(town: Town) -> None:
    chat = await town.opened()
    await ask_person(town, chat)
    await claim(town.begin, SORA, chat, town.now)
    await say_text(town.begin, chat, "m1", "to sora", town.now)
    assert await town.take() is None
    await hand_back(town.begin, SORA, chat, "resolved", None, town.now)
    await town.bot_says("back")
    await say_text(town.begin, chat, "m2", "to the bot", town.now)
    await town.bot_says("yes")
    assert (await town.said(chat))[-2:] == ["to the bot", "yes"]


async def test_a_turn_that_asks_for_a_person_says_its_last_words_first(town: Town) -> None:
    chat = await town.opened()
    await say_text(town.begin, chat, "m1", "사람이요", town.now)
    await town.bot_says("연결해 드릴게요", asks="customer_asked")
    assert (await town.said(chat))[-2:] == ["연결해 드릴게요", "handoff_requested"]


async def test_another_process_carries_on_when_a_lease_runs_out(town: Town) -> None:
    chat = await town.opened()
    await say_text(town.begin, chat, "m1", "one", town.now)
    dead = await town.taken("dead")
    await town.show(dead, 0, "first")
    assert await town.take("alive") is None
    town.later(town.patience.lease.total_seconds())
    alive = await town.taken("alive")
    assert alive.id == dead.id
    with pytest.raises(TurnLostError):
        await town.show(dead, 1, "from the grave")


async def test_silence_is_told_once_and_only_while_nothing_is_shown(town: Town) -> None:
    chat = await town.opened()
    await say_text(town.begin, chat, "m1", "one", town.now)
    turn = await town.taken()
    await tell_slow(town.begin, town.patience, town.later(7))
    assert "bot_unavailable" not in await town.said(chat)
    for _ in range(2):
        await tell_slow(town.begin, town.patience, town.later(1))
    assert (await town.said(chat)).count("bot_unavailable") == 1
    await town.show(turn, 0, "at last")
    await tell_slow(town.begin, town.patience, town.later(60))
    assert (await town.said(chat))[-1] == "at last"


async def test_silence_is_told_to_who_waits_behind_an_answer_that_stopped_in_the_middle(town: Town) -> None:
    chat = await town.opened()
    await say_text(town.begin, chat, "m1", "one", town.now)
    stalled = await town.taken()
    await town.show(stalled, 0, "half of it")
    await say_text(town.begin, chat, "m2", "two", town.now)
    for _ in range(2):
        await tell_slow(town.begin, town.patience, town.later(8))
    assert (await town.said(chat))[-1] == "bot_unavailable"
    assert (await town.said(chat)).count("bot_unavailable") == 1


async def test_silence_is_told_to_who_writes_while_the_bot_hangs_over_a_word_of_help(town: Town) -> None:
    chat = await town.opened()
    await happens(town, chat, "step_idle")
    await town.taken()
    await say_text(town.begin, chat, "m1", "are you there?", town.now)
    await tell_slow(town.begin, town.patience, town.later(8))
    assert (await town.said(chat))[-2:] == ["are you there?", "bot_unavailable"]


async def test_a_word_of_help_that_does_not_come_is_not_missed(town: Town) -> None:
    chat = await town.opened()
    await happens(town, chat, "step_idle")
    turn = await town.taken()
    await tell_slow(town.begin, town.patience, town.later(60))
    await fail(town.begin, turn, town.patience, town.now, town.new_id, for_good=True)
    assert (await town.said(chat))[-1] == "step_idle"


async def test_a_person_whom_half_an_answer_has_asked_for_comes_though_the_other_half_never_does(town: Town) -> None:
    chat = await town.opened()
    await say_text(town.begin, chat, "m1", "a person, please", town.now)
    turn = await town.taken()
    await town.show(turn, 0, "I am calling one")
    asked = [PersonAsked("customer_asked", "general")]
    await fail(town.begin, turn, town.patience, town.now, town.new_id, asked=asked, for_good=False)
    assert (await town.said(chat))[-2:] == ["I am calling one", "handoff_requested"]
    town.later(100)
    again = await town.taken()
    await fail(town.begin, again, town.patience, town.now, town.new_id, asked=asked, for_good=False)
    assert (await town.said(chat))[-2:] == ["handoff_requested", "bot_unavailable"], "asked for once, and told"


async def test_a_person_whom_the_bank_wants_is_called_also_when_the_bot_is_away(town: Town) -> None:
    chat = await town.opened()
    await happens(town, chat, "person_wanted")
    turn = await town.taken()
    await fail(town.begin, turn, town.patience, town.now, town.new_id, for_good=True)
    async with town.begin() as work:
        waiting = await work.handoffs.waiting()
    assert [(one.conversation_id, one.trigger, one.topic) for one in waiting] == [(chat, "high_risk", "selfie")]


async def test_a_bot_that_stays_away_is_given_up_and_the_customer_told_once(town: Town) -> None:
    chat = await town.opened()
    for name in ("m1", "m2"):
        await say_text(town.begin, chat, name, name, town.now)
    for _ in range(60):
        taken = await town.take()
        if taken:
            await fail(town.begin, taken.turn, town.patience, town.now, town.new_id, for_good=False)
        town.later(3)
    failed = [one for one in await town.log(chat) if one.event_name == "bot_unavailable"]
    assert [one.body["params"]["state"] for one in failed] == ["failed"]
    await say_text(town.begin, chat, "m3", "still there?", town.now)
    await fail(town.begin, await town.taken(), town.patience, town.now, town.new_id, for_good=True)
    assert (await town.said(chat))[-2:] == ["still there?", "bot_unavailable"]


async def test_after_a_long_outage_each_turn_gets_its_try(town: Town) -> None:
    chat = await town.opened()
    await say_text(town.begin, chat, "m1", "one", town.now)
    town.later(10_000)
    await town.bot_says("here I am")
    assert (await town.said(chat))[-1] == "here I am"


async def test_an_empty_answer_to_a_customer_is_told_as_what_it_is(town: Town) -> None:
    chat = await town.opened()
    await say_text(town.begin, chat, "m1", "one", town.now)
    await town.bot_says()
    assert (await town.log(chat))[-1].body == {"name": "bot_unavailable", "params": {"state": "failed"}}


async def test_nobody_waits_for_an_answer_to_an_agent_leaving(town: Town) -> None:
    chat = await town.opened()
    await ask_person(town, chat)
    await claim(town.begin, SORA, chat, town.now)
    await hand_back(town.begin, SORA, chat, "resolved", None, town.now)
    await town.bot_says()
    assert (await town.said(chat))[-1] == "agent_left"
