"""Rasa's action protocol on our own route: that of rasa-sdk answers anybody, and an error with the whole tracker."""

import hmac
import json
import zlib
from collections.abc import Iterable
from typing import Any

import structlog
from rasa_sdk import Action
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection, ActionNotFoundException
from sanic import Blueprint, Request
from sanic.response import HTTPResponse
from sanic.response import json as as_json

log = structlog.get_logger(__name__)
LARGEST_TRACKER = 4_000_000


def create_webhook(actions: Iterable[Action], secret: str) -> Blueprint:
    blueprint = Blueprint("webhook")
    executor = ActionExecutor()
    for action in actions:
        executor.register_action(action)

    @blueprint.post("/webhook")
    async def webhook(request: Request) -> HTTPResponse:
        if not _is_bot(request, secret):
            return as_json({"error": "unauthorized"}, status=401)
        call = _call(request)
        if call is None:
            return as_json({"error": "invalid_payload"}, status=400)
        return await _run(executor, call)

    return blueprint


def _is_bot(request: Request, secret: str) -> bool:
    given = request.headers.get("authorization") or ""
    return hmac.compare_digest(given.encode(), f"Bearer {secret}".encode())


def _call(request: Request) -> dict[str, Any] | None:
    try:
        body = request.body
        if request.headers.get("content-encoding") == "deflate":
            body = _inflate(body)
        call = json.loads(body)
    except (ValueError, zlib.error):
        return None
    if not isinstance(call, dict) or not isinstance(call.get("tracker"), dict):
        return None
    return {"domain": {}, **call}  # our actions read no domain, and the executor refuses a call without one


def _inflate(body: bytes) -> bytes:
    """Bounded: a small body must not become a large one."""
    reader = zlib.decompressobj()
    plain = reader.decompress(body, LARGEST_TRACKER)
    if reader.unconsumed_tail:
        raise ValueError("too large")
    return plain


async def _run(executor: ActionExecutor, call: dict[str, Any]) -> HTTPResponse:
    name = str(call.get("next_action"))[:64]
    try:
        result = await executor.run(call)
    except ActionNotFoundException:
        return as_json({"error": "unknown_action", "action_name": name}, status=404)
    except ActionExecutionRejection:
        return as_json({"error": "rejected", "action_name": name}, status=400)
    except Exception as error:
        log.error("webhook_failed", action=name, exc_info=error)
        return as_json({"error": "internal", "action_name": name}, status=500)
    return as_json(result.model_dump() if result else {"events": [], "responses": []}, ensure_ascii=False)
