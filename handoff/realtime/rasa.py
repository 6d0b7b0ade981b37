"""Rasa's own web protocol, so that existing widgets work: no acknowledgements, no ids, no history.

Their known habits: extra keys at the top level break them, a message may come before the session is asked for, and a
message typed before the session was confirmed is sent again after every reconnect. Some can give a token when they
connect; rasa-webchat cannot, and gives it with every message instead.
"""

from collections.abc import Collection, Mapping
from typing import Any

import socketio
import structlog

from handoff.domain.errors import HandoffError, Refused
from handoff.domain.people import Customer
from handoff.realtime.audience import RASA, room_of
from handoff.realtime.rasa_hearing import Line, hear
from handoff.realtime.rasa_strangers import Strangers, custom_data
from handoff.realtime.rasa_words import bot_uttered
from handoff.realtime.shared import Shared, refuse
from handoff.services.arrive import arrive, leave
from handoff.services.rasa_widgets import heard_all, missed
from handoff.services.views import for_customer, message_view

log = structlog.get_logger()


class RasaNamespace(socketio.AsyncNamespace):  # type: ignore[misc]  # python-socketio publishes no types
    def __init__(self, shared: Shared) -> None:
        super().__init__(RASA)
        self._shared = shared
        self.lines: dict[str, Line] = {}
        self.strangers = Strangers(shared.options.render)

    async def on_connect(self, sid: str, environ: Mapping[str, Any], auth: Any = None) -> None:
        if not isinstance(auth, Mapping) or "token" not in auth:
            self.strangers.let_in(sid, environ, self._shared.new_id(), self._shared.now())
            return
        try:
            await self._open(sid, await self._customer_of(auth["token"]))
        except HandoffError as error:
            raise refuse(error) from None

    async def on_disconnect(self, sid: str, reason: object = None) -> None:
        self.strangers.forget(sid)
        line = self.lines.pop(sid, None)
        if line and reason == self.server.reason.CLIENT_DISCONNECT:
            await heard_all(self._shared.begin, line.conversation_id)
        if line and line.conversation_id not in self.present():
            await leave(self._shared.begin, line.conversation_id, self._shared.now())

    def present(self) -> set[str]:
        return {line.conversation_id for line in self.lines.values()}

    async def on_session_request(self, sid: str, _request: object = None) -> None:
        """The token says whose session it is, whatever id the widget remembers; a stranger's means nothing."""
        if line := self.lines.get(sid):
            line.confirmed_at = self._shared.now()
            await self.emit("session_confirm", line.conversation_id, to=sid)
            await self._catch_up(sid, line)
        elif self.strangers.may(sid):
            session_id = self.strangers.confirm(sid, self._shared.now())
            await self.emit("session_confirm", session_id, to=sid)
        else:
            await self._hang_up(sid)

    async def on_user_uttered(self, sid: str, said: object = None) -> None:
        message = said.get("message") if isinstance(said, Mapping) else None
        if not isinstance(message, str):
            return
        line = self.lines.get(sid) or await self._admit(sid, custom_data(said))
        try:
            if line:
                await hear(self._shared, line, message)
        except HandoffError as error:
            log.info("utterance_refused", code=error.code)

    async def close_expired(self) -> None:
        now = self._shared.now()
        expired = [sid for sid, line in self.lines.items() if line.customer.expires_at <= now]
        for sid in [*expired, *self.strangers.overdue(now)]:
            await self._hang_up(sid)

    async def close_of(self, conversation_ids: Collection[str]) -> None:
        for sid in [sid for sid, line in self.lines.items() if line.conversation_id in conversation_ids]:
            await self._hang_up(sid)

    async def _customer_of(self, token: object) -> Customer:
        if not isinstance(token, str):
            raise Refused("token_missing")
        return await self._shared.authenticate_customer(token)

    async def _open(self, sid: str, customer: Customer) -> Line:
        shared = self._shared
        conversation = await arrive(shared.begin, customer, None, shared.now(), shared.new_id)
        line = self.lines[sid] = Line(customer, conversation.id, conversation.last_seq)
        await self.enter_room(sid, room_of(conversation.id))
        return line

    async def _admit(self, sid: str, custom: Mapping[str, Any]) -> Line | None:
        """The stranger whom a token makes a customer; one without a good token is told to sign in."""
        if not self.strangers.may(sid):
            await self._hang_up(sid)
            return None
        try:
            line = await self._open(sid, await self._customer_of(custom.get("token")))
        except HandoffError as error:
            log.info("stranger_refused", code=error.code)
            if told := self.strangers.sign_in(sid, custom):
                await self.emit("bot_uttered", told, to=sid)
            return None
        stranger = self.strangers.forget(sid)
        if stranger is None:  # the socket was closed meanwhile
            await self.on_disconnect(sid)
            return None
        line.confirmed_at = stranger.confirmed_at
        return line

    async def _catch_up(self, sid: str, line: Line) -> None:
        for message in await missed(self._shared.begin, line.conversation_id, line.joined_seq):
            seen = for_customer("message", message_view(message))
            if told := bot_uttered(line.conversation_id, seen, self._shared):
                await self.emit("bot_uttered", told, to=sid)

    async def _hang_up(self, sid: str) -> None:
        """As a broken connection: after Socket.IO's own goodbye those widgets would never come back."""
        await self.on_disconnect(sid)
        engine = self.server.eio.sockets.get(self.server.manager.eio_sid_from_sid(sid, RASA))
        if engine:
            await engine.close(wait=False)
            await engine.queue.put(None)  # else a websocket would stay open until the client misses a ping
