"""The Sanic application: one shape for errors, nothing of a request in them."""

import secrets
from collections.abc import Iterable

import structlog
from sanic import Blueprint, Request, Sanic
from sanic.exceptions import SanicException
from sanic.response import HTTPResponse

from actions.http.answers import refused, refused_because
from actions.http.requests import BoundedRequest
from actions.verification.errors import Refused

CODES = {400: "invalid_payload", 404: "not_found", 405: "method_not_allowed", 413: "too_large"}

log = structlog.get_logger(__name__)


def create_sanic(blueprints: Iterable[Blueprint]) -> Sanic:  # type: ignore[type-arg]  # no context types
    # Sanic keeps a registry of names; a random one lets tests make many applications.
    name = f"actions_{secrets.token_hex(6)}"
    app: Sanic = Sanic(name, request_class=BoundedRequest, configure_logging=False)  # type: ignore[type-arg]  # no context types
    app.config.TOUCHUP = False
    for blueprint in blueprints:
        app.blueprint(blueprint)
    app.error_handler.add(Refused, _refused)
    app.error_handler.add(SanicException, _sanic_error)
    app.error_handler.add(Exception, _unexpected)
    return app


def _refused(_request: Request, error: Exception) -> HTTPResponse:
    return refused_because(error) if isinstance(error, Refused) else refused("internal")


def _sanic_error(_request: Request, error: Exception) -> HTTPResponse:
    answer = refused(CODES.get(getattr(error, "status_code", 500), "internal"))
    answer.headers.update(getattr(error, "headers", {}))  # which methods there are
    return answer


def _unexpected(request: Request, error: Exception) -> HTTPResponse:
    log.error("request_failed", route=getattr(request.route, "path", None), exc_info=error)
    return refused("internal")
