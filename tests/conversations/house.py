"""The trained bot behind its real channel, on a port of its own, with the fake action server beside it."""

from __future__ import annotations

import asyncio
import json
import logging
import socket
import threading
import time
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import requests
from channels.gateway import GatewayInput
from channels.turn import store_of
from components.nlg import Wording
from components.speed import speed_up
from components.tracker_store import BoundedTrackerStore
from fake_actions import SECRET as ACTIONS_SECRET
from fake_actions import FakeActions
from rasa.core.agent import Agent, load_agent
from rasa.core.utils import AvailableEndpoints
from rasa.utils.endpoints import EndpointConfig
from rasa.utils.log_utils import configure_structlog
from sanic import Sanic
from settings import Settings

GATEWAY_SECRET = "what handoff shows to the bot"
PATIENCE = 20  # seconds until a hanging test is called hanging


class House:
    def __init__(self, model: Path, trackers: Path) -> None:
        speed_up()
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._loop.run_forever, daemon=True).start()
        self.actions = FakeActions()
        self.agent: Agent = self._await(self._load(model, trackers))
        self.url = self._await(self._serve())

    def run(self, work: Coroutine[Any, Any, Any], seconds: float) -> Any:
        """Past the channel, on the loop that the bot lives on."""
        return self._await(work, seconds)

    def _await(self, work: Coroutine[Any, Any, Any], seconds: float = 60) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(seconds)

    async def _load(self, model: Path, trackers: Path) -> Agent:
        configure_structlog(logging.ERROR)  # as `rasa run` does; Rasa as a library prints every text
        endpoints = AvailableEndpoints.read_endpoints("endpoints.yml")
        endpoints.tracker_store = EndpointConfig(
            type="components.tracker_store.BoundedTrackerStore", path=str(trackers), turns=6
        )
        return await load_agent(str(model), endpoints=endpoints)

    async def _serve(self) -> str:
        actions_url = await self.actions.start()
        channel = GatewayInput(Settings(GATEWAY_SECRET, actions_url, ACTIONS_SECRET))
        app = Sanic(f"bot_{uuid4().hex}", configure_logging=False)
        app.ctx.agent = self.agent
        app.blueprint(channel.blueprint(lambda _: asyncio.sleep(0)), url_prefix="/webhooks/gateway")
        listening = socket.create_server(("127.0.0.1", 0))
        server = await app.create_server(sock=listening, return_asyncio_server=True, access_log=False)
        await server.startup()
        return f"http://127.0.0.1:{listening.getsockname()[1]}/webhooks/gateway"

    @contextmanager
    def holding_back(self, response: str) -> Iterator[Callable[[], None]]:
        """The bot does not get past wording this response until the yielded function is called."""
        generate, released = self.agent.nlg.generate, threading.Event()

        async def held(utter_action: str, *args: Any, **kwargs: Any) -> Any:
            if utter_action == response:
                await asyncio.to_thread(released.wait, PATIENCE)
            return await generate(utter_action, *args, **kwargs)

        self.agent.nlg.generate = held
        try:
            yield released.set
        finally:
            released.set()
            del self.agent.nlg.generate

    @contextmanager
    def telling(self, data: Path) -> Iterator[None]:
        """The bank's files are those of another folder."""
        self.agent.nlg.generate = Wording(domain=self.agent.domain, data=data).generate
        try:
            yield
        finally:
            del self.agent.nlg.generate

    def stop_actions(self) -> None:
        self._await(self.actions.stop())

    def start_actions(self) -> None:
        self._await(self.actions.start())

    def events(self, conversation_id: str) -> list[dict[str, Any]]:
        tracker = self._await(store_of(self.agent).retrieve(conversation_id))
        return [event.as_dict() for event in tracker.events] if tracker else []

    def slots(self, conversation_id: str) -> dict[str, Any]:
        tracker = self._await(store_of(self.agent).retrieve(conversation_id))
        return dict(tracker.current_slot_values()) if tracker else {}

    def post(self, body: Any, secret: str = GATEWAY_SECRET, stream: bool = False) -> requests.Response:
        sent = body if isinstance(body, (bytes, str)) else json.dumps(body).encode()
        headers = {"Authorization": f"Bearer {secret}"}
        return requests.post(f"{self.url}/turn", data=sent, headers=headers, timeout=PATIENCE, stream=stream)

    def erase(self, conversation_id: str, secret: str = GATEWAY_SECRET) -> requests.Response:
        headers = {"Authorization": f"Bearer {secret}"}
        body = {"v": 1, "erasure_id": f"erasure-of-{conversation_id}", "conversation_ids": [conversation_id]}
        return requests.post(f"{self.url}/erase", json=body, headers=headers, timeout=PATIENCE)

    def forget_everything(self) -> None:
        """As time does, and so that a conversation may begin again."""
        self._await(_forget(store_of(self.agent)))


@dataclass(frozen=True)
class Answered:
    """What came back from a turn, in the words of the wire."""

    lines: list[dict[str, Any]]

    @property
    def bubbles(self) -> list[dict[str, Any]]:
        return [line["bubble"] for line in self.lines if "bubble" in line]

    @property
    def keys(self) -> list[str]:
        return [bubble["staff"]["response"] for bubble in self.bubbles]

    @property
    def texts(self) -> list[str]:
        return [bubble["body"]["text"] for bubble in self.bubbles]

    @property
    def handoffs(self) -> list[dict[str, Any]]:
        return [line["handoff"] for line in self.lines if "handoff" in line]

    @property
    def languages(self) -> list[str]:
        return [line["language"] for line in self.lines if "language" in line]

    @property
    def is_done(self) -> bool:
        return bool(self.lines) and self.lines[-1] == {"done": True, "count": len(self.bubbles)}


@dataclass
class Talk:
    """One conversation as handoff leads it."""

    house: House
    language: str = "en"
    case: dict[str, Any] | None = None
    id: str = field(default_factory=lambda: f"test-{uuid4().hex}")
    seq: int = 0

    def request(self, **said: Any) -> dict[str, Any]:
        self.seq += 1
        return {
            "v": 1,
            "turn_id": f"{self.id}:{self.seq}",
            "conversation_id": self.id,
            "epoch": 1,
            "language": self.language,
            "metadata": {"customer_id": "customer-1", "case": self.case},
            **said,
        }

    def types(self, text: str) -> Answered:
        return self.send(self.request(text=text))

    def chooses(self, option: str) -> Answered:
        return self.send(self.request(choice={"id": option}))

    def sees(self, event: str, **params: Any) -> Answered:
        return self.send(self.request(event={"name": event, "params": params}))

    def moved(self, result: str, kind: str, reason: str | None = None, left: int | None = None) -> Answered:
        params = {"step": kind, "kind": kind, "result": result, "reason": reason, "attempts_left": left}
        return self.sees("case_moved", **params)

    def send(self, request: dict[str, Any]) -> Answered:
        return Answered(list(lines_of(self.house.post(request))))


def lines_of(response: requests.Response) -> Iterator[dict[str, Any]]:
    assert response.status_code == 200, response.text
    for line in response.iter_lines():
        yield json.loads(line)


def case_at(kind: str, status: str = "started", **changed: Any) -> dict[str, Any]:
    return {
        "case_id": "case-1",
        "status": status,
        "step": kind,
        "step_kind": kind,
        "attempts_left": 3,
        "reason": None,
        "minutes_left": 4,
        "result": None,
        "journey": "intl",
        "other_way": "visit",
        **changed,
    }


async def _forget(store: BoundedTrackerStore) -> None:
    store.forget(time.time() + 1)  # in the loop's thread, to which the file belongs


def started(kind: str) -> dict[str, Any]:
    """What an action tells of a case that stands at this step."""
    return {"case_status": "started", "step": kind, "step_kind": kind, "attempts_left": 3}
