"""A customer and an agent who speak the wire over real sockets."""

import asyncio
import uuid
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import httpx
import socketio

from tests.servers.gildong import DEMO_PASSWORD
from tests.servers.loopback import loopback

Message = dict[str, Any]
WAIT_SECONDS = 90  # a bot that was killed starts beside two others that do


class Inbox:
    """Everything one socket was told, and a way to wait for something in it."""

    def __init__(self) -> None:
        self.events: list[tuple[str, Any]] = []
        self._more = asyncio.Condition()

    async def put(self, event: str, *payload: Any) -> None:
        async with self._more:
            self.events.append((event, payload[0] if payload else None))
            self._more.notify_all()

    async def until(self, event: str, wanted: Callable[[Any], bool]) -> Any:
        def found() -> tuple[bool, Any]:
            for name, payload in self.events:
                if name == event and wanted(payload):
                    return True, payload
            return False, None

        async def wait() -> Any:
            async with self._more:
                await self._more.wait_for(lambda: found()[0])
            return found()[1]

        try:
            return await asyncio.wait_for(wait(), WAIT_SECONDS)
        except TimeoutError:
            seen = [(name, payload) for name, payload in self.events[-12:]]
            raise AssertionError(f"{event} did not come; last events: {seen}") from None


class Person:
    def __init__(self, url: str, namespace: str) -> None:
        self.url, self.namespace = url, namespace
        self.socket = socketio.AsyncClient(reconnection=False)
        self.inbox = Inbox()
        self.socket.on("*", self.inbox.put, namespace=namespace)

    async def command(self, name: str, **payload: Any) -> Any:
        answer = await self.socket.call(name, payload, namespace=self.namespace, timeout=WAIT_SECONDS)
        assert answer["ok"], (name, answer)
        return answer.get("data")

    async def refused(self, name: str, **payload: Any) -> Any:
        answer = await self.socket.call(name, payload, namespace=self.namespace, timeout=WAIT_SECONDS)
        assert not answer["ok"], (name, answer)
        return answer

    async def leave(self) -> None:
        await self.socket.disconnect()


class Customer(Person):
    def __init__(self, url: str, *, sub: str | None = None, name: str = "Test", language: str = "en") -> None:
        super().__init__(url, "/customer")
        self.sub, self.name, self.language = sub or f"test-{uuid.uuid4().hex[:12]}", name, language
        self.token = ""

    async def connect(self, last_seq: int = 0) -> "Customer":
        query = {"sub": self.sub, "name": self.name, "locale": self.language}
        async with loopback() as http:
            self.token = (await http.get(f"{self.url}/dev/token", params=query)).json()["token"]
        auth = {"token": self.token, "last_seq": last_seq, "locale": self.language}
        await self.socket.connect(self.url, namespaces=[self.namespace], auth=auth, transports=["websocket"])
        return self

    @property
    def messages(self) -> list[Message]:
        return [payload for event, payload in self.inbox.events if event == "message"]

    async def message(self, wanted: Callable[[Message], bool], after: int = 0) -> Message:
        found: Message = await self.inbox.until("message", lambda m: m["seq"] > after and wanted(m))
        return found

    async def say(self, text: str) -> int:
        data = await self.command("send", client_id=uuid.uuid4().hex, text=text)
        seq: int = data["seq"]
        return seq

    async def choose(self, message: Message, option: str) -> int:
        choice = {"seq": message["seq"], "option": option}
        data = await self.command("send", client_id=uuid.uuid4().hex, choice=choice)
        seq: int = data["seq"]
        return seq

    async def bot(self, after: int, kind: str | None = None) -> Message:
        return await self.message(lambda m: m["sender"]["kind"] == "bot" and (kind is None or m["kind"] == kind), after)

    async def card(self, name: str, after: int = 0) -> Message:
        return await self.message(lambda m: m["kind"] == "card" and m["body"]["card"] == name, after)

    async def look(self, card: Message) -> Any:
        """The content of a card, as the widget fetches it."""
        return (await self._http("GET", card, params={"language": self.language})).json()

    async def hand_in(self, card: Message, *, json: Any = None, photo: bytes | None = None) -> httpx.Response:
        headers = {"Idempotency-Key": uuid.uuid4().hex}
        if photo is not None:
            return await self._http("POST", card, content=photo, headers={**headers, "Content-Type": "image/jpeg"})
        return await self._http("POST", card, json=json, headers=headers)

    async def sign(self, card: Message, drawing: bytes) -> httpx.Response:
        """Under the statement that the card shows."""
        shown = (await self._http("GET", card)).raise_for_status().json()["data"]
        headers = {"Idempotency-Key": uuid.uuid4().hex, "Content-Type": "image/png"}
        under = {"statement": shown["statement_hash"]}
        return await self._http("POST", card, content=drawing, headers=headers, params=under)

    async def arrived(self) -> list[dict[str, str]]:
        """On the phone and the bank statement that development has instead of real ones; the newest first."""
        headers = {"Authorization": f"Bearer {self.token}"}
        async with loopback(timeout=WAIT_SECONDS) as http:
            answer = await http.get(f"{self.url}/dev/texts", headers=headers)
            return list(answer.raise_for_status().json()["data"])

    async def _http(self, method: str, card: Message, **options: Any) -> httpx.Response:
        ref = card["body"]["ref"]
        headers = {"Authorization": f"Bearer {self.token}", **options.pop("headers", {})}
        async with loopback(timeout=WAIT_SECONDS) as http:
            path = f"{self.url}/evidence/{ref['case_id']}/{ref['step']}"
            return await http.request(method, path, headers=headers, **options)


class Agent(Person):
    def __init__(self, url: str, username: str) -> None:
        super().__init__(url, "/agent")
        self.username = username
        self.http = loopback(base_url=url, headers={"Origin": url}, timeout=WAIT_SECONDS)

    async def connect(self) -> "Agent":
        login = {"username": self.username, "password": DEMO_PASSWORD}
        (await self.http.post("/api/login", json=login)).raise_for_status()
        me = (await self.http.get("/api/me")).json()
        self.http.headers["X-CSRF-Token"] = me.get("data", me)["csrf"]
        cookie = "; ".join(f"{name}={value}" for name, value in self.http.cookies.items())
        headers = {"Cookie": cookie, "Origin": self.url}
        await self.socket.connect(self.url, namespaces=[self.namespace], headers=headers, transports=["websocket"])
        return self

    async def leave(self) -> None:
        await super().leave()
        await self.http.aclose()


@asynccontextmanager
async def customer(url: str, language: str = "en", **who: str) -> AsyncIterator[Customer]:
    person = await Customer(url, language=language, **who).connect()
    try:
        yield person
    finally:
        await person.leave()


@asynccontextmanager
async def agent(url: str, username: str) -> AsyncIterator[Agent]:
    person = await Agent(url, username).connect()
    try:
        yield person
    finally:
        await person.leave()
