from dataclasses import asdict
from typing import Any

from sanic import Blueprint, Request
from sanic.response import HTTPResponse

from handoff.domain.audit import AuditEntry
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
            accounts = [await work.staff_accounts.get(actor) for actor in {entry.actor for entry in entries}]
        names = {account.id: account.name for account in accounts if account}
        return good({"entries": [_row(entry, names.get(entry.actor)) for entry in entries]})

    return blueprint


def _row(entry: AuditEntry, name: str | None) -> dict[str, Any]:
    return asdict(entry) | {"at": entry.at.isoformat(), "name": name}
