from collections.abc import Awaitable, Callable

from sanic import Blueprint, Request
from sanic.response import HTTPResponse, json

from actions.http.answers import good


def create_health(is_ready: Callable[[], Awaitable[bool]]) -> Blueprint:
    blueprint = Blueprint("health")

    @blueprint.get("/healthz")
    async def healthz(_request: Request) -> HTTPResponse:
        return good({"ok": True})

    @blueprint.get("/readyz")
    async def readyz(_request: Request) -> HTTPResponse:
        ready = await is_ready()
        return json({"ok": ready, "database": ready}, status=200 if ready else 503)

    return blueprint
