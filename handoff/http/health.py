"""healthz: the process lives. readyz: the programs that it needs answer."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping

from sanic import Blueprint, Request
from sanic.response import HTTPResponse

from handoff.http.answers import good

SECONDS = 3

Check = Callable[[], Awaitable[bool]]


def create_health(checks: Mapping[str, Check]) -> Blueprint:
    blueprint = Blueprint("health")

    @blueprint.get("/healthz")
    async def healthz(_request: Request) -> HTTPResponse:
        return good({"ok": True})

    @blueprint.get("/readyz")
    async def readyz(_request: Request) -> HTTPResponse:
        results = await asyncio.gather(*(_answers(check) for check in checks.values()))
        ready = all(results)
        named = {name: "ok" if up else "down" for name, up in zip(checks, results, strict=True)}
        return good({"ok": ready, "checks": named}, status=200 if ready else 503)

    return blueprint


async def _answers(check: Check) -> bool:
    try:
        async with asyncio.timeout(SECONDS):
            return await check()
    except Exception:  # whatever the reason, it does not answer
        return False
