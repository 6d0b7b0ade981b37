"""The only way into the bot: handoff sends turns, and reads each line of the answer as it comes."""

from __future__ import annotations

import asyncio
import hmac
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from typing import Any
from weakref import WeakValueDictionary

from rasa.core.agent import Agent
from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from channels.actions_endpoint import ActionsEndpoint
from channels.erasing import parse_erase
from channels.running import RunningTurns, Say
from channels.strict import MalformedError
from channels.turn import knows, run_turn, store_of
from channels.wire import VERSION, TurnRequest, parse_request
from components.privacy_files import PrivacyFiles
from components.retention import forget_regularly, seconds_kept
from components.speed import speed_up
from settings import PROJECT, Settings

LARGEST_BODY = 64 * 1024  # bytes


class GatewayInput(InputChannel):
    def __init__(self, settings: Settings) -> None:
        self._expected = f"Bearer {settings.gateway_secret}".encode()
        self._endpoint = ActionsEndpoint(settings.actions_url, settings.actions_secret)
        self._turns = RunningTurns()
        self._queues: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._kept = seconds_kept(PROJECT / "data")
        self._forgetting: asyncio.Task[None] | None = None

    @classmethod
    def name(cls) -> str:
        return "gateway"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> GatewayInput:
        speed_up()
        PrivacyFiles(
            PROJECT / "data"
        )  # a mistake in them stops the start; while it loads a model, Rasa would only log it
        return cls(Settings.from_environment())

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        routes = Blueprint("gateway")

        # Functions of their own, since Sanic marks the handlers it is given and methods take no marks.
        @routes.get("/health")
        async def health(request: Request) -> HTTPResponse:
            return self._health(request)

        @routes.post("/turn")
        async def turn(request: Request) -> HTTPResponse | None:
            return self._refusal(request) or await self._turn(request)

        @routes.post("/erase")
        async def erase(request: Request) -> HTTPResponse:
            return self._refusal(request) or await self._erase(request)

        @routes.listener("after_server_start")
        async def forget(app: Sanic, *_: object) -> None:
            self._forgetting = asyncio.get_running_loop().create_task(forget_regularly(lambda: self._forget(app)))

        @routes.listener("after_server_stop")
        async def close(*_: object) -> None:
            if self._forgetting is not None:
                self._forgetting.cancel()
            await self._endpoint.close()

        return routes

    def _refusal(self, request: Request) -> HTTPResponse | None:
        if not self._allowed(request):
            return response.json({"error": "unauthorized"}, 401)
        agent: Agent | None = request.app.ctx.agent
        if agent is None or not agent.is_ready():
            return response.json({"error": "not_ready"}, 503)
        return None

    def _allowed(self, request: Request) -> bool:
        return hmac.compare_digest(request.headers.get("authorization", "").encode(), self._expected)

    def _health(self, request: Request) -> HTTPResponse:
        agent: Agent | None = request.app.ctx.agent
        ready = agent is not None and agent.is_ready()
        model = agent.model_id if agent and ready else None
        return response.json({"ready": ready, "model": model}, 200 if ready else 503)

    async def _turn(self, request: Request) -> HTTPResponse | None:
        if len(request.body) > LARGEST_BODY:
            return response.json({"error": "too_large"}, 413)
        agent: Agent = request.app.ctx.agent
        try:
            asked = parse_request(request.body)
            if not knows(agent, asked):
                raise MalformedError("choice.id")
        except MalformedError as refusal:
            return response.json({"error": "malformed", "field": refusal.field}, 400)
        if store_of(agent).is_erased(asked.conversation_id):  # a question that was on its way when it was erased
            return response.json({"error": "erased"}, 410)
        stream = await request.respond(content_type="application/x-ndjson")
        async for line in self._lines(agent, asked):
            await stream.send(line)
        await stream.eof()
        return None

    async def _lines(self, agent: Agent, asked: TurnRequest) -> AsyncIterator[str]:
        turn = self._turns.running(asked.turn_id)
        if turn is None:
            answered = store_of(agent).answered(asked.turn_id)
            if answered is not None:
                for line in answered:
                    yield line
                return
            turn = self._turns.start(asked.turn_id, lambda say: self._run(agent, asked, say))
        async for line in turn.follow():
            yield line

    async def _run(self, agent: Agent, asked: TurnRequest, say: Say) -> None:
        # Rasa's own lock polls once a second; with this queue before it, it is never met.
        async with self._queue(asked.conversation_id), agent.lock_store.lock(asked.conversation_id):
            if store_of(agent).is_erased(asked.conversation_id):  # while this turn waited
                return
            self._endpoint.serve(agent)
            await run_turn(agent, asked, say)

    async def _erase(self, request: Request) -> HTTPResponse:
        """Waits for turns that run: what they write goes too, and what comes later is refused."""
        try:
            asked = parse_erase(request.body)
        except MalformedError as refusal:
            return response.json({"error": "malformed", "field": refusal.field}, 400)
        async with AsyncExitStack() as quiet:
            for conversation_id in sorted(set(asked.conversation_ids)):
                await quiet.enter_async_context(self._queue(conversation_id))
            deleted = store_of(request.app.ctx.agent).erase(asked.erasure_id, asked.conversation_ids)
        return response.json({"v": VERSION, "erasure_id": asked.erasure_id, "deleted": deleted})

    def _forget(self, app: Sanic) -> int:
        agent: Agent | None = app.ctx.agent
        ready = agent is not None and agent.is_ready()
        return store_of(agent).forget(time.time() - self._kept) if agent and ready else 0

    def _queue(self, conversation_id: str) -> asyncio.Lock:
        return self._queues.setdefault(conversation_id, asyncio.Lock())
