"""A server that speaks the customer's wire from memory, so that the widget can be tried alone and put under faults."""

import asyncio
import itertools
import threading
import time
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import socketio
import uvicorn

from tests.browser.alone.answers import STEP_TEXT, opening
from tests.browser.alone.conversation import BOT, SYSTEM, Conversation


class StandIn:
    """Runs in a thread of its own; `do` lets a test act in it as bot, agent or fault."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.origin = f"http://localhost:{port}"
        self.host = f"http://127.0.0.1:{port}"
        self.conversations: dict[str, Conversation] = {}
        self.submissions: list[dict[str, Any]] = []
        self.keys: list[str] = []  # of all tries to hand something in, broken ones too
        self.refuse = False
        self.when_asked: list[dict[str, Any]] = []  # answers to whoever asks for a page, a call or a code
        self.when_handed_in: list[dict[str, Any]] = []  # what comes of the next tries, before they pass
        self.on_cards: dict[str, dict[str, Any]] = {}  # what a test adds to the cards of a step
        self.cut_after_sends = 0  # messages that are kept, whereupon the line breaks before they are acknowledged
        self.deaf = False  # messages that never reach the customer
        self.photo_failures = 0
        self.drop_uploads = 0
        self.codes = itertools.count(48_291_305)  # for the branch
        self.code_lasts = timedelta(minutes=5)
        self.sio = socketio.AsyncServer(async_mode="asgi", cors_allowed_origins=[self.origin])
        self.loop: asyncio.AbstractEventLoop
        self.server: uvicorn.Server
        self.thread = threading.Thread(target=self._run, daemon=True)

    def start(self, customers: socketio.AsyncNamespace, http: Any) -> None:
        self.sio.register_namespace(customers)
        app = socketio.ASGIApp(self.sio, http)
        self.server = uvicorn.Server(uvicorn.Config(app, port=self.port, log_level="error", lifespan="off"))
        self.thread.start()
        while not self.server.started:
            time.sleep(0.02)

    def _run(self) -> None:
        with asyncio.Runner() as runner:  # cancels what still runs at the end and closes its loop
            self.loop = runner.get_loop()
            runner.run(self.server.serve())

    def stop(self) -> None:
        self.server.should_exit = True
        self.thread.join(10)

    def do(self, act: Callable[[], Awaitable[Any]]) -> Any:
        return asyncio.run_coroutine_threadsafe(_await(act), self.loop).result(10)

    def lines(self) -> int:
        """Sockets that are open now."""
        return len(self.sio.eio.sockets)

    async def cut(self) -> None:
        """Every line breaks, as when a phone loses its network."""
        for connection in list(self.server.server_state.connections):
            connection.transport.abort()

    def conversation(self, customer_id: str, language: str) -> Conversation:
        if customer_id not in self.conversations:
            fresh = self.conversations[customer_id] = Conversation(customer_id, language)
            fresh.add(SYSTEM, "event", {"name": "opened", "params": {}})
            fresh.add(BOT, "choices", opening(language))
        return self.conversations[customer_id]

    async def tell(self, conversation: Conversation, event: str, payload: Any) -> None:
        if not self.deaf:
            await self.sio.emit(event, payload, room=conversation.id, namespace="/customer")

    async def post(self, conversation: Conversation, sender: dict[str, Any], kind: str, body: dict[str, Any]) -> None:
        await self.tell(conversation, "message", conversation.add(sender, kind, body))

    async def note(self, conversation: Conversation, event: str, **params: Any) -> None:
        await self.post(conversation, SYSTEM, "event", {"name": event, "params": params})

    async def show_card(self, conversation: Conversation) -> None:
        journey = conversation.journey
        if journey is None:
            return
        kind = journey["current"] or "result"
        ref = {"case_id": journey["case_id"], "step": kind}
        body = {"card": kind, "text": STEP_TEXT[conversation.language], "ref": ref}
        await self.post(conversation, BOT, "card", body)


async def _await(act: Callable[[], Awaitable[Any]]) -> Any:
    return await act()
