"""The stand-in on its sockets: what the customer's chat sends, and what bot and desk do about it."""

import asyncio
from typing import Any

import socketio

from tests.browser.alone.answers import REPLY
from tests.browser.alone.conversation import BOT, CUSTOMER, Conversation
from tests.browser.alone.standin import StandIn
from tests.browser.alone.tokens import claims_of


def done(**data: Any) -> dict[str, Any]:
    return {"ok": True, "data": data}


class CustomerNamespace(socketio.AsyncNamespace):  # type: ignore[misc]  # python-socketio publishes no types
    def __init__(self, standin: StandIn) -> None:
        super().__init__("/customer")
        self.standin = standin
        self.conversation_of: dict[str, Conversation] = {}

    async def trigger_event(self, event: str, *args: Any) -> Any:
        """What has no method here is acknowledged and has no effect."""
        return await super().trigger_event(event, *args) if hasattr(self, f"on_{event}") else done()

    async def on_connect(self, sid: str, _environ: dict[str, Any], auth: dict[str, Any]) -> None:
        if not auth.get("token") or self.standin.refuse:
            raise socketio.exceptions.ConnectionRefusedError("expired", {"error": "expired"})
        claims = claims_of(auth["token"])
        conversation = self.standin.conversation(claims["sub"], claims.get("locale") or auth["locale"])
        self.conversation_of[sid] = conversation
        await self.enter_room(sid, conversation.id)
        await self.emit("snapshot", conversation.snapshot(), to=sid)
        for message in conversation.messages[auth["last_seq"] :]:
            await self.emit("message", message, to=sid)

    async def on_send(self, sid: str, payload: dict[str, Any]) -> dict[str, Any]:
        conversation = self.conversation_of[sid]
        known = conversation.find(payload["client_id"])
        if known is None:
            known = await self._receive(conversation, payload)
            self.standin.loop.create_task(self._answer(conversation, payload))
        if self.standin.cut_after_sends > 0:
            self.standin.cut_after_sends -= 1
            await self.standin.cut()
        return done(seq=known["seq"])

    async def on_sync(self, sid: str, payload: dict[str, Any]) -> dict[str, Any]:
        return done(messages=self.conversation_of[sid].messages[payload["after_seq"] :])

    async def on_read(self, sid: str, payload: dict[str, Any]) -> dict[str, Any]:
        self.conversation_of[sid].read = payload["seq"]
        return done()

    async def on_request_person(self, sid: str, _payload: dict[str, Any]) -> dict[str, Any]:
        waiting = {"state": "waiting", "position": 2, "eta_s": 180}
        return await self._hand_over(self.conversation_of[sid], waiting, "handoff_requested")

    async def on_leave_queue(self, sid: str, _payload: dict[str, Any]) -> dict[str, Any]:
        return await self._hand_over(self.conversation_of[sid], {"state": "withdrawn"}, "handoff_withdrawn")

    async def on_set_language(self, sid: str, payload: dict[str, Any]) -> dict[str, Any]:
        conversation = self.conversation_of[sid]
        conversation.language = payload["language"]
        await self.standin.note(conversation, "language_changed", language=conversation.language)
        return done()

    async def _hand_over(self, conversation: Conversation, handoff: dict[str, Any], event: str) -> dict[str, Any]:
        conversation.handoff = handoff
        await self.standin.note(conversation, event)
        await self.standin.tell(conversation, "handoff", handoff)
        return done()

    async def _receive(self, conversation: Conversation, payload: dict[str, Any]) -> dict[str, Any]:
        choice = payload.get("choice")
        offered = conversation.messages[choice["seq"] - 1]["body"]["options"] if choice else []
        labels = [one["label"] for one in offered if choice and one["id"] == choice["option"]]
        text = labels[0] if labels else payload["text"]
        body = {"text": text, "choice": choice} if choice else {"text": text}
        message = conversation.add(CUSTOMER, "text", body, payload["client_id"])
        await self.standin.tell(conversation, "message", message)
        return message

    async def _answer(self, conversation: Conversation, payload: dict[str, Any]) -> None:
        await self.standin.tell(conversation, "typing", {"who": "bot", "on": True})
        await asyncio.sleep(0.2)
        if (payload.get("choice") or {}).get("option") == "start_verification":
            conversation.started = True
            await self.standin.tell(conversation, "journey", conversation.journey)
        else:
            await self.standin.post(conversation, BOT, "text", {"text": REPLY[conversation.language]})
        await self.standin.show_card(conversation)
