"""rasa-webchat has no way to give a token when it connects; it gives what the page told it with every message."""

from collections.abc import AsyncIterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from handoff.realtime import rasa_strangers
from tests.integration.handoff.realtime.clients import Client
from tests.integration.handoff.realtime.house import House, housed


def words(name: str, _params: Mapping[str, Any], language: str) -> str | None:
    return f"{name} {language}" if name == "sign_in" else None


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with housed(f"sqlite+aiosqlite:///{tmp_path / 'handoff.db'}", render=words) as house:
        yield house


async def say(widget: Client, text: str, **custom: Any) -> None:
    await widget.sio.emit("user_uttered", {"message": text, "session_id": "x", "customData": custom})


async def told(widget: Client, text: str) -> Any:
    return await widget.hears("bot_uttered", lambda one: one["text"] == text)


async def session(widget: Client, remembered: str | None = None) -> str:
    await widget.sio.emit("session_request", {"session_id": remembered})
    confirmed: str = await widget.hears("session_confirm")
    return confirmed


async def test_a_stranger_gets_a_session_that_opens_nothing(house: House) -> None:
    phone = await house.phone("kim")
    await phone.sees("echo opened")
    conversation = (await phone.hears("snapshot"))["conversation_id"]
    stranger = await house.stranger()
    assert await session(stranger, conversation) != conversation
    await phone.send("for kim alone")
    await phone.sees("echo for kim alone")
    await say(stranger, "let me in")
    await told(stranger, "sign_in en")
    assert stranger.of("bot_uttered") == [{"text": "sign_in en"}]


async def test_the_first_message_with_a_token_lets_its_customer_in(house: House) -> None:
    widget = await house.stranger()
    await session(widget)
    await say(widget, "hi", token=house.token("kim"))
    await told(widget, "echo hi")
    await say(widget, "again", token=house.token("kim"))
    await told(widget, "echo again")
    assert [one["text"] for one in widget.of("bot_uttered")] == ["echo opened", "echo hi", "echo again"]


async def test_the_token_is_neither_kept_nor_logged(house: House) -> None:
    widget, token = await house.stranger(), house.token("kim")
    with capture_logs() as lines:
        await say(widget, "hi", token=token)
        await told(widget, "echo hi")
    phone = await house.phone("kim")
    await phone.sees("echo hi")
    assert token not in str([lines, house.bot.asked, phone.heard])


async def test_what_was_said_before_is_not_told_again(house: House) -> None:
    phone = await house.phone("kim")
    await phone.send("earlier")
    await phone.sees("echo earlier")
    widget = await house.stranger()
    await say(widget, "now", token=house.token("kim"))
    await told(widget, "echo now")
    assert [one["text"] for one in widget.of("bot_uttered")] == ["echo now"]


@pytest.mark.parametrize("custom", [{}, {"token": "wrong"}, {"token": None}, {"token": ["x"]}, {"expired": True}])
async def test_who_has_no_good_token_is_told_to_sign_in_and_not_heard(house: House, custom: dict[str, Any]) -> None:
    if custom.pop("expired", False):
        custom = {"token": house.token("kim", valid_s=-1)}
    widget = await house.stranger()
    with capture_logs() as lines:
        await say(widget, "my secret", **custom)
        await told(widget, "sign_in en")
    assert [line["event"] for line in lines] == ["stranger_refused"]
    assert "my secret" not in str(lines)
    await say(widget, "hi", token=house.token("kim"))
    await told(widget, "echo hi")
    assert [one.get("text") for one in house.bot.asked] == [None, "hi"]


async def test_a_stranger_is_told_in_the_language_of_the_browser_or_of_the_page(house: House) -> None:
    widget = await house.stranger(**{"Accept-Language": "ko-KR;q=0.9,en;q=0.8"})
    await say(widget, "hi")
    await told(widget, "sign_in ko")
    await say(widget, "hi", language="fa")
    await told(widget, "sign_in fa")


async def test_a_line_never_passes_to_another_customer(house: House) -> None:
    let_in, known = await house.stranger(), await house.widget("lee")
    await say(let_in, "hi", token=house.token("kim"))
    await told(let_in, "echo hi")
    await say(let_in, "kim speaks", token=house.token("park"))
    await say(known, "lee speaks", token=house.token("park"))
    await told(let_in, "echo kim speaks")
    await told(known, "echo lee speaks")
    park = await house.phone("park")
    await park.sees("echo opened")
    assert park.said == ["opened", "echo opened"]


async def test_what_a_widget_repeats_after_a_reconnection_is_heard_once(house: House) -> None:
    for time in ("first", "second"):
        widget = await house.stranger()
        await session(widget)
        await say(widget, "typed early", token=house.token("kim"))
        await say(widget, time, token=house.token("kim"))
        await told(widget, f"echo {time}")
        await widget.close()
    assert [one.get("text") for one in house.bot.asked] == [None, "typed early", "first", "second"]


async def test_a_line_ends_with_its_token_and_the_widget_may_come_back(house: House) -> None:
    widget, token = await house.stranger(), house.token("kim", valid_s=60)
    await say(widget, "hi", token=token)
    await told(widget, "echo hi")
    house.clock.ahead = timedelta(seconds=61)
    await widget.is_lost.wait()
    again = await house.stranger()
    await say(again, "still me", token=token)
    await told(again, "sign_in en")


async def test_a_client_that_only_says_it_has_gone_loses_its_line_all_the_same(house: House) -> None:
    widget = await house.stranger()
    await say(widget, "hi", token=house.token("kim", valid_s=60))
    await told(widget, "echo hi")
    await widget.sio.emit("disconnect", "transport close")
    await say(widget, "still here")
    await told(widget, "echo still here")
    house.clock.ahead = timedelta(seconds=61)
    await widget.is_lost.wait()


async def test_a_stranger_does_not_stay(house: House) -> None:
    widget, customer = await house.stranger(), await house.widget("lee")
    await session(widget)
    house.clock.ahead = rasa_strangers.STAYS + timedelta(seconds=1)
    await widget.is_lost.wait()
    assert not customer.is_lost.is_set()


async def test_a_stranger_who_asks_too_much_is_cut_off(house: House) -> None:
    widget = await house.stranger()
    for _ in range(rasa_strangers.AT_ONCE + 1):
        await widget.sio.emit("session_request", {})
    await widget.is_lost.wait()
    assert len(widget.of("session_confirm")) <= rasa_strangers.AT_ONCE
