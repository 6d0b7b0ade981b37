"""Real Socket.IO clients that remember everything they are told."""

import asyncio
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import socketio

LONG = 15  # seconds; only how long a broken test hangs


class Client:
    def __init__(self, url: str, namespace: str) -> None:
        self._url = url
        self.namespace = namespace
        self.sio = socketio.AsyncClient(reconnection=False)
        self.heard: list[tuple[str, Any]] = []
        self._news = asyncio.Event()
        self.sio.on("*", self._hear, namespace=namespace)
        self.sio.on("disconnect", self._lost, namespace=namespace)
        self.is_lost = asyncio.Event()

    async def connect(self, auth: Any = None, headers: dict[str, str] | None = None) -> None:
        await self.sio.connect(
            self._url, auth=auth, headers=headers or {}, namespaces=[self.namespace], transports=["websocket"]
        )

    async def ask(self, command: str, **fields: Any) -> dict[str, Any]:
        answer: dict[str, Any] = await self.sio.call(command, fields, namespace=self.namespace, timeout=LONG)
        return answer

    async def do(self, command: str, **fields: Any) -> Any:
        """A command that must not be refused."""
        answer = await self.ask(command, **fields)
        assert answer["ok"], answer
        return answer["data"]

    async def until(self, holds: Callable[[], Any]) -> Any:
        async with asyncio.timeout(LONG):
            while not (found := holds()):
                self._news.clear()
                await self._news.wait()
        return found

    async def hears(self, event: str, matching: Callable[[Any], Any] = lambda _: True) -> Any:
        def found() -> list[Any]:
            return [payload for name, payload in self.heard if name == event and matching(payload)]

        return (await self.until(found))[0]

    def of(self, event: str) -> list[Any]:
        return [payload for name, payload in self.heard if name == event]

    async def close(self) -> None:
        await self.sio.disconnect()

    async def _hear(self, event: str, *payload: Any) -> None:
        self.heard.append((event, payload[0] if payload else None))
        self._news.set()

    async def _lost(self, *_: Any) -> None:
        self.is_lost.set()
        self._news.set()


class Phone(Client):
    """A customer's widget: keeps the log by number, as every client must."""

    def __init__(self, url: str) -> None:
        super().__init__(url, "/customer")

    @property
    def log(self) -> dict[int, dict[str, Any]]:
        return {one["seq"]: one for one in self.of("message")}

    @property
    def said(self) -> list[str]:
        return [_short(one) for _, one in sorted(self.log.items())]

    async def sees(self, text: str) -> dict[str, Any]:
        found = await self.until(lambda: [one for one in self.log.values() if _short(one) == text])
        message: dict[str, Any] = found[0]
        return message

    async def send(self, text: str, client_id: str | None = None) -> int:
        data = await self.do("send", client_id=client_id or uuid4().hex, text=text)
        seq: int = data["seq"]
        return seq


class Console(Client):
    def __init__(self, url: str) -> None:
        super().__init__(url, "/agent")


def _short(message: dict[str, Any]) -> str:
    body = message["body"]
    return str(body.get("name") or body.get("text") or body.get("card"))
