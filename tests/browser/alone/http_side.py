"""The stand-in over HTTP: pages under their real policy, the bank's tokens, consents and what is handed in."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from handoff.http.policies import page_policy
from tests.browser.alone.answers import consents_of, failed_outcome
from tests.browser.alone.card_contents import card_content
from tests.browser.alone.conversation import Conversation
from tests.browser.alone.standin import StandIn
from tests.browser.alone.tokens import claims_of, token_from

WEB = Path(__file__).parents[3] / "handoff" / "web"
TYPES = {".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".woff2": "font/woff2"}
PAGES = {"/chat": "chat.html", "/demo": "demo.html", "/widget/loader.js": "widget/loader.js"}
ASKING = tuple(json.dumps({"ask": what}, separators=(",", ":")).encode() for what in ("vendor", "call", "code"))
Reply = tuple[int, str, bytes]


class HttpSide:
    def __init__(self, standin: StandIn) -> None:
        self.standin = standin

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        status, kind, body = await self.reply(scope, receive)
        parents = [self.standin.host] if scope["path"] == "/chat" else []
        policy = page_policy([f"ws://localhost:{self.standin.port}"], parents, frames=[self.standin.origin])
        sent = [(b"content-type", f"{kind}; charset=utf-8".encode()), (b"content-security-policy", policy.encode())]
        sent.append((b"permissions-policy", b"camera=*"))
        await send({"type": "http.response.start", "status": status, "headers": sent})
        await send({"type": "http.response.body", "body": body})

    async def reply(self, scope: dict[str, Any], receive: Any) -> Reply:
        if scope["path"] == "/dev/token":
            return in_json({"token": token_from(scope["query_string"].decode())})
        if scope["path"] == "/dev/texts":  # the demo page looks every two seconds
            return in_json({"ok": True, "data": []})
        if scope["path"].startswith(("/evidence", "/consents", "/branch/code")):
            return in_json({"ok": True, "data": await self.api(scope, await read(receive))})
        return static(scope["path"])

    async def api(self, scope: dict[str, Any], body: bytes) -> Any:
        headers = {key.decode(): value.decode() for key, value in scope["headers"]}
        claims = claims_of(headers["authorization"].split(" ")[1])
        conversation = self.standin.conversation(claims["sub"], claims["locale"])
        match scope["method"], scope["path"].strip("/").split("/"):
            case "GET", ["consents"]:
                return consents_of(conversation)
            case "POST", ["consents", item, "withdraw"]:
                conversation.withdrawn.append(item)
                return consents_of(conversation)
            case "POST", ["branch", "code"]:
                until = datetime.now(UTC) + self.standin.code_lasts
                return {"code": f"{next(self.standin.codes):08}", "until": until.isoformat()}
            case "POST", ["consents", "deletion"]:
                conversation.deletions += 1
                return {"handoff": None}
            case "GET", ["evidence", _, step]:
                return card_content(step, conversation.language) | self.standin.on_cards.get(step, {})
            case "POST", ["evidence", _, step] if body == b'{"ask":"challenge"}':
                return {"challenge": "challenge-1", "moves": ["left", "right"]}
            case "POST", ["evidence", _, _] if body in ASKING:
                return self.standin.when_asked.pop(0) | {"journey": conversation.journey}
            case "POST", ["evidence", _, step]:
                return await self.hand_in(conversation, step, body, headers)
            case unknown:
                raise LookupError(unknown)

    async def hand_in(self, conversation: Conversation, step: str, body: bytes, headers: dict[str, str]) -> Any:
        self.standin.keys.append(headers["idempotency-key"])
        if self.standin.drop_uploads > 0:
            self.standin.drop_uploads -= 1
            raise ConnectionResetError
        self.standin.submissions.append({"step": step, "body": body, **headers})
        if self.standin.when_handed_in:
            return self.standin.when_handed_in.pop(0) | {"journey": conversation.journey}
        if step in ("document", "selfie") and self.standin.photo_failures > 0:
            self.standin.photo_failures -= 1
            conversation.failures += 1
            return failed_outcome(conversation)
        return await self.pass_step(conversation, step)

    async def pass_step(self, conversation: Conversation, step: str) -> dict[str, Any]:
        conversation.failures = 0
        conversation.passed += 1
        journey = conversation.journey
        await self.standin.tell(conversation, "journey", journey)
        await self.standin.note(conversation, "case_moved", step=step, kind=step, result="passed")
        await self.standin.show_card(conversation)
        return {"result": "passed", "reason": None, "attempts_left": 3, "journey": journey}


def in_json(content: dict[str, Any]) -> Reply:
    return 200, "application/json", json.dumps(content).encode()


def static(path: str) -> Reply:
    file = WEB / PAGES.get(path, path.removeprefix("/static/"))
    if not file.is_file():
        return 404, "text/plain", b""
    return 200, TYPES.get(file.suffix, "text/plain"), file.read_bytes()


async def read(receive: Any) -> bytes:
    body, more = b"", True
    while more:
        part = await receive()
        body, more = body + part.get("body", b""), part.get("more_body", False)
    return body
