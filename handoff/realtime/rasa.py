"""Rasa's own web protocol, so that existing widgets work: no acknowledgements, no ids, no history.

Their known habits: extra keys at the top level break them, a message may come before the session is asked for, and a
message typed before the session was confirmed is sent again after every reconnect.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import socketio
import structlog

from handoff.domain.errors import ChoiceSuperseded, HandoffError, Refused
from handoff.domain.people import Customer
from handoff.domain.text import clean
from handoff.realtime.audience import RASA, room_of
from handoff.realtime.shared import Shared, refuse
from handoff.services.arrive import arrive, leave
from handoff.services.say import choose, say_text
from handoff.services.views import View

log = structlog.get_logger()
ECHO = timedelta(seconds=5)  # how soon after the confirmation the widgets repeat themselves
LOOK_BACK = 100  # messages among which an offered quick reply, or an earlier copy, is looked for


@dataclass(slots=True)
class Line:
    customer: Customer
    conversation_id: str
    confirmed_at: datetime | None = None


class RasaNamespace(socketio.AsyncNamespace):  # type: ignore[misc]  # python-socketio publishes no types
    def __init__(self, shared: Shared) -> None:
        super().__init__(RASA)
        self._shared = shared
        self.lines: dict[str, Line] = {}

    async def on_connect(self, sid: str, _environ: object, auth: Any = None) -> None:
        token = auth.get("token") if isinstance(auth, Mapping) else None
        shared = self._shared
        try:
            if not isinstance(token, str):
                raise Refused("token_missing")
            customer = await shared.authenticate_customer(token)
            conversation = await arrive(shared.begin, customer, None, shared.now(), shared.new_id)
        except HandoffError as error:
            raise refuse(error) from None
        self.lines[sid] = Line(customer, conversation.id)
        await self.enter_room(sid, room_of(conversation.id))

    async def on_disconnect(self, sid: str, _reason: object = None) -> None:
        line = self.lines.pop(sid, None)
        if line and line.conversation_id not in self.present():
            await leave(self._shared.begin, line.conversation_id, self._shared.now())

    def present(self) -> set[str]:
        return {line.conversation_id for line in self.lines.values()}

    async def on_session_request(self, sid: str, _request: object = None) -> None:
        """The token says whose session it is, whatever id the widget remembers."""
        line = self.lines[sid]
        line.confirmed_at = self._shared.now()
        await self.emit("session_confirm", line.conversation_id, to=sid)

    async def on_user_uttered(self, sid: str, said: object = None) -> None:
        message = said.get("message") if isinstance(said, Mapping) else None
        if not isinstance(message, str):
            return
        try:
            await self._hear(self.lines[sid], message)
        except HandoffError as error:
            log.info("utterance_refused", code=error.code)

    async def close_expired(self) -> None:
        for sid, line in list(self.lines.items()):
            if line.customer.expires_at <= self._shared.now():
                await self.disconnect(sid)

    async def _hear(self, line: Line, message: str) -> None:
        shared = self._shared
        shared.writing.spend(line.conversation_id)
        offered = await self._offered(line.conversation_id, message)
        if offered:
            seq, option, label = offered
            try:
                await choose(shared.begin, line.conversation_id, shared.new_id(), seq, option, shared.now())
                return
            except ChoiceSuperseded:
                message = label
        if not await self._is_echo(line, message):
            limit = shared.options.message_characters
            await say_text(shared.begin, line.conversation_id, shared.new_id(), message, shared.now(), limit)

    async def _offered(self, conversation_id: str, payload: str) -> tuple[int, str, str] | None:
        for message in await self._recent(conversation_id):
            for option in message.body.get("options", ()):
                if payload_of(conversation_id, message.seq, option["id"]) == payload:
                    return message.seq, option["id"], option["label"]
        return None

    async def _is_echo(self, line: Line, message: str) -> bool:
        if line.confirmed_at is None or self._shared.now() - line.confirmed_at > ECHO:
            return False
        text = clean(message, self._shared.options.message_characters)
        earlier = [one for one in await self._recent(line.conversation_id) if one.at < line.confirmed_at]
        return any(one.sender.kind == "customer" and one.body.get("text") == text for one in earlier)

    async def _recent(self, conversation_id: str) -> Any:
        async with self._shared.begin() as work:
            return await work.messages.before(conversation_id, 2**31 - 1, LOOK_BACK)


def payload_of(conversation_id: str, seq: int, option: str) -> str:
    """Opaque, and good for this offer in this conversation only."""
    return hashlib.sha256(f"{conversation_id}:{seq}:{option}".encode()).hexdigest()[:32]


def bot_uttered(conversation_id: str, message: Mapping[str, Any], shared: Shared) -> View | None:
    """A message as those widgets read it; None when it is the customer's own, or there are no words for it."""
    text = _words(message, shared)
    if message["sender"]["kind"] == "customer" or not text:
        return None
    seq = message["seq"]
    about = {
        "id": f"{conversation_id}:{seq}",
        "seq": seq,
        "sender": message["sender"],
        "lang": message["language"],
    }
    options = message["body"].get("options")
    if not options:
        return {"text": text, "metadata": about}
    replies = [
        {
            "content_type": "text",
            "title": option["label"],
            "payload": payload_of(conversation_id, seq, option["id"]),
        }
        for option in options
    ]
    return {"text": text, "quick_replies": replies, "metadata": about}


def _words(message: Mapping[str, Any], shared: Shared) -> str | None:
    body, language = message["body"], message["language"]
    if message["kind"] == "event":
        return shared.options.render(body["name"], body["params"], language)
    text: str | None = body.get("text")
    return text or shared.options.render(f"card_{body['card']}", {}, language) if body.get("card") else text
