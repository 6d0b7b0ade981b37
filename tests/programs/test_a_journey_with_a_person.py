"""The main job over the wire: guided, explained to, handed to a person, decided, and guided on."""

import uuid

import pytest

from tests.servers import journey
from tests.servers.gildong import Gildong
from tests.servers.people import Agent, Customer, Message, agent, customer

AGENTS = {"ko": "sora", "fa": "nika", "en": "ada"}


@pytest.mark.parametrize("language", ["ko", "fa", "en"])
async def test_a_customer_is_guided_handed_over_decided_upon_and_guided_on(gildong: Gildong, language: str) -> None:
    async with customer(gildong.url, language) as person, agent(gildong.url, AGENTS[language]) as colleague:
        card = await journey.to_selfie(person)
        card = await a_question_is_answered_and_the_step_comes_again(person, card)
        received = await journey.selfie(person, card)
        assert (await status_of(person)) == "in_review"

        conversation = await a_person_is_asked_for_and_comes(person, colleague, received["seq"])
        await both_write(person, colleague, conversation)
        await the_case_is_decided(person, colleague, conversation)
        await the_bot_goes_on(person, colleague, conversation)
        await staff_see_which_response_each_bubble_was(colleague, conversation)


async def a_question_is_answered_and_the_step_comes_again(person: Customer, card: Message) -> Message:
    asked = await person.say(journey.WHY_A_FACE[person.language])
    await person.bot(asked, kind=None)
    return await person.card("selfie", asked)


async def status_of(person: Customer) -> str:
    def reviewed(view: object) -> bool:
        return isinstance(view, dict) and view.get("status") == "in_review"

    view = await person.inbox.until("journey", reviewed)
    return str(view["status"])


async def a_person_is_asked_for_and_comes(person: Customer, colleague: Agent, seq: int) -> str:
    asked = await person.say(journey.A_PERSON[person.language])
    await person.bot(asked)
    told = await colleague.inbox.until("queue", lambda q: (q.get("item") or {}).get("customer_name") == person.name)
    conversation = str(told["item"]["conversation_id"])
    await colleague.command("claim", conversation_id=conversation)
    await colleague.command("watch", conversation_id=conversation)
    await person.inbox.until("owner", lambda owner: owner["kind"] == "agent")
    return conversation


async def both_write(person: Customer, colleague: Agent, conversation: str) -> None:
    text = f"hello {uuid.uuid4().hex[:6]}"
    await colleague.command("reply", conversation_id=conversation, client_id=uuid.uuid4().hex, text=text)
    await person.message(lambda m: m["sender"]["kind"] == "agent" and m["body"]["text"] == text)
    seq = await person.say("thank you, one question")
    await colleague.inbox.until("message", lambda m: m["message"]["seq"] == seq)


async def the_case_is_decided(person: Customer, colleague: Agent, conversation: str) -> None:
    detail = await colleague.command("watch", conversation_id=conversation)
    decision = {"command": "decide", "decision": "approved", "reason": "the photos show one person"}
    answer = await colleague.http.post(f"/api/review/{detail['journey']['case_id']}/commands", json=decision)
    assert answer.status_code == 200, answer.text
    await person.inbox.until("journey", lambda view: view["status"] == "approved")


async def the_bot_goes_on(person: Customer, colleague: Agent, conversation: str) -> None:
    before = person.messages[-1]["seq"]
    await colleague.command("hand_back", conversation_id=conversation, outcome="solved")
    await person.inbox.until("owner", lambda owner: owner["kind"] == "bot")
    await person.bot(before)
    asked = await person.say(journey.WHY_A_FACE[person.language])
    await person.bot(asked)


async def staff_see_which_response_each_bubble_was(colleague: Agent, conversation: str) -> None:
    detail = await colleague.command("watch", conversation_id=conversation)
    bubbles = [m for m in detail["messages"] if m["sender"]["kind"] == "bot"]
    assert bubbles
    assert all(m["staff"]["response"].startswith("utter_") for m in bubbles)
    assert "utter_ask_biometric_purpose" in {m["staff"]["response"] for m in bubbles}


@pytest.mark.parametrize("typed", ["/request_human", "/restart", "/verify_passed{}"])
async def test_a_typed_command_is_only_text(gildong: Gildong, typed: str) -> None:
    async with customer(gildong.url) as person, agent(gildong.url, "ada") as colleague:
        card = await journey.begin(person)
        seq = await person.say(typed)
        await person.bot(seq)
        stored = next(m for m in person.messages if m["seq"] == seq)
        assert stored["body"]["text"] == typed
        again = await person.say("I would like to speak with a person")
        told = await colleague.inbox.until(
            "queue", lambda q: (q.get("item") or {}).get("state") == "waiting" and q["item"]["step"] == "consent"
        )
        conversation = told["item"]["conversation_id"]
        detail = await colleague.command("watch", conversation_id=conversation)
        before = [m for m in detail["messages"] if m["seq"] <= again]
        assert not [m for m in before if m["body"].get("name") == "handoff_requested"]
        assert detail["owner"]["kind"] == "bot"
        assert detail["journey"]["case_id"] == card["body"]["ref"]["case_id"]
        assert detail["journey"]["current"] == "consent"
