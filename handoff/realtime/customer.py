"""The customer's line: their own conversation and no other."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from handoff.domain.conversation import Conversation
from handoff.domain.errors import Forbidden, HandoffError, Refused
from handoff.domain.people import Customer
from handoff.realtime.audience import AGENT, CUSTOMER, room_of
from handoff.realtime.commands import Nothing, Rate, Read, Renew, Send, SetLanguage, Sync, Typing
from handoff.realtime.limits import Limiter
from handoff.realtime.shared import Shared, connected, refuse
from handoff.realtime.typed_namespace import TypedNamespace
from handoff.services.arrive import arrive, leave
from handoff.services.request_person import leave_queue, rate, request_person
from handoff.services.say import Said, choose, read_by_customer, say_text, set_language
from handoff.services.snapshots import customer_snapshot, messages_after
from handoff.services.views import View
from handoff.services.watching import is_active


@dataclass(frozen=True, slots=True)
class Line:
    customer: Customer
    conversation_id: str


class CustomerNamespace(TypedNamespace):
    def __init__(self, shared: Shared) -> None:
        super().__init__(CUSTOMER)
        self._shared = shared
        self._limiter = Limiter(shared.options.commands_per_minute, burst=60)
        self._typing = Limiter(per_minute=20, burst=1)
        self.lines: dict[str, Line] = {}

    async def allow(self, sid: str, event: str) -> None:
        self._limiter.spend(self.lines[sid].conversation_id)  # not of the socket: a new one is quickly had

    async def on_connect(self, sid: str, _environ: object, auth: Any = None) -> None:
        """Subscribed first, then the snapshot, then what was missed: nothing can fall between."""
        try:
            customer, conversation = await self._recognise(auth)
        except HandoffError as error:
            raise refuse(error) from None
        self.lines[sid] = Line(customer, conversation.id)
        await self.enter_room(sid, room_of(conversation.id))
        self._shared.welcome(sid, self, self._welcome(sid, conversation.id, _seq(auth)))

    async def on_disconnect(self, sid: str) -> None:
        line = self.lines.pop(sid, None)
        if line and line.conversation_id not in self.present():
            await leave(self._shared.begin, line.conversation_id, self._shared.now())

    def present(self) -> set[str]:
        return {line.conversation_id for line in self.lines.values()}

    async def on_send(self, sid: str, command: Send) -> View:
        line = self.lines[sid]
        self._shared.writing.spend(line.conversation_id)
        said = await self._say(line.conversation_id, command)
        if said.bot_answers:
            await self.emit("typing", {"who": "bot", "on": True}, room=room_of(line.conversation_id))
        return {"seq": said.seq}

    async def on_sync(self, sid: str, command: Sync) -> View:
        conversation_id = self.lines[sid].conversation_id
        return {"messages": await messages_after(self._shared.begin, conversation_id, command.after_seq)}

    async def on_read(self, sid: str, command: Read) -> View:
        await read_by_customer(self._shared.begin, self.lines[sid].conversation_id, command.seq)
        return {}

    async def on_typing(self, sid: str, command: Typing) -> View:
        conversation_id = self.lines[sid].conversation_id
        if self._typing.has(conversation_id) or not command.on:
            if command.on:
                self._typing.spend(conversation_id)
                await is_active(self._shared.begin, conversation_id, self._shared.now())
            said = {"conversation_id": conversation_id, "who": "customer", "on": command.on}
            await self._shared.sio.emit("typing", said, room=room_of(conversation_id), namespace=AGENT)
        return {}

    async def on_active(self, sid: str, command: Nothing) -> View:
        await is_active(self._shared.begin, self.lines[sid].conversation_id, self._shared.now())
        return {}

    async def on_request_person(self, sid: str, command: Nothing) -> View:
        shared = self._shared
        handoff = await request_person(
            shared.begin, self.lines[sid].conversation_id, "customer_asked", "general", shared.now(), shared.new_id
        )
        return {"handoff": handoff}

    async def on_leave_queue(self, sid: str, command: Nothing) -> View:
        self._shared.writing.spend(self.lines[sid].conversation_id)
        await leave_queue(self._shared.begin, self.lines[sid].conversation_id, self._shared.now())
        return {}

    async def on_rate(self, sid: str, command: Rate) -> View:
        conversation_id = self.lines[sid].conversation_id
        await rate(self._shared.begin, conversation_id, command.handoff_id, command.score, command.comment)
        return {}

    async def on_set_language(self, sid: str, command: SetLanguage) -> View:
        self._shared.writing.spend(self.lines[sid].conversation_id)
        await set_language(self._shared.begin, self.lines[sid].conversation_id, command.language, self._shared.now())
        return {}

    async def on_renew(self, sid: str, command: Renew) -> View:
        customer = await self._shared.authenticate_customer(command.token)
        if customer.customer_id != self.lines[sid].customer.customer_id:
            raise Forbidden
        self.lines[sid] = replace(self.lines[sid], customer=customer)
        return {}

    async def close_expired(self) -> None:
        for sid, line in list(self.lines.items()):
            if line.customer.expires_at <= self._shared.now():
                await self.disconnect(sid)

    async def close_of(self, conversation_ids: Collection[str]) -> None:
        for sid in [sid for sid, line in self.lines.items() if line.conversation_id in conversation_ids]:
            await self.disconnect(sid)

    async def _recognise(self, auth: Any) -> tuple[Customer, Conversation]:
        given: Mapping[str, Any] = auth if isinstance(auth, Mapping) else {}
        token, locale = given.get("token"), given.get("locale")
        if not isinstance(token, str):
            raise Refused("token_missing")
        customer = await self._shared.authenticate_customer(token)
        wanted = locale if isinstance(locale, str) else None
        shared = self._shared
        return customer, await arrive(shared.begin, customer, wanted, shared.now(), shared.new_id)

    async def _say(self, conversation_id: str, command: Send) -> Said:
        begin, now = self._shared.begin, self._shared.now()
        if command.choice:
            choice = command.choice
            return await choose(begin, conversation_id, command.client_id, choice.seq, choice.option, now)
        limit = self._shared.options.message_characters
        return await say_text(begin, conversation_id, command.client_id, command.text or "", now, limit)

    async def _welcome(self, sid: str, conversation_id: str, last_seq: int) -> None:
        if not await connected(self._shared.sio, sid, CUSTOMER):
            return
        async with self._shared.begin() as work:
            conversation = await work.conversations.get(conversation_id)
            if conversation is None:
                return
            snapshot = await customer_snapshot(work, conversation, self._shared.now())
        await self.emit("snapshot", snapshot | {"bank": dict(self._shared.options.bank)}, to=sid)
        while missed := await messages_after(self._shared.begin, conversation_id, last_seq):
            for message in missed:
                await self.emit("message", message, to=sid)
            last_seq = missed[-1]["seq"]


def _seq(auth: Any) -> int:
    last = auth.get("last_seq") if isinstance(auth, Mapping) else None
    return last if type(last) is int and 0 <= last < 2**31 else 0
