"""What rasa-webchat and others expect of a Rasa server, and what they do wrong."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import socketio

from tests.integration.handoff.realtime.clients import Client
from tests.integration.handoff.realtime.fake_bot import choices, done
from tests.integration.handoff.realtime.house import House


async def uttered(widget: Client, text: str) -> Any:
    return await widget.hears("bot_uttered", lambda one: one["text"] == text)


async def confirmed(house: House) -> Client:
    widget = await house.widget()
    await uttered(widget, "echo opened")
    await widget.sio.emit("session_request", {"session_id": None})
    await widget.hears("session_confirm")
    return widget


async def test_a_session_is_confirmed_by_a_bare_string(house: House) -> None:
    widget = await confirmed(house)
    (session,) = widget.of("session_confirm")
    assert isinstance(session, str)


async def test_an_answer_has_nothing_beside_its_text_but_metadata(house: House) -> None:
    widget = await confirmed(house)
    await widget.sio.emit("user_uttered", {"message": "hi", "session_id": "x"})
    answer = await uttered(widget, "echo hi")
    assert set(answer) == {"text", "metadata"}
    assert answer["metadata"]["seq"] == 4


async def test_a_message_may_come_before_the_session_is_asked_for(house: House) -> None:
    widget = await house.widget()
    await widget.sio.emit("user_uttered", {"message": "early", "session_id": "x"})
    await uttered(widget, "echo early")


async def test_a_quick_reply_is_an_opaque_id_that_chooses(house: House) -> None:
    async def offers(question: dict[str, Any]) -> AsyncIterator[dict[str, Any]]:
        yield choices(0, "start_verification")
        yield done(1)

    house.bot.script = offers
    widget = await house.widget()
    offer = await uttered(widget, "?")
    assert set(offer) == {"text", "quick_replies", "metadata"}
    (option,) = offer["quick_replies"]
    assert (option["content_type"], option["title"]) == ("text", "Start_Verification")
    assert "start_verification" not in option["payload"]
    await widget.sio.emit("user_uttered", {"message": option["payload"], "session_id": "x"})
    await house.bot.is_asked(2)
    assert house.bot.asked[1]["choice"] == {"id": "start_verification"}


async def test_what_a_widget_repeats_after_a_reconnection_is_heard_once(house: House) -> None:
    widget = await confirmed(house)
    await widget.sio.emit("user_uttered", {"message": "typed early", "session_id": "x"})
    await uttered(widget, "echo typed early")
    await widget.close()
    again = await house.widget()
    await again.sio.emit("session_request", {"session_id": "x"})
    await again.hears("session_confirm")
    await again.sio.emit("user_uttered", {"message": "typed early", "session_id": "x"})
    await again.sio.emit("user_uttered", {"message": "new", "session_id": "x"})
    await uttered(again, "echo new")
    assert [one.get("text") for one in house.bot.asked[1:]] == ["typed early", "new"]


@pytest.mark.parametrize("token", ["kim", "", None, 7])
async def test_a_wrong_token_at_the_door_is_refused(house: House, token: Any) -> None:
    widget = Client(house.url, "/")
    try:
        with pytest.raises(socketio.exceptions.ConnectionError):
            await widget.connect({"token": token})
    finally:
        await widget.close()


async def test_what_was_said_while_a_widget_was_away_is_told_when_it_asks_for_its_session(house: House) -> None:
    widget = await confirmed(house)
    await widget.close()
    phone = await house.phone()
    await phone.send("from the app")
    await phone.sees("echo from the app")
    again = await house.widget()
    await again.sio.emit("session_request", {"session_id": "x"})
    await uttered(again, "echo from the app")
    assert [one["text"] for one in again.of("bot_uttered")] == ["echo from the app"]
