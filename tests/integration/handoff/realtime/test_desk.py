import asyncio
from typing import Any

import pytest
import socketio

from tests.integration.handoff.realtime.clients import Console
from tests.integration.handoff.realtime.house import CAPACITY, House


async def test_of_two_agents_who_claim_at_once_one_wins_and_the_other_is_told_who(house: House) -> None:
    phone, chat = await house.waiting()
    sora, ada = await house.console("sora"), await house.console("ada")
    answers = await asyncio.gather(*(one.ask("claim", conversation_id=chat) for one in (sora, ada)))
    won = [one for one in answers if one["ok"]]
    (lost,) = [one for one in answers if not one["ok"]]
    assert len(won) == 1
    owner = await phone.hears("owner")
    assert lost == {"ok": False, "error": "already_claimed", "data": {"by": owner["name"]}}
    await phone.sees("agent_joined")
    assert phone.said.count("agent_joined") == 1


async def test_an_agent_gets_no_more_than_the_capacity_however_fast_they_claim(house: House) -> None:
    chats = [(await house.waiting(f"customer-{n}"))[1] for n in range(CAPACITY + 2)]
    sora = await house.console("sora")
    answers = await asyncio.gather(*(sora.ask("claim", conversation_id=chat) for chat in chats))
    assert [one.get("error") for one in answers].count("at_capacity") == 2
    assert sum(one["ok"] for one in answers) == CAPACITY


async def test_an_agent_sees_everything_and_writes_and_hands_back(house: House) -> None:
    phone, chat = await house.waiting()
    console = await house.console()
    item = (await console.hears("snapshot"))["queue"][0]
    assert (item["conversation_id"], item["state"], item["customer_name"]) == (chat, "waiting", "Kim")
    await console.do("claim", conversation_id=chat)
    detail = await console.do("watch", conversation_id=chat)
    assert [one["body"].get("text") for one in detail["messages"] if one["kind"] == "text"] == ["echo opened"]
    assert detail["messages"][1]["staff"]["response"] == "utter_greet"
    await console.do("reply", conversation_id=chat, client_id="r1", text="안녕하세요")
    assert (await phone.sees("안녕하세요"))["sender"] == {"kind": "agent", "id": "staff-sora", "name": "Sora"}
    await phone.send("반가워요")
    await console.hears("message", lambda one: one["message"]["body"].get("text") == "반가워요")
    await console.do("hand_back", conversation_id=chat, outcome="resolved", summary="done")
    await phone.sees("echo agent_left")
    await console.hears("queue", lambda one: one.get("removed") == item["handoff_id"])


async def test_the_staff_thread_reaches_no_customer_by_any_way(house: House) -> None:
    phone, chat = await house.waiting()
    widget = await house.widget()
    await widget.sio.emit("session_request", {"session_id": None})
    await widget.hears("session_confirm")
    console, ines = await house.console(), await house.console("ines")
    await console.do("claim", conversation_id=chat)
    await console.do("watch", conversation_id=chat)
    await ines.do("watch", conversation_id=chat)
    await console.do("note", conversation_id=chat, client_id="n1", text="SECRET note")
    await ines.do("whisper", conversation_id=chat, client_id="w1", text="SECRET whisper")
    await console.hears("staff", lambda one: one["entry"]["text"] == "SECRET whisper")
    detail = await console.do("watch", conversation_id=chat)
    assert [(one["number"], one["kind"]) for one in detail["staff"]] == [(1, "note"), (2, "whisper")]
    await console.do("reply", conversation_id=chat, client_id="r1", text="hello")
    await phone.sees("hello")
    await widget.hears("bot_uttered", lambda one: one["text"] == "hello")
    again = await house.phone()
    await again.sees("hello")
    everything = [phone.heard, again.heard, widget.heard, await phone.do("sync", after_seq=0), house.bot.asked]
    assert "SECRET" not in repr(everything)
    assert "utter_greet" not in repr(everything[:-1])


async def test_only_the_owner_writes_and_a_supervisor_may_become_it(house: House) -> None:
    phone, chat = await house.waiting()
    sora, ada, ines = [await house.console(name) for name in ("sora", "ada", "ines")]
    await sora.do("claim", conversation_id=chat)
    write = {"conversation_id": chat, "client_id": "r1", "text": "me?"}
    assert (await ada.ask("reply", **write))["error"] == "not_owner"
    assert (await ada.ask("barge", conversation_id=chat))["error"] == "forbidden"
    await ines.do("barge", conversation_id=chat)
    assert (await sora.ask("reply", **write))["error"] == "not_owner"
    await ines.do("reply", **write)
    await phone.sees("me?")
    await phone.hears("owner", lambda one: one["name"] == "Ines")


async def test_those_who_wait_hear_their_place_change(house: House) -> None:
    _, first = await house.waiting("kim")
    second, _ = await house.waiting("lee")
    await second.hears("handoff", lambda one: one.get("position") == 2)
    console = await house.console()
    await console.do("claim", conversation_id=first)
    await second.hears("handoff", lambda one: one.get("position") == 1)


async def test_without_a_session_or_from_another_page_the_desk_stays_closed(house: House) -> None:
    for headers, reason in (
        ({}, "signed_out"),
        ({"Cookie": "session=sora", "Origin": "https://bank.example"}, "origin"),
        ({"Cookie": "session=omid"}, "forbidden"),
    ):
        console = Console(house.url)
        reasons: list[Any] = []
        console.sio.on("connect_error", reasons.append, namespace="/agent")
        with pytest.raises(socketio.exceptions.ConnectionError):
            await console.connect(headers=headers)
        await console.close()
        assert reasons[0]["data"]["error"] == reason


async def test_what_colleagues_do_is_seen_by_all(house: House) -> None:
    sora, ada = await house.console("sora"), await house.console("ada")
    await ada.do("set_status", status="away")

    def is_away(one: Any) -> bool:
        return {item["name"]: item["status"] for item in one["items"]} == {"Ada": "away", "Sora": "online"}

    await sora.hears("presence", is_away)
    await ada.close()
    await sora.hears("presence", lambda one: {"offline"} <= {item["status"] for item in one["items"]})


async def test_an_unknown_conversation_and_a_foreign_handoff_are_not_found(house: House) -> None:
    console = await house.console()
    for command in ("claim", "watch", "note"):
        fields = {"client_id": "n", "text": "x"} if command == "note" else {}
        assert (await console.ask(command, conversation_id="nobody", **fields))["error"] == "not_found"


async def test_who_has_signed_out_elsewhere_does_not_go_on_listening(house: House) -> None:
    sora, ada = await house.console("sora"), await house.console("ada")
    house.signed_out.add("sora")
    await house.realtime.agents.close_signed_out()
    async with asyncio.timeout(15):
        await sora.is_lost.wait()
    await ada.do("set_status", status="online")
