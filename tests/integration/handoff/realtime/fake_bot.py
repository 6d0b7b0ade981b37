"""A bot that speaks wire 1 over HTTP and says what a test tells it to."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

Question = dict[str, Any]
Script = Callable[[Question], AsyncIterator[dict[str, Any]]]
SECRET = "s" * 40


def bubble(n: int, text: str, **staff: Any) -> dict[str, Any]:
    known = {"intent": "greet", "confidence": 0.9, "response": "utter_greet", "release": "r1", "explains": False}
    return {"bubble": {"n": n, "kind": "text", "body": {"text": text}, "staff": known | staff}}


def choices(n: int, *options: str) -> dict[str, Any]:
    body = {"text": "?", "options": [{"id": one, "label": one.title()} for one in options]}
    return bubble(n, "") | {"bubble": {"n": n, "kind": "choices", "body": body, "staff": {}}}


def done(count: int) -> dict[str, Any]:
    return {"done": True, "count": count}


async def echo(question: Question) -> AsyncIterator[dict[str, Any]]:
    """Greets, and repeats what it hears."""
    said = question.get("text") or (question.get("choice") or {}).get("id") or question["event"]["name"]
    yield bubble(0, f"echo {said}")
    yield done(1)


class FakeBot:
    def __init__(self) -> None:
        self.script: Script = echo
        self.asked: list[Question] = []
        self.status = 200
        self._news = asyncio.Event()

    async def is_asked(self, times: int) -> None:
        async with asyncio.timeout(15):
            while len(self.asked) < times:
                self._news.clear()
                await self._news.wait()

    async def __call__(self, scope: Any, receive: Callable[[], Awaitable[Any]], send: Any) -> None:
        body = b""
        while (part := await receive()).get("type") == "http.request":
            body += part.get("body", b"")
            if not part.get("more_body"):
                break
        assert dict(scope["headers"])[b"authorization"] == f"Bearer {SECRET}".encode()
        question = json.loads(body)
        self.asked.append(question)
        self._news.set()
        await send({"type": "http.response.start", "status": self.status, "headers": []})
        if self.status == 200:
            async for line in self.script(question):
                sent = json.dumps(line, ensure_ascii=False).encode() + b"\n"
                await send({"type": "http.response.body", "body": sent, "more_body": True})
        await send({"type": "http.response.body", "body": b""})
