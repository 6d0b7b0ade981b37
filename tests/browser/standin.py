"""A server that speaks the customer's wire from memory, so that the widget can be tried alone and put under faults."""

import asyncio
import base64
import json
import threading
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import socketio
import uvicorn

from handoff.http.policies import page_policy
from tests.browser.card_contents import CONSENTS, card_content, journey_of

WEB = Path(__file__).parents[2] / "handoff" / "web"
TYPES = {".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".woff2": "font/woff2"}
PAGES = {"/chat": "chat.html", "/demo": "demo.html", "/widget/loader.js": "widget/loader.js"}
GREETING = {
    "ko": "안녕하세요, 고객님. 저는 본인확인을 도와드리는 자동 상담 도우미 길동이에요. "
    "언제든지 ‘상담원과 대화하기’를 누르시면 은행 직원과 대화하실 수 있어요.",
    "fa": "سلام. من گیلدونگ، دستیار خودکار بانک هستم و در احراز هویت همراه شما هستم. "
    "هر زمان بخواهید می‌توانید با کارشناس بانک گفت‌وگو کنید.",
    "en": "Hello. I’m Gildong, the bank’s automated assistant for identity checks. "
    "You can talk to a person at any time.",
}
START = {"ko": "본인확인 시작하기", "fa": "شروع احراز هویت", "en": "Start the identity check"}
ASK = {"ko": "무엇이 필요한가요?", "fa": "چه چیزهایی لازم است؟", "en": "What do I need?"}
STEP_TEXT = {
    "ko": "다음 단계예요. 아래 카드에서 진행해 주세요.",
    "fa": "این مرحلهٔ بعدی است. لطفاً در کارت زیر ادامه دهید.",
    "en": "Here is the next step. Please go on in the card below.",
}
REPLY = {
    "ko": "말씀 잘 들었어요. 궁금한 점은 언제든지 물어보세요.",
    "fa": "متوجه شدم. هر پرسشی دارید بپرسید.",
    "en": "I see. Ask me anything at any time.",
}
BOT = {"kind": "bot", "id": "bot", "name": "Gildong"}
SYSTEM = {"kind": "system", "id": "system", "name": None}


def claims_of(token: str) -> dict[str, Any]:
    body = token.split(".")[1]
    return dict(json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4))))


class Conversation:
    """One customer's log, owner, handoff and case, as plain data."""

    def __init__(self, customer_id: str, language: str) -> None:
        self.id = f"conversation-{customer_id}"
        self.language = language
        self.messages: list[dict[str, Any]] = []
        self.owner: dict[str, Any] = {"kind": "bot"}
        self.handoff: dict[str, Any] | None = None
        self.passed = -1  # index of the last step passed; -1 before the first
        self.started = False
        self.failures = 0
        self.read_by_agent = 0
        self.withdrawn: list[str] = []

    @property
    def journey(self) -> dict[str, Any] | None:
        return journey_of(self.id, self.passed, self.failures) if self.started else None

    def add(self, sender: dict[str, Any], kind: str, body: dict[str, Any], client_id: str = "") -> dict[str, Any]:
        message = {
            "v": 1,
            "seq": len(self.messages) + 1,
            "sender": sender,
            "client_id": client_id or f"{self.id}:{len(self.messages)}",
            "kind": kind,
            "body": body,
            "language": self.language,
            "at": datetime.now(UTC).isoformat(),
        }
        self.messages.append(message)
        return message

    def find(self, client_id: str) -> dict[str, Any] | None:
        own = (one for one in self.messages if one["sender"]["kind"] == "customer")
        return next((one for one in own if one["client_id"] == client_id), None)

    def snapshot(self) -> dict[str, Any]:
        return {
            "v": 1,
            "conversation_id": self.id,
            "owner": self.owner,
            "handoff": self.handoff,
            "journey": self.journey,
            "last_seq": len(self.messages),
            "read_by_agent": self.read_by_agent,
            "read_by_customer": 0,
            "language": self.language,
            "bank": {"name": {"ko": "길동은행", "fa": "بانک گیلدونگ", "en": "Gildong Bank"}},
        }


class CustomerNamespace(socketio.AsyncNamespace):
    def __init__(self, standin: "StandIn") -> None:
        super().__init__("/customer")
        self.standin = standin
        self.rooms_of: dict[str, Conversation] = {}

    async def on_connect(self, sid: str, _environ: dict[str, Any], auth: dict[str, Any]) -> None:
        if not auth.get("token") or self.standin.refuse:
            raise socketio.exceptions.ConnectionRefusedError("expired", {"error": "expired"})
        claims = claims_of(auth["token"])
        conversation = self.standin.conversation(claims["sub"], claims.get("locale") or auth["locale"])
        self.rooms_of[sid] = conversation
        await self.enter_room(sid, conversation.id)
        await self.emit("snapshot", conversation.snapshot(), to=sid)
        for message in conversation.messages[auth["last_seq"] :]:
            await self.emit("message", message, to=sid)

    async def trigger_event(self, event: str, sid: str, *args: Any) -> Any:
        if event in ("connect", "disconnect"):
            return await super().trigger_event(event, sid, *args)
        return await self.standin.command(self.rooms_of[sid], event, *args)


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
        self.cut_after_sends = 0  # messages that are kept, whereupon the line breaks before they are acknowledged
        self.deaf = False  # messages that never reach the customer
        self.photo_failures = 0
        self.drop_uploads = 0
        self.loop: asyncio.AbstractEventLoop
        self.sio = socketio.AsyncServer(async_mode="asgi", cors_allowed_origins=[self.origin])
        self.sio.register_namespace(CustomerNamespace(self))
        app = socketio.ASGIApp(self.sio, self.serve)
        self.server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="error", lifespan="off"))
        self.thread = threading.Thread(target=self._run, daemon=True)

    def _run(self) -> None:
        with asyncio.Runner() as runner:  # cancels what still runs at the end and closes its loop
            self.loop = runner.get_loop()
            runner.run(self.server.serve())

    def do(self, act: Callable[[], Awaitable[Any]]) -> Any:
        return asyncio.run_coroutine_threadsafe(_await(act), self.loop).result(10)

    def start(self) -> None:
        self.thread.start()
        while not self.server.started:
            time.sleep(0.02)

    def stop(self) -> None:
        self.server.should_exit = True
        self.thread.join(10)

    def lines(self) -> int:
        """Sockets that are open now."""
        return len(self.sio.eio.sockets)

    def conversation(self, customer_id: str, language: str) -> Conversation:
        if customer_id not in self.conversations:
            fresh = self.conversations[customer_id] = Conversation(customer_id, language)
            fresh.add(SYSTEM, "event", {"name": "opened", "params": {}})
            options = [{"id": "start_verification", "label": START[language]}, {"id": "ask", "label": ASK[language]}]
            fresh.add(BOT, "choices", {"text": GREETING[language], "options": options})
        return self.conversations[customer_id]

    async def tell(self, conversation: Conversation, event: str, payload: Any) -> None:
        if not self.deaf:
            await self.sio.emit(event, payload, room=conversation.id, namespace="/customer")

    async def post(self, conversation: Conversation, sender: dict[str, Any], kind: str, body: dict[str, Any]) -> None:
        await self.tell(conversation, "message", conversation.add(sender, kind, body))

    async def command(self, conversation: Conversation, event: str, payload: dict[str, Any]) -> Any:
        if event == "send":
            return await self.on_send(conversation, payload)
        if event == "sync":
            return {"ok": True, "data": {"messages": conversation.messages[payload["after_seq"] :]}}
        if event == "request_person":
            await self.person(conversation, {"state": "waiting", "position": 2, "eta_s": 180}, "handoff_requested")
        if event == "leave_queue":
            await self.person(conversation, {"state": "withdrawn"}, "handoff_withdrawn")
        if event == "set_language":
            conversation.language = payload["language"]
            await self.post(
                conversation, SYSTEM, "event", {"name": "language_changed", "params": {"language": payload["language"]}}
            )
        return {"ok": True, "data": {}}

    async def on_send(self, conversation: Conversation, payload: dict[str, Any]) -> Any:
        known = conversation.find(payload["client_id"])
        if known is None:
            known = await self.receive(conversation, payload)
            self.loop.create_task(self.answer(conversation, payload))
        if self.cut_after_sends > 0:
            self.cut_after_sends -= 1
            await self.cut()
        return {"ok": True, "data": {"seq": known["seq"]}}

    async def receive(self, conversation: Conversation, payload: dict[str, Any]) -> dict[str, Any]:
        choice = payload.get("choice")
        offered = conversation.messages[choice["seq"] - 1]["body"]["options"] if choice else []
        labels = [one["label"] for one in offered if one["id"] == choice["option"]]
        text = labels[0] if labels else payload["text"]
        customer = {"kind": "customer", "id": "customer", "name": None}
        body = {"text": text, "choice": choice} if choice else {"text": text}
        message = conversation.add(customer, "text", body, payload["client_id"])
        await self.tell(conversation, "message", message)
        return message

    async def answer(self, conversation: Conversation, payload: dict[str, Any]) -> None:
        if conversation.owner["kind"] == "agent":
            return
        await self.tell(conversation, "typing", {"who": "bot", "on": True})
        await asyncio.sleep(0.2)
        if (payload.get("choice") or {}).get("option") == "start_verification":
            conversation.started = True
            await self.tell(conversation, "journey", conversation.journey)
        else:
            await self.post(conversation, BOT, "text", {"text": REPLY[conversation.language]})
        await self.show_card(conversation)

    async def show_card(self, conversation: Conversation) -> None:
        journey = conversation.journey
        if journey is None:
            return
        kind = journey["current"] or "result"
        ref = {"case_id": journey["case_id"], "step": kind}
        body = {"card": kind, "text": STEP_TEXT[conversation.language], "ref": ref}
        await self.post(conversation, BOT, "card", body)

    async def cut(self) -> None:
        """Every line breaks, as when a phone loses its network."""
        for connection in list(self.server.server_state.connections):
            connection.transport.abort()  # type: ignore[union-attr]

    async def person(self, conversation: Conversation, handoff: dict[str, Any], event: str) -> None:
        conversation.handoff = handoff
        await self.post(conversation, SYSTEM, "event", {"name": event, "params": {}})
        await self.tell(conversation, "handoff", handoff)

    async def agent_joins(self, conversation: Conversation, name: str) -> None:
        conversation.owner = {"kind": "agent", "name": name}
        conversation.handoff = {"state": "active"}
        await self.tell(conversation, "owner", conversation.owner)
        await self.post(conversation, SYSTEM, "event", {"name": "agent_joined", "params": {"name": name}})

    async def submit(self, conversation: Conversation, step: str, body: bytes, headers: dict[str, str]) -> Any:
        self.submissions.append({"step": step, "body": body, **headers})
        if step in ("document", "selfie") and self.photo_failures > 0:
            self.photo_failures -= 1
            conversation.failures += 1
            return failed_outcome(conversation)
        conversation.failures = 0
        conversation.passed += 1
        journey = conversation.journey
        await self.tell(conversation, "journey", journey)
        params = {"step": step, "kind": step, "result": "passed"}
        await self.post(conversation, SYSTEM, "event", {"name": "case_moved", "params": params})
        await self.show_card(conversation)
        return {"result": "passed", "reason": None, "attempts_left": 3, "journey": journey}

    async def serve(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        path = scope["path"]
        headers = {key.decode(): value.decode() for key, value in scope["headers"]}
        if path == "/dev/token":
            status, kind, body = 200, "application/json", json.dumps({"token": token_from(scope)}).encode()
        elif path.startswith(("/evidence", "/consents")):
            status, kind, body = 200, "application/json", await self.api(scope, headers, await read(receive))
        else:
            status, kind, body = self.static(path)
        parents = [self.host] if path == "/chat" else []
        policy = page_policy([f"ws://localhost:{self.port}"], parents, frames=[self.origin])
        sent = [(b"content-type", f"{kind}; charset=utf-8".encode()), (b"content-security-policy", policy.encode())]
        sent.append((b"permissions-policy", b"camera=*"))
        await send({"type": "http.response.start", "status": status, "headers": sent})
        await send({"type": "http.response.body", "body": body})

    def static(self, path: str) -> tuple[int, str, bytes]:
        file = WEB / PAGES.get(path, path.removeprefix("/static/"))
        if not file.is_file():
            return 404, "text/plain", b""
        return 200, TYPES.get(file.suffix, "text/plain"), file.read_bytes()

    async def api(self, scope: dict[str, Any], headers: dict[str, str], body: bytes) -> bytes:
        claims = claims_of(headers["authorization"].split(" ")[1])
        conversation = self.conversation(claims["sub"], claims["locale"])
        parts = scope["path"].strip("/").split("/")
        if parts[0] == "consents":
            if scope["method"] == "POST":
                conversation.withdrawn.append(parts[1])
            return json.dumps({"ok": True, "data": consents_of(conversation)}).encode()
        step = parts[2]
        if scope["method"] == "GET":
            return json.dumps({"ok": True, "data": card_content(step, conversation.language)}).encode()
        self.keys.append(headers["idempotency-key"])
        if self.drop_uploads > 0:
            self.drop_uploads -= 1
            raise ConnectionResetError
        return json.dumps({"ok": True, "data": await self.submit(conversation, step, body, headers)}).encode()


async def _await(act: Callable[[], Awaitable[Any]]) -> Any:
    return await act()


async def read(receive: Any) -> bytes:
    body, more = b"", True
    while more:
        part = await receive()
        body, more = body + part.get("body", b""), part.get("more_body", False)
    return body


def failed_outcome(conversation: Conversation) -> dict[str, Any]:
    cause = {
        "ko": "신분증에 빛이 반사됐어요.",
        "fa": "روی مدرک بازتاب نور دیده می‌شود.",
        "en": "There is glare on the document.",
    }
    tip = {"ko": "휴대폰을 살짝 기울여 주세요.", "fa": "گوشی را کمی کج کنید.", "en": "Tilt the phone a little."}
    language = conversation.language
    return {
        "result": "failed",
        "reason": "DOC_GLARE",
        "cause": cause[language],
        "tip": tip[language],
        "attempts_left": 3 - conversation.failures,
        "journey": conversation.journey,
    }


def consents_of(conversation: Conversation) -> list[dict[str, Any]]:
    given = (datetime.now(UTC) - timedelta(days=1)).isoformat()
    return [
        {
            "item": item,
            "title": texts[conversation.language]["title"],
            "given": item not in conversation.withdrawn,
            "at": given,
            "withdrawn_at": given if item in conversation.withdrawn else None,
            "can_withdraw": True,
        }
        for item, texts in CONSENTS.items()
    ]


def token_from(scope: dict[str, Any]) -> str:
    from urllib.parse import parse_qs

    asked = {key: values[0] for key, values in parse_qs(scope["query_string"].decode()).items()}
    now = int(datetime.now(UTC).timestamp())
    body = json.dumps({**asked, "iat": now, "exp": now + 300}).encode()
    return "e30." + base64.urlsafe_b64encode(body).decode().rstrip("=") + ".signature"
