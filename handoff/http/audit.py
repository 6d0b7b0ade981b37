from dataclasses import asdict

from sanic import Blueprint, Request
from sanic.response import HTTPResponse

from handoff.http.answers import good
from handoff.http.guards import StaffGuard
from handoff.services.ports import Begin

ENTRIES = 200


def create_audit(guard: StaffGuard, begin: Begin) -> Blueprint:
    blueprint = Blueprint("audit", url_prefix="/api/audit")

    @blueprint.get("/")
    async def latest(request: Request) -> HTTPResponse:
        await guard.staff(request, "audit:view")
        async with begin() as work:
            entries = await work.audit.latest(ENTRIES)
        return good({"entries": [asdict(entry) | {"at": entry.at.isoformat()} for entry in entries]})

    return blueprint
