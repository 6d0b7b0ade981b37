import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
import socketio

from tests.integration.handoff.realtime.clients import Phone
from tests.integration.handoff.realtime.fake_bot import bubble, choices, done
from tests.integration.handoff.realtime.house import House


async def test_a_first_visit_is_greeted_without_a_word_from_the_customer(house: House) -> None:
    phone = await house.phone()
    await phone.sees("echo opened")
    assert phone.said == ["opened", "echo opened"]
    assert house.bot.asked[0]["event"] == {"name": "opened", "params": {}}
    assert house.bot.asked[0]["language"] == "ko"


async def test_a_message_is_acknowledged_with_its_number_and_answered(house: House) -> None:
    phone = await house.phone()
    await phone.sees("echo opened")
    assert await phone.send("안녕") == 3
    answer = await phone.sees("echo 안녕")
    assert (answer["seq"], answer["sender"]["kind"]) == (4, "bot")


async def test_what_staff_know_of_a_bubble_is_not_sent_to_the_customer(house: House) -> None:
    phone = await house.phone()
    answer = await phone.sees("echo opened")
    assert set(answer) == {"v", "seq", "sender", "client_id", "kind", "body", "language", "at"}


async def test_a_message_sent_again_is_one_message_on_every_screen(house: House) -> None:
    first, second = await house.phone(), await house.phone()
    await first.sees("echo opened")
    seqs = [await first.send("hi", "same"), await first.send("hi", "same"), await second.send("hi", "same")]
    await second.sees("echo hi")
    assert len(set(seqs)) == 1
    assert second.said.count("hi") == 1
    assert [one.get("text") for one in house.bot.asked].count("hi") == 1


async def test_after_a_reconnection_only_what_was_missed_comes(house: House) -> None:
    phone = await house.phone()
    await phone.sees("echo opened")
    await phone.close()
    other = await house.phone()
    await other.send("while away")
    await other.sees("echo while away")
    back = await house.phone(last_seq=2)
    await back.sees("echo while away")
    assert sorted(back.log) == [3, 4]


async def test_sync_brings_everything_after_a_number(house: House) -> None:
    phone = await house.phone()
    await phone.send("hi")
    await phone.sees("echo hi")
    data = await phone.do("sync", after_seq=2)
    assert [one["seq"] for one in data["messages"]] == [3, 4]


async def test_customers_hear_nothing_of_one_another(house: House) -> None:
    kim, lee = await house.phone("kim"), await house.phone("lee")
    await kim.send("only for me")
    await kim.sees("echo only for me")
    await lee.send("hello")
    await lee.sees("echo hello")
    assert not [text for text in lee.said if "only for me" in text]


async def test_numbers_that_say_who_somebody_is_do_not_get_past_the_door(house: House) -> None:
    phone = await house.phone()
    await phone.send("주민번호는 900101-1000006", "m1")
    await phone.sees("echo 주민번호는 [id_number]")
    assert "masked" in phone.said
    assert "1000006" not in repr(house.bot.asked) + repr(phone.heard)


async def test_a_command_of_the_bot_is_only_text(house: House) -> None:
    phone = await house.phone()
    for text in ("/request_human", "/restart", "/verify_passed{}"):
        await phone.send(text)
        await phone.sees(f"echo {text}")
    assert [one.get("text") for one in house.bot.asked[1:]] == ["/request_human", "/restart", "/verify_passed{}"]
    assert not phone.of("handoff")


async def test_a_choice_goes_to_the_bot_by_its_id_and_stands_in_the_log_by_its_label(house: House) -> None:
    async def offers(question: dict[str, Any]) -> AsyncIterator[dict[str, Any]]:
        yield choices(0, "start_verification") if "event" in question else bubble(0, "started")
        yield done(1)

    house.bot.script = offers
    phone = await house.phone()
    offer = await phone.sees("?")
    command = {"client_id": "c1", "choice": {"seq": offer["seq"], "option": "start_verification"}}
    await phone.do("send", **command)
    await phone.sees("started")
    assert phone.said[-2:] == ["Start_Verification", "started"]
    assert house.bot.asked[-1]["choice"] == {"id": "start_verification"}
    again = await phone.ask("send", **command | {"client_id": "c2"})
    assert (again["ok"], again["error"]) == (False, "choice_superseded")


REFUSED = [
    ("send", {"client_id": "m", "text": " "}, "empty"),
    ("send", {"client_id": "m", "text": "x" * 3000}, "too_long"),
    ("send", {"client_id": "m"}, "invalid_payload"),
    ("send", {"client_id": "m", "text": "x", "sender": "bot"}, "invalid_payload"),
    ("send", {"client_id": "m", "choice": {"seq": 1, "option": "restart"}}, "choice_unknown"),
    ("sync", {"after_seq": -1}, "invalid_payload"),
    ("rate", {"handoff_id": "nobody", "score": 5}, "not_found"),
    ("claim", {"conversation_id": "x"}, "unknown_event"),
    ("drop_table", {}, "unknown_event"),
]


@pytest.mark.parametrize(("command", "fields", "error"), REFUSED)
async def test_what_is_refused_is_acknowledged_with_its_reason(
    house: House, command: str, fields: dict[str, Any], error: str
) -> None:
    phone = await house.phone()
    answer = await phone.ask(command, **fields)
    assert (answer["ok"], answer["error"]) == (False, error)


async def test_a_refused_payload_is_not_repeated_in_the_answer(house: House) -> None:
    phone = await house.phone()
    answer = await phone.ask("send", client_id="m", text={"number": "900101-1000006"})
    assert answer["fields"] == [["text"]]
    assert "900101" not in repr(answer)


async def test_two_arguments_or_none_are_refused_like_any_wrong_payload(house: House) -> None:
    phone = await house.phone()
    for given in (None, ({}, {})):
        answer = await phone.sio.call("request_person", given, namespace="/customer")
        assert answer["error"] == "invalid_payload"


@pytest.mark.parametrize("auth", [None, {}, {"token": 7}, {"token": "kim"}, {"token": "kim|2020-01-01T00:00:00+00:00"}])
async def test_a_wrong_or_expired_token_is_refused_with_a_reason(house: House, auth: Any) -> None:
    phone = Phone(house.url)
    reasons: list[Any] = []
    phone.sio.on("connect_error", reasons.append, namespace="/customer")
    with pytest.raises(socketio.exceptions.ConnectionError):
        await phone.connect(auth)
    await phone.close()
    assert reasons[0]["data"]["error"] in ("token_missing", "expired")


async def test_a_token_is_renewed_on_the_open_socket_and_only_for_the_same_customer(house: House) -> None:
    phone = await house.phone(valid_s=60)
    assert (await phone.ask("renew", token=house.token("lee")))["error"] == "forbidden"
    await phone.do("renew", token=house.token("kim"))
    house.clock.ahead = timedelta(seconds=120)
    await house.realtime.customers.close_expired()
    await phone.do("sync", after_seq=0)


async def test_a_socket_whose_token_has_expired_is_closed(house: House) -> None:
    phone = await house.phone(valid_s=60)
    house.clock.ahead = timedelta(seconds=120)
    async with asyncio.timeout(15):
        await phone.is_lost.wait()


async def test_who_writes_too_fast_is_asked_to_slow_down(house: House) -> None:
    phone = await house.phone()
    answers = [await phone.ask("send", client_id=f"m{n}", text="x") for n in range(30)]
    assert {one.get("error") for one in answers} == {None, "rate_limited"}
    assert answers[0]["ok"]


async def test_what_is_read_and_typed_reaches_the_other_side(house: House) -> None:
    phone, chat = await house.waiting()
    console = await house.console()
    await console.do("claim", conversation_id=chat)
    await console.do("watch", conversation_id=chat)
    await phone.do("typing", on=True)
    await console.hears("typing", lambda one: one == {"conversation_id": chat, "who": "customer", "on": True})
    await phone.do("read", seq=2)
    await console.hears("receipt", lambda one: (one["reader"], one["seq"]) == ("customer", 2))
    await console.do("typing", conversation_id=chat, on=True)
    await phone.hears("typing", lambda one: one["who"] == "agent")
    await console.do("read", conversation_id=chat, seq=3)
    await phone.hears("receipt", lambda one: (one["reader"], one["seq"]) == ("agent", 3))


async def test_the_customer_may_change_the_language(house: House) -> None:
    phone = await house.phone()
    await phone.do("set_language", language="fa")
    await phone.sees("language_changed")
    await phone.send("سلام")
    await phone.sees("echo سلام")
    assert house.bot.asked[-1]["language"] == "fa"
