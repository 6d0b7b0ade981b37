import pytest

from handoff.domain.errors import AlreadyClaimed, AtCapacity, Forbidden, IllegalTransition, NotFound, NotOwner
from handoff.domain.handoff import State
from handoff.services.agent_words import add_entry, push_card, read_by_agent, reply
from handoff.services.case_events import take_journey
from handoff.services.desk import barge, claim, hand_back, transfer
from handoff.services.request_person import leave_queue, rate, request_person
from handoff.services.say import say_text
from handoff.services.seats import release_absent, set_status, stand_up
from tests.unit.handoff.services.town import SUPERVISOR, Town, journey, staff

SORA, ADA, INES = staff("sora"), staff("ada"), staff("ines", SUPERVISOR)


async def waiting(town: Town, customer: str = "kim", trigger: str = "customer_asked") -> str:
    chat = await town.opened(customer)
    await request_person(town.begin, chat, trigger, "general", town.now, town.new_id)
    return chat


async def owner(town: Town, chat: str) -> str | None:
    return (await town.conversation(chat)).owner.name


def places(town: Town) -> dict[str, int | None]:
    """The last place that each waiting customer was told."""
    told = [one for one in town.memory.events if one.name == "handoff"]
    return {one.stream: one.body["handoff"].get("position") for one in told}


async def test_asking_for_a_person_twice_is_asking_once(town: Town) -> None:
    chat = await waiting(town)
    await request_person(town.begin, chat, "fallback", "selfie", town.now, town.new_id)
    assert (await town.said(chat)).count("handoff_requested") == 1
    assert len(town.memory.tables["handoffs"]) == 1


async def test_a_more_urgent_reason_moves_a_customer_forward(town: Town) -> None:
    first, second = await waiting(town), await waiting(town, "lee")
    await request_person(town.begin, second, "phishing", "general", town.now, town.new_id)
    assert places(town) == {second: 1, first: 2}


async def test_no_time_is_promised_while_nobody_is_there_who_could_take_over(town: Town) -> None:
    quick = staff("sora", capacity=3)
    await town.at_desk(quick, staff("juno", frozenset({"case:view"}), capacity=0))
    for customer in ("kim", "lee", "park"):
        await claim(town.begin, quick, await waiting(town, customer), town.later(10))
    await waiting(town, "choi")
    promised = [one.body["handoff"].get("eta_s") for one in town.memory.events if one.name == "handoff"][-1]
    await stand_up(town.begin, quick.id, town.now)
    told = [one.body["handoff"].get("eta_s") for one in town.memory.events if one.name == "handoff"][-1]
    assert (promised is not None, told) == (True, None)


async def test_the_second_of_two_claims_is_told_who_won(town: Town) -> None:
    chat = await waiting(town)
    await claim(town.begin, SORA, chat, town.now)
    with pytest.raises(AlreadyClaimed) as refusal:
        await claim(town.begin, ADA, chat, town.now)
    assert refusal.value.data == {"by": "Sora"}
    assert await owner(town, chat) == "Sora"


async def test_claiming_again_what_one_has_is_harmless(town: Town) -> None:
    chat = await waiting(town)
    for _ in range(2):
        await claim(town.begin, SORA, chat, town.now)
    assert (await town.said(chat)).count("agent_joined") == 1
    assert (await town.conversation(chat)).epoch == 2


async def test_nobody_is_claimed_who_did_not_ask(town: Town) -> None:
    with pytest.raises(IllegalTransition):
        await claim(town.begin, SORA, await town.opened(), town.now)


async def test_a_permission_is_needed_to_claim(town: Town) -> None:
    with pytest.raises(Forbidden):
        await claim(town.begin, staff("juno", frozenset({"case:view"})), await waiting(town), town.now)


async def test_capacity_is_never_passed_by_claim_barge_or_transfer(town: Town) -> None:
    chats = [await waiting(town, name) for name in ("kim", "lee", "park")]
    await town.at_desk(SORA, INES)
    for chat in chats[:2]:
        await claim(town.begin, INES, chat, town.now)
    for attempt in (claim, barge):
        with pytest.raises(AtCapacity):
            await attempt(town.begin, INES, chats[2], town.now, *([town.new_id] if attempt is barge else []))
    await claim(town.begin, SORA, chats[2], town.now)
    with pytest.raises(AtCapacity):
        await transfer(town.begin, SORA, chats[2], INES.id, town.now)
    assert await owner(town, chats[2]) == "Sora"


async def test_those_who_wait_hear_their_place_as_the_queue_moves(town: Town) -> None:
    first, second, third = [await waiting(town, name) for name in ("kim", "lee", "park")]
    assert places(town) == {first: 1, second: 2, third: 3}
    await claim(town.begin, SORA, first, town.now)
    await leave_queue(town.begin, second, town.now)
    assert places(town)[third] == 1
    assert (await town.said(second))[-1] == "handoff_withdrawn"


async def test_only_the_owner_writes_to_the_customer(town: Town) -> None:
    chat = await waiting(town)
    await claim(town.begin, SORA, chat, town.now)
    await reply(town.begin, SORA, chat, "r1", "안녕하세요, 소라예요", town.now, town.new_id)
    with pytest.raises(NotOwner):
        await reply(town.begin, ADA, chat, "r2", "me too", town.now, town.new_id)
    await barge(town.begin, INES, chat, town.now, town.new_id)
    with pytest.raises(NotOwner):
        await reply(town.begin, SORA, chat, "r3", "still me", town.now, town.new_id)
    assert "still me" not in await town.said(chat)


async def test_handing_back_ends_the_handoff_and_gives_the_bot_a_turn(town: Town) -> None:
    chat = await waiting(town)
    await claim(town.begin, SORA, chat, town.now)
    await hand_back(town.begin, SORA, chat, "resolved", "카드번호 4111111111111111 문의", town.now)
    conversation = await town.conversation(chat)
    (handoff,) = town.memory.tables["handoffs"].values()
    assert (conversation.owner.kind, conversation.epoch, conversation.handoff_id) == ("bot", 3, None)
    assert (handoff.state, handoff.outcome, handoff.summary) == (State.ENDED, "resolved", "카드번호 [card_number] 문의")
    assert (await town.taken()).seq == conversation.last_seq


async def test_a_second_person_can_be_asked_for_after_the_first_has_left(town: Town) -> None:
    chat = await waiting(town)
    await claim(town.begin, SORA, chat, town.now)
    await hand_back(town.begin, SORA, chat, "resolved", None, town.now)
    await request_person(town.begin, chat, "customer_asked", "general", town.now, town.new_id)
    await claim(town.begin, ADA, chat, town.now)
    assert await owner(town, chat) == "Ada"


async def test_a_conversation_is_given_only_to_someone_who_is_there(town: Town) -> None:
    chat = await waiting(town)
    await claim(town.begin, SORA, chat, town.now)
    with pytest.raises(NotFound):
        await transfer(town.begin, SORA, chat, ADA.id, town.now)
    await town.at_desk(ADA)
    await set_status(town.begin, ADA, "away", town.now)
    with pytest.raises(NotFound):
        await transfer(town.begin, SORA, chat, ADA.id, town.now)
    await set_status(town.begin, ADA, "online", town.now)
    await transfer(town.begin, SORA, chat, ADA.id, town.now)
    assert await owner(town, chat) == "Ada"
    with pytest.raises(Forbidden):
        await transfer(town.begin, SORA, chat, SORA.id, town.now)


async def test_the_customers_of_an_agent_who_vanished_wait_again_in_their_old_place(town: Town) -> None:
    await town.at_desk(SORA)
    chat, later = await waiting(town), await waiting(town, "lee")
    await claim(town.begin, SORA, chat, town.now)
    await stand_up(town.begin, SORA.id, town.now)
    await release_absent(town.begin, town.later(10))
    assert await owner(town, chat) == "Sora", "a reload is no desertion"
    await release_absent(town.begin, town.later(60))
    assert (await town.conversation(chat)).owner.kind == "bot"
    assert places(town) == {chat: 1, later: 2}
    assert (await town.said(chat))[-1] == "agent_left"


async def test_notes_and_whispers_are_masked_silently_and_stay_out_of_the_log(town: Town) -> None:
    chat = await waiting(town)
    before = await town.said(chat)
    for kind in ("note", "whisper"):
        number = await add_entry(town.begin, SORA, chat, kind, kind, "주민번호 900101-1000006", town.now)  # type: ignore[arg-type]  # one of the kinds
        again = await add_entry(town.begin, SORA, chat, kind, kind, "주민번호 900101-1000006", town.now)  # type: ignore[arg-type]  # one of the kinds
        assert number == again
    assert await town.said(chat) == before
    entries = list(town.memory.tables["staff_entries"].values())
    assert [(one.number, one.text) for one in entries] == [(1, "주민번호 [id_number]"), (2, "주민번호 [id_number]")]


async def test_a_card_can_be_pushed_only_for_a_step_of_the_journey(town: Town) -> None:
    chat = await waiting(town)
    await claim(town.begin, SORA, chat, town.now)
    with pytest.raises(NotFound):
        await push_card(town.begin, SORA, chat, "p1", "selfie", town.now, town.new_id)
    await take_journey(town.begin, chat, journey(), town.now)
    await push_card(town.begin, SORA, chat, "p2", "selfie", town.now, town.new_id)
    assert (await town.log(chat))[-1].body == {"card": "selfie", "ref": {"case_id": "case-1", "step": "selfie"}}
    with pytest.raises(NotFound):
        await push_card(town.begin, SORA, chat, "p3", "teleport", town.now, town.new_id)


async def test_a_rating_is_given_once_and_only_afterwards(town: Town) -> None:
    chat = await waiting(town)
    await claim(town.begin, SORA, chat, town.now)
    (handoff_id,) = town.memory.tables["handoffs"]
    with pytest.raises(IllegalTransition):
        await rate(town.begin, chat, handoff_id, 5, None)
    await hand_back(town.begin, SORA, chat, "resolved", None, town.now)
    await rate(town.begin, chat, handoff_id, 5, "my card 4111111111111111")
    await rate(town.begin, chat, handoff_id, 1, None)
    with pytest.raises(NotFound):
        await rate(town.begin, await town.opened("lee"), handoff_id, 1, None)
    handoff = town.memory.tables["handoffs"][handoff_id]
    assert (handoff.score, handoff.comment) == (5, "my card [card_number]")


async def test_an_agent_may_give_the_banks_telephone_number(town: Town) -> None:
    chat = await waiting(town)
    await claim(town.begin, SORA, chat, town.now)
    await reply(town.begin, SORA, chat, "r1", "02-123-4567로 전화 주세요", town.now, town.new_id)
    assert (await town.said(chat))[-1] == "02-123-4567로 전화 주세요"


async def test_only_the_owners_reading_counts(town: Town) -> None:
    chat = await waiting(town)
    await claim(town.begin, SORA, chat, town.now)
    said = await say_text(town.begin, chat, "m1", "hello?", town.now)
    await read_by_agent(town.begin, INES, chat, said.seq)
    assert (await town.conversation(chat)).read_by_agent == 0
    await read_by_agent(town.begin, SORA, chat, said.seq)
    items = [one.body["item"] for one in town.memory.events if one.name == "queue"]
    assert [items[-2]["unread"], items[-1]["unread"]] == [1, 0]
