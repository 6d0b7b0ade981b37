"""Stripe Identity over real HTTP, as its public description has it: what comes and goes is checked against that."""

import copy
import hashlib
import hmac
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import httpx
import jsonschema_rs

DESCRIPTION = json.loads((Path(__file__).parent / "stripe_description.json").read_text())
PARTS = {
    part: jsonschema_rs.validator_for({"$ref": f"#/$defs/{part}", "$defs": DESCRIPTION["$defs"]})
    for part in ("create_request", "end_request", "session", "error", "event")
}
SESSIONS = "/v1/identity/verification_sessions"
VERSION = "2026-07-29.dahlia"
Json = dict[str, Any]
HOLDER: Json = {
    "first_name": "Anna Maria",
    "last_name": "Eriksson",
    "dob": {"day": 12, "month": 8, "year": 1974},
    "sex": "female",
}


class Refusal(Exception):  # noqa: N818 — a refusal is an answer
    def __init__(self, status: int, kind: str = "invalid_request_error", **more: str) -> None:
        self.status, self.body = status, {"error": {"type": kind, "message": "SPECIMEN words of Stripe", **more}}


@dataclass(frozen=True)
class Asked:
    method: str
    path: str
    headers: dict[str, str]
    form: Json


@dataclass
class FakeStripe:
    """ASGI. `troubles`: what the next requests meet, one each: a status, `lost` (the work is done and the answer does
    not arrive) or a ready answer."""

    now: Callable[[], datetime]
    key: str = "sk_test_specimen"
    secret: str = "whsec_specimen"
    sessions: dict[str, Json] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    troubles: list[Any] = field(default_factory=list)
    given: list[str] = field(default_factory=list)  # every url and secret that was handed out
    violations: list[str] = field(default_factory=list)
    outbox: list[bytes] = field(default_factory=list)
    mark: str = "specimen"  # of its references: where tests share a database each has its own
    told: int = 0  # events, delivered or not
    holder: Json = field(default_factory=lambda: dict(HOLDER))  # of the document that is shown next
    is_restricted: bool = True  # the key may see days of birth
    _outputs: dict[str, Json] = field(default_factory=dict)
    _replays: dict[str, tuple[Json, Json]] = field(default_factory=dict)

    # What customers and Stripe's own people do

    def submit(self, ref: str) -> None:
        self._move(ref, "processing", last_error=None)

    def verify(self, ref: str) -> None:
        self._outputs[ref] = self.holder
        self._move(ref, "verified")

    def fail(self, ref: str, code: str) -> None:
        self._move(ref, "requires_input", last_error={"code": code, "reason": "SPECIMEN words of Stripe"})

    def finish_redaction(self, ref: str) -> None:
        self.sessions[ref] |= {"redaction": {"status": "redacted"}, "metadata": {}}
        self._tell(ref, "redacted")

    def _move(self, ref: str, status: str, **more: Any) -> None:
        self.sessions[ref] |= {"status": status, **more}
        self._tell(ref, status)

    # Webhooks

    def _tell(self, ref: str, kind: str) -> None:
        self.told += 1
        event = {
            "id": f"evt_{self.told}_{ref}",
            "object": "event",
            "api_version": VERSION,
            "created": int(self.now().timestamp()),
            "data": {"object": copy.deepcopy(self.sessions[ref])},
            "livemode": False,
            "pending_webhooks": 1,
            "request": None,
            "type": f"identity.verification_session.{kind}",
        }
        self._check("event", event)
        self.outbox.append(json.dumps(event).encode())

    def headers(self, body: bytes) -> dict[str, str]:
        moment = str(int(self.now().timestamp()))
        digest = hmac.new(self.secret.encode(), f"{moment}.".encode() + body, hashlib.sha256).hexdigest()
        return {"Content-Type": "application/json", "Stripe-Signature": f"t={moment},v1={digest}"}

    async def deliver(self, client: httpx.AsyncClient, url: str) -> list[int]:
        """All that waits, oldest first; what is not taken with a 2xx waits on."""
        answers = [(await client.post(url, content=body, headers=self.headers(body))) for body in self.outbox]
        self.outbox = [body for body, answer in zip(self.outbox, answers, strict=True) if not answer.is_success]
        return [answer.status_code for answer in answers]

    # The API

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        body = b""
        while (message := await receive())["type"] == "http.request":
            body += message.get("body", b"")
            if not message.get("more_body"):
                break
        headers = {name.decode().lower(): value.decode() for name, value in scope["headers"]}
        form = body or scope["query_string"]
        asked = Asked(scope["method"], scope["path"], headers, _nested(parse_qsl(form.decode())))
        self.asked.append(asked)
        trouble = self.troubles.pop(0) if self.troubles else None
        if isinstance(trouble, tuple):
            return await _send(send, *trouble)
        status, answer = (trouble, Refusal(trouble, "api_error").body) if trouble in range(600) else self._answer(asked)
        if trouble == "lost":
            await send({"type": "http.response.start", "status": status, "headers": [(b"content-length", b"9")]})
            return await send({"type": "http.response.body", "body": b""})  # the connection breaks before the answer
        return await _send(send, status, json.dumps(answer).encode())

    def _answer(self, asked: Asked) -> tuple[int, Json]:
        try:
            answer = self._do(asked)
        except Refusal as refusal:
            self._check("error", refusal.body)
            return refusal.status, refusal.body
        self._check("session", answer)
        return 200, answer

    def _do(self, asked: Asked) -> Json:
        if asked.headers.get("authorization") != f"Bearer {self.key}":
            raise Refusal(401)
        if asked.headers.get("stripe-version") != VERSION:
            self.violations.append("the version is not pinned")
        ref, how = re.fullmatch(rf"{SESSIONS}(?:/(\w+))?(?:/(cancel|redact))?", asked.path).groups()  # type: ignore[union-attr]  # another address fails the test
        if ref is None:
            return self._once(asked, self._create)
        if ref not in self.sessions:
            raise Refusal(404, code="resource_missing")
        if asked.method == "POST":
            self._check("end_request", asked.form)
            {"cancel": self._cancel, "redact": self._redact}[how](ref)
            return self._with_artifact(self.sessions[ref])
        return self._expanded(self._with_artifact(self.sessions[ref]), asked.form.get("expand", []))

    def _expanded(self, session: Json, expand: list[str]) -> Json:
        """What was verified, to whoever asks for it; the day of birth apart, and to restricted keys alone."""
        if "verified_outputs.dob" in expand and not self.is_restricted:
            raise Refusal(403)
        if "verified_outputs" not in expand or session["status"] != "verified":
            return session
        outputs = self._outputs[session["id"]]
        hidden = {} if "verified_outputs.dob" in expand else {"dob": None}
        return session | {"verified_outputs": outputs | hidden}

    def _once(self, asked: Asked, do: Callable[[Json], Json]) -> Json:
        key = asked.headers.get("idempotency-key")
        if key is None:
            self.violations.append("nothing is created without an idempotency key")
            return do(asked.form)
        form, answer = self._replays.get(key, (asked.form, None))
        if form != asked.form:
            raise Refusal(400, "idempotency_error")
        answer = answer or do(asked.form)
        self._replays[key] = form, answer
        return answer

    def _create(self, form: Json) -> Json:
        if not self._check("create_request", form):
            raise Refusal(400, code="parameter_unknown")
        ref = f"vs_{self.mark}{len(self.sessions) + 1}"
        self.sessions[ref] = {
            "id": ref,
            "object": "identity.verification_session",
            "client_reference_id": form.get("client_reference_id"),
            "client_secret": None,
            "created": int(self.now().timestamp()),
            "last_error": None,
            "last_verification_report": None,
            "livemode": False,
            "metadata": form.get("metadata", {}),
            "options": form.get("options", {}),
            "redaction": None,
            "status": "requires_input",
            "type": form["type"],
            "url": None,
        }
        self._tell(ref, "created")
        return self._with_artifact(self.sessions[ref])

    def _cancel(self, ref: str) -> None:
        if self.sessions[ref]["status"] != "requires_input":
            raise Refusal(400)
        self._move(ref, "canceled")

    def _redact(self, ref: str) -> None:
        session = self.sessions[ref]
        if session["status"] not in ("requires_input", "verified") or session["redaction"]:
            raise Refusal(400)
        session["redaction"] = {"status": "processing"}
        if session["status"] == "requires_input":
            self._move(ref, "canceled")

    def _with_artifact(self, session: Json) -> Json:
        """Fresh ones in every answer while the customer has something to do; webhooks hold none."""
        if session["status"] != "requires_input":
            return session
        number = len(self.given)
        artifact = {
            "url": f"https://verify.stripe.example/start/live_{number}",
            "client_secret": f"vs_secret_{number}",
        }
        self.given += artifact.values()
        return session | artifact

    def _check(self, part: str, thing: Json) -> bool:
        wrong = [f"{part}{list(error.instance_path)}: {error.message}" for error in PARTS[part].iter_errors(thing)]
        self.violations += wrong
        return not wrong


async def _send(send: Any, status: int, body: bytes, *headers: tuple[bytes, bytes]) -> None:
    await send({"type": "http.response.start", "status": status, "headers": list(headers)})
    await send({"type": "http.response.body", "body": body})


def _nested(pairs: list[tuple[str, str]]) -> Json:
    """`a[b][0]=true` read back: lists from numbers, and the two words of a boolean."""
    form: Json = {}
    for name, value in pairs:
        *way, last = re.findall(r"[^\[\]]+", name)
        place = form
        for part in way:
            place = place.setdefault(part, {})
        place[last] = {"true": True, "false": False}.get(value, value)
    return {name: _lists(value) for name, value in form.items()}


def _lists(thing: Any) -> Any:
    if not isinstance(thing, dict):
        return thing
    if thing and all(name.isdigit() for name in thing):
        return [_lists(thing[str(n)]) for n in range(len(thing))]
    return {name: _lists(value) for name, value in thing.items()}
