"""The desk's line."""

from collections.abc import Mapping
from http.cookies import CookieError, SimpleCookie
from typing import Any

from handoff.domain.errors import Forbidden, HandoffError, NotFound, NotOwner, Refused
from handoff.domain.people import Staff
from handoff.realtime.audience import AGENT, CUSTOMER, DESK_ROOM, room_of
from handoff.realtime.commands import (
    HandBack,
    History,
    OfConversation,
    PushCard,
    ReadIn,
    SetStatus,
    Transfer,
    TypingIn,
    Write,
)
from handoff.realtime.limits import Limiter
from handoff.realtime.shared import Shared, connected, refuse
from handoff.realtime.typed_namespace import TypedNamespace
from handoff.services import agent_words, desk, seats, snapshots
from handoff.services.views import View


class AgentNamespace(TypedNamespace):
    def __init__(self, shared: Shared) -> None:
        super().__init__(AGENT)
        self._shared = shared
        self._limiter = Limiter(shared.options.commands_per_minute, burst=120)
        self._typing = Limiter(per_minute=20, burst=1)
        self.staff: dict[str, Staff] = {}
        self._cookies: dict[str, Mapping[str, str]] = {}

    async def allow(self, sid: str, event: str) -> None:
        self._limiter.spend(self.staff[sid].id)

    async def on_connect(self, sid: str, environ: Mapping[str, Any], _auth: object = None) -> None:
        """Engine.IO's list of origins is shared with the widget's hosts, so the origin is looked at again here."""
        cookies = _cookies(environ.get("HTTP_COOKIE", ""))
        try:
            staff = await self._recognise(environ.get("HTTP_ORIGIN"), cookies)
        except HandoffError as error:
            raise refuse(error) from None
        self.staff[sid] = staff
        self._cookies[sid] = cookies
        await self.enter_room(sid, DESK_ROOM)
        await seats.sit_down(self._shared.begin, staff, self._shared.now())
        self._shared.welcome(sid, self, self._welcome(sid, staff))

    async def on_disconnect(self, sid: str) -> None:
        staff = self.staff.pop(sid, None)
        self._cookies.pop(sid, None)
        if staff and staff.id not in self.present():
            await seats.stand_up(self._shared.begin, staff.id, self._shared.now())

    def present(self) -> set[str]:
        return {staff.id for staff in self.staff.values()}

    async def on_claim(self, sid: str, command: OfConversation) -> View:
        await desk.claim(self._shared.begin, self.staff[sid], command.conversation_id, self._shared.now())
        return {}

    async def on_hand_back(self, sid: str, command: HandBack) -> View:
        begin, now = self._shared.begin, self._shared.now()
        await desk.hand_back(begin, self.staff[sid], command.conversation_id, command.outcome, command.summary, now)
        return {}

    async def on_transfer(self, sid: str, command: Transfer) -> View:
        begin, now = self._shared.begin, self._shared.now()
        await desk.transfer(begin, self.staff[sid], command.conversation_id, command.to, now)
        return {}

    async def on_barge(self, sid: str, command: OfConversation) -> View:
        shared = self._shared
        await desk.barge(shared.begin, self.staff[sid], command.conversation_id, shared.now(), shared.new_id)
        return {}

    async def on_watch(self, sid: str, command: OfConversation) -> View:
        """Subscribed before it is read: what happens meanwhile comes as an event."""
        if not snapshots.may_watch(self.staff[sid]):
            raise Forbidden
        room = room_of(command.conversation_id)
        await self.enter_room(sid, room)
        try:
            return await snapshots.watch(
                self._shared.begin, self.staff[sid], command.conversation_id, self._shared.now()
            )
        except NotFound:
            await self.leave_room(sid, room)
            raise

    async def on_unwatch(self, sid: str, command: OfConversation) -> View:
        await self.leave_room(sid, room_of(command.conversation_id))
        return {}

    async def on_history(self, sid: str, command: History) -> View:
        begin, staff = self._shared.begin, self.staff[sid]
        return {"messages": await snapshots.history(begin, staff, command.conversation_id, command.before_seq)}

    async def on_reply(self, sid: str, command: Write) -> View:
        shared = self._shared
        seq = await agent_words.reply(
            shared.begin,
            self.staff[sid],
            command.conversation_id,
            command.client_id,
            command.text,
            shared.now(),
            shared.new_id,
            shared.options.message_characters,
        )
        return {"seq": seq}

    async def on_note(self, sid: str, command: Write) -> View:
        return await self._add_entry(sid, "note", command)

    async def on_whisper(self, sid: str, command: Write) -> View:
        return await self._add_entry(sid, "whisper", command)

    async def on_push_card(self, sid: str, command: PushCard) -> View:
        shared = self._shared
        seq = await agent_words.push_card(
            shared.begin,
            self.staff[sid],
            command.conversation_id,
            command.client_id,
            command.step,
            shared.now(),
            shared.new_id,
        )
        return {"seq": seq}

    async def on_typing(self, sid: str, command: TypingIn) -> View:
        """Only the owner's typing reaches the customer."""
        async with self._shared.begin() as work:
            conversation = await work.conversations.get(command.conversation_id)
        if conversation is None or not conversation.is_owned_by(self.staff[sid].id):
            raise NotOwner
        if not command.on or self._typing.has(conversation.id):
            if command.on:
                self._typing.spend(conversation.id)
            said = {"who": "agent", "on": command.on}
            room = room_of(conversation.id)
            await self._shared.sio.emit("typing", said, room=room, namespace=CUSTOMER)
            watched = said | {"conversation_id": conversation.id}
            await self.emit("typing", watched, room=room, skip_sid=sid)
        return {}

    async def on_read(self, sid: str, command: ReadIn) -> View:
        await agent_words.read_by_agent(self._shared.begin, self.staff[sid], command.conversation_id, command.seq)
        return {}

    async def on_set_status(self, sid: str, command: SetStatus) -> View:
        await seats.set_status(self._shared.begin, self.staff[sid], command.status, self._shared.now())
        return {}

    async def close_expired(self) -> None:
        for sid, staff in list(self.staff.items()):
            if staff.expires_at and staff.expires_at <= self._shared.now():
                await self.disconnect(sid)

    async def close_signed_out(self) -> None:
        """Somebody who signed out elsewhere, or was switched off, does not go on listening."""
        for sid, cookies in list(self._cookies.items()):
            if await self._shared.authenticate_staff(cookies) is None:
                await self.disconnect(sid)

    async def _recognise(self, origin: str | None, cookies: Mapping[str, str]) -> Staff:
        """Browsers leave the origin out only towards their own."""
        allowed = self._shared.options.staff_origins
        if origin is not None and allowed and origin not in allowed:
            raise Refused("origin")
        staff = await self._shared.authenticate_staff(cookies)
        if staff is None:
            raise Refused("signed_out")
        if not snapshots.may_watch(staff):
            raise Forbidden
        return staff

    async def _welcome(self, sid: str, staff: Staff) -> None:
        if await connected(self._shared.sio, sid, AGENT):
            snapshot = await snapshots.desk_snapshot(self._shared.begin, staff, self._shared.now())
            await self.emit("snapshot", snapshot, to=sid)

    async def _add_entry(self, sid: str, kind: Any, command: Write) -> View:
        shared = self._shared
        number = await agent_words.add_entry(
            shared.begin,
            self.staff[sid],
            command.conversation_id,
            command.client_id,
            kind,
            command.text,
            shared.now(),
            shared.options.message_characters,
        )
        return {"number": number}


def _cookies(header: str) -> Mapping[str, str]:
    try:
        return {name: morsel.value for name, morsel in SimpleCookie(header).items()}
    except CookieError:
        return {}
