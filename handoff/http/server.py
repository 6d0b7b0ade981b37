"""The Sanic application: one shape for errors, the same headers on everything, bounded bodies."""

import secrets
from collections.abc import Iterable

import structlog
from sanic import Blueprint, Request, Sanic
from sanic.exceptions import SanicException
from sanic.response import HTTPResponse

from handoff.domain.errors import HandoffError
from handoff.http.answers import refused, refused_because
from handoff.http.policies import ALWAYS, NOTHING
from handoff.http.requests import BoundedRequest, InvalidPayloadError

HSTS = "max-age=31536000; includeSubDomains"
READ = ("authorization", "content-type", "idempotency-key", "x-csrf-token", "x-gildong-signature")
CODES = {400: "invalid_payload", 404: "not_found", 405: "method_not_allowed", 413: "too_large"}

log = structlog.get_logger(__name__)


def create_sanic(blueprints: Iterable[Blueprint], https: bool) -> Sanic:  # type: ignore[type-arg]  # no context types
    # Sanic keeps a registry of names; a random one lets tests make many applications.
    app: Sanic = Sanic(f"handoff_{secrets.token_hex(6)}", request_class=BoundedRequest, configure_logging=False)  # type: ignore[type-arg]  # no context types
    app.config.TOUCHUP = False
    for blueprint in blueprints:
        app.blueprint(blueprint)
    app.register_middleware(_refuse_strange_headers, "request")
    app.register_middleware(_with_headers(https), "response")
    app.error_handler.add(HandoffError, _handoff_error)
    app.error_handler.add(InvalidPayloadError, _invalid_payload)
    app.error_handler.add(SanicException, _sanic_error)
    app.error_handler.add(Exception, _unexpected)
    return app


async def _refuse_strange_headers(request: Request) -> HTTPResponse | None:
    """What is no plain text can neither be compared nor passed on, and is nothing that we have given out."""
    strange = any(not (request.headers.get(name) or "").isascii() for name in READ)
    return refused("invalid_payload", fields=[]) if strange else None


def _with_headers(https: bool):  # type: ignore[no-untyped-def]  # Sanic names no type for middleware
    async def add(_request: Request, response: HTTPResponse) -> None:
        for name, value in ALWAYS.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Content-Security-Policy", NOTHING)
        if response.body:
            response.headers.setdefault("Content-Length", len(response.body))
        if https:
            response.headers.setdefault("Strict-Transport-Security", HSTS)

    return add


def _handoff_error(_request: Request, error: Exception) -> HTTPResponse:
    assert isinstance(error, HandoffError)  # noqa: S101  (registered for this type alone)
    return refused_because(error)


def _invalid_payload(_request: Request, error: Exception) -> HTTPResponse:
    return refused("invalid_payload", fields=getattr(error, "fields", []))


def _sanic_error(_request: Request, error: Exception) -> HTTPResponse:
    answer = refused(CODES.get(getattr(error, "status_code", 500), "internal"))
    answer.headers.update(getattr(error, "headers", {}))  # which methods there are
    return answer


def _unexpected(request: Request, error: Exception) -> HTTPResponse:
    # The route, not the path: a path may hold what a customer typed into an address bar.
    log.error("request_failed", route=getattr(request.route, "path", None), exc_info=error)
    return refused("internal")
