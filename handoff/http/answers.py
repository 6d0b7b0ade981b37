"""One shape for every refusal, and the one place where a code becomes an HTTP status."""

from collections.abc import Mapping
from typing import Any

from sanic.response import HTTPResponse, json, raw

from handoff.domain.errors import HandoffError
from handoff.services.actions_port import Answer

STATUS: Mapping[str, int] = {
    "invalid_payload": 400,
    "empty": 400,
    "unknown_role": 400,
    "password_too_short": 400,
    "expired": 401,
    "invalid_token": 401,
    "sign_in": 401,
    "signed_out": 401,
    "wrong_credentials": 401,
    "unsigned": 401,
    "forbidden": 403,
    "consent_missing": 403,
    "bad_origin": 403,
    "bad_csrf": 403,
    "not_found": 404,
    "code_unknown": 404,
    "method_not_allowed": 405,
    "linked_to_another": 409,
    "case_refuses": 409,
    "length_required": 411,
    "too_large": 413,
    "unsupported_type": 415,
    "interrupted": 400,
    "rate_limited": 429,
    "reveal_limit": 429,
    "internal": 500,
    "unavailable": 503,
}
NO_STORE = {"Cache-Control": "no-store"}


def good(body: Mapping[str, Any], status: int = 200) -> HTTPResponse:
    return json(body, status=status, headers=NO_STORE)


def refused(code: str, **more: Any) -> HTTPResponse:
    return json({"ok": False, "error": code, **more}, status=STATUS.get(code, 409), headers=NO_STORE)


def refused_because(error: HandoffError) -> HTTPResponse:
    return refused(error.code, **({"data": dict(error.data)} if error.data else {}))


def passed_on(answer: Answer) -> HTTPResponse:
    """An answer of actions/, which speaks in codes as we do; photos that staff reveal are the only other content."""
    kind = answer.content_type.partition(";")[0].strip()
    if kind in ("image/jpeg", "image/png", "image/webp"):
        return raw(answer.body, status=answer.status, content_type=kind, headers=NO_STORE)
    if kind != "application/json":
        return refused("unavailable")
    return raw(
        answer.body, status=answer.status, content_type="application/json", headers={**answer.headers, **NO_STORE}
    )
