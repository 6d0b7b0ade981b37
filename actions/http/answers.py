"""One shape for every refusal, and the one place where a code becomes an HTTP status."""

from collections.abc import Mapping
from typing import Any

from sanic.response import HTTPResponse, json

from actions.verification.errors import CaseRefuses, Refused

STATUS: Mapping[str, int] = {
    "invalid_payload": 400,
    "interrupted": 400,
    "reason_missing": 400,
    "unauthorized": 401,
    "forbidden": 403,
    "consent_missing": 403,
    "not_found": 404,
    "reveal_limit": 429,
    "rate_limited": 429,
    "method_not_allowed": 405,
    "too_large": 413,
    "unsupported_type": 415,
    "internal": 500,
    "unavailable": 503,
}
CONFLICT = 409  # everything else: the case stands somewhere else
SOON = "5"  # seconds
NO_STORE = {"Cache-Control": "no-store"}


def good(body: object, status: int = 200) -> HTTPResponse:
    return json(body, status=status, headers=NO_STORE, ensure_ascii=False)


def refused(code: str, **more: Any) -> HTTPResponse:
    body = {"ok": False, "error": code} | {name: value for name, value in more.items() if value}
    soon = {"Retry-After": SOON} if code == "unavailable" else {}
    return json(body, status=STATUS.get(code, CONFLICT), headers={**NO_STORE, **soon})


def refused_because(error: Refused) -> HTTPResponse:
    return refused(error.code, fields=error.fields, reason=error.reason if isinstance(error, CaseRefuses) else None)
