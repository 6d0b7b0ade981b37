"""An action server of a few lines: it answers what the test has set, over Rasa's own protocol."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

SECRET = "what the bot shows to the action server"


@dataclass
class Answer:
    responses: list[str] = field(default_factory=list)
    slots: dict[str, Any] = field(default_factory=dict)
    status: int = 200
    seconds: float = 0.0


class FakeActions:
    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.calls: list[dict[str, Any]] = []
        self.otherwise: Callable[[str, str | None], Answer] = lambda action, value: Answer()
        self.refused = 0
        self._runner: web.AppRunner | None = None
        self._port = 0

    async def start(self) -> str:
        app = web.Application(client_max_size=8 * 1024 * 1024)
        app.router.add_post("/webhook", self._run)
        self._runner = web.AppRunner(app)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port)
        await site.start()
        self._port = self._runner.addresses[0][1]
        return f"http://127.0.0.1:{self._port}"

    async def stop(self) -> None:
        if self._runner:
            await self._runner.cleanup()

    async def _run(self, request: web.Request) -> web.Response:
        if request.headers.get("Authorization") != f"Bearer {SECRET}":
            self.refused += 1
            return web.json_response({}, status=401)
        call = await request.json()
        self.calls.append(call)
        answer = self.answers.get(call["next_action"]) or self.otherwise(call["next_action"], value_of(call))
        await asyncio.sleep(answer.seconds)
        events = [{"event": "slot", "name": name, "value": value} for name, value in answer.slots.items()]
        body = {"events": events, "responses": [{"response": key} for key in answer.responses]}
        return web.json_response(body, status=answer.status)


def value_of(call: dict[str, Any]) -> str | None:
    """The value of the choice that the action was called for, such as `reopen.details`."""
    entities = call["tracker"]["latest_message"].get("entities") or []
    return next((str(each["value"]) for each in entities if each["entity"] == "value"), None)
