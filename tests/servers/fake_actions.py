"""actions/ as the front door sees it: keeps what it was sent, answers what the test has laid out."""

import asyncio
import json
from dataclasses import dataclass, field
from typing import Any

import jwt

from tests.servers.front_door import SECRETS

Scope = dict[str, Any]


@dataclass
class Received:
    method: str
    path: str
    query: str
    headers: dict[str, str]
    body: bytes
    raw_headers: list[tuple[bytes, bytes]] = field(default_factory=list)

    @property
    def statement(self) -> dict[str, Any]:
        token = self.headers["authorization"].removeprefix("Bearer ")
        return jwt.decode(token, SECRETS["HANDOFF_STATEMENT_SECRET"], algorithms=["HS256"], audience="actions")


@dataclass
class FakeActions:
    """ASGI; `answers` by method and path, 404 for the rest; a body that broke off is not `received`."""

    answers: dict[tuple[str, str], tuple[int, str, bytes]] = field(default_factory=dict)
    received: list[Received] = field(default_factory=list)
    broken_off: asyncio.Event = field(default_factory=asyncio.Event)

    def answer(self, method: str, path: str, body: object, status: int = 200) -> None:
        self.answers[method, path] = (status, "application/json", json.dumps(body).encode())

    def answer_image(self, path: str, image: bytes) -> None:
        self.answers["GET", path] = (200, "image/jpeg", image)

    def of(self, path: str) -> list[Received]:
        return [request for request in self.received if request.path == path]

    async def __call__(self, scope: Scope, receive: Any, send: Any) -> None:
        body = b""
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                self.broken_off.set()
                return
            body += message.get("body", b"")
            if not message.get("more_body"):
                break
        raw = [(name, value) for name, value in scope["headers"]]
        headers = {name.decode(): value.decode(errors="replace") for name, value in raw}
        query = scope["query_string"].decode()
        self.received.append(Received(scope["method"], scope["path"], query, headers, body, raw))
        nothing = (404, "application/json", b'{"ok":false,"error":"not_found"}')
        status, kind, content = self.answers.get((scope["method"], scope["path"]), nothing)
        start = {"type": "http.response.start", "status": status, "headers": [(b"content-type", kind.encode())]}
        await send(start)
        await send({"type": "http.response.body", "body": content})
