import asyncio

import pytest

from handoff.domain.errors import ChoiceSuperseded, ChoiceUnknown, InvalidText
from handoff.services.say import choose, read_by_customer, say_text, set_language
from tests.unit.handoff.services.town import Town


async def test_a_repeated_client_id_gets_the_first_answer_and_adds_nothing(town: Town) -> None:
    chat = await town.opened()
    first = await say_text(town.begin, chat, "m1", "안녕하세요", town.now)
    again = await say_text(town.begin, chat, "m1", "안녕하세요", town.later(1000))
    assert first.seq == again.seq
    assert (await town.said(chat)).count("안녕하세요") == 1


async def test_the_bot_is_asked_once_however_often_a_message_is_repeated(town: Town) -> None:
    chat = await town.opened()
    for _ in range(3):
        await say_text(town.begin, chat, "m1", "hi", town.now)
    await town.bot_says("yes?")
    assert await town.take() is None


async def test_numbers_of_the_log_have_no_gaps(town: Town) -> None:
    chat = await town.opened()
    await asyncio.gather(*(say_text(town.begin, chat, f"m{n}", f"text {n}", town.now) for n in range(20)))
    assert [one.seq for one in await town.log(chat)] == list(range(1, 23))


async def test_an_identity_number_is_hidden_before_it_is_kept_and_the_customer_told(town: Town) -> None:
    chat = await town.opened()
    await say_text(town.begin, chat, "m1", "제 번호는 900101-1000006", town.now)
    assert (await town.said(chat))[-2:] == ["제 번호는 [id_number]", "masked"]
    assert (await town.log(chat))[-1].body["params"] == {"kinds": ["id_number"]}
    assert "1000006" not in repr(town.memory.tables) + repr(town.memory.events)


async def test_a_masked_message_sent_again_is_not_announced_again(town: Town) -> None:
    chat = await town.opened()
    for _ in range(2):
        await say_text(town.begin, chat, "m1", "M12345678", town.now)
    assert (await town.said(chat)).count("masked") == 1


async def test_an_empty_message_is_refused_and_leaves_nothing(town: Town) -> None:
    chat = await town.opened()
    before = await town.said(chat)
    with pytest.raises(InvalidText):
        await say_text(town.begin, chat, "m1", " \u202e ", town.now)
    assert await town.said(chat) == before


async def test_a_choice_becomes_what_the_customer_said(town: Town) -> None:
    chat = await town.opened()
    await say_text(town.begin, chat, "m1", "hi", town.now)
    await town.offer(await town.taken(), 0, "start_verification")
    seq = (await town.log(chat))[-1].seq
    await choose(town.begin, chat, "m2", seq, "start_verification", town.now)
    assert (await town.log(chat))[-1].body == {
        "text": "Start_Verification",
        "choice": {"seq": seq, "option": "start_verification"},
    }


async def test_only_what_was_offered_here_can_be_chosen(town: Town) -> None:
    chat, other = await town.opened(), await town.opened("lee")
    await say_text(town.begin, chat, "m1", "hi", town.now)
    await town.offer(await town.taken(), 0, "start_verification")
    seq = (await town.log(chat))[-1].seq
    for conversation, number, option in (
        (chat, seq, "verify_passed"),
        (chat, 1, "x"),
        (other, seq, "start_verification"),
    ):
        with pytest.raises(ChoiceUnknown):
            await choose(town.begin, conversation, "m2", number, option, town.now)


async def test_an_answered_choice_cannot_be_answered_differently(town: Town) -> None:
    chat = await town.opened()
    await say_text(town.begin, chat, "m1", "hi", town.now)
    await town.offer(await town.taken(), 0, "yes", "no")
    seq = (await town.log(chat))[-1].seq
    first = await choose(town.begin, chat, "m2", seq, "yes", town.now)
    assert (await choose(town.begin, chat, "m2", seq, "yes", town.now)).seq == first.seq
    with pytest.raises(ChoiceSuperseded):
        await choose(town.begin, chat, "m3", seq, "no", town.now)


async def test_a_later_offer_replaces_an_earlier_one(town: Town) -> None:
    chat = await town.opened()
    await say_text(town.begin, chat, "m1", "hi", town.now)
    turn = await town.taken()
    await town.offer(turn, 0, "yes")
    seq = (await town.log(chat))[-1].seq
    await town.offer(turn, 1, "later")
    with pytest.raises(ChoiceSuperseded):
        await choose(town.begin, chat, "m2", seq, "yes", town.now)


async def test_reading_goes_forward_only_and_never_past_the_log(town: Town) -> None:
    chat = await town.opened()
    for seq in (2, 1, 99):
        await read_by_customer(town.begin, chat, seq)
    assert (await town.conversation(chat)).read_by_customer == 2
    assert [one.body["seq"] for one in town.memory.events if one.name == "receipt"] == [2]


async def test_a_change_of_language_is_told_once(town: Town) -> None:
    chat = await town.opened()
    for _ in range(2):
        await set_language(town.begin, chat, "fa", town.now)
    assert (await town.said(chat)).count("language_changed") == 1
    assert (await town.conversation(chat)).language == "fa"
