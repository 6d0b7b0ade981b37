"""The bank's own programs tell whose an installation of its app is."""

from collections.abc import Awaitable, Callable

from pydantic import Field
from sanic import Blueprint, Request
from sanic.response import HTTPResponse

from handoff.domain.errors import Refused
from handoff.http.answers import good
from handoff.http.guards import ServiceGuard
from handoff.http.requests import Payload, parse

Link = Callable[[str, str], Awaitable[str]]
LONGEST = 200


class LinkTo(Payload):
    customer: str = Field(min_length=1, max_length=LONGEST)


def create_installations(guard: ServiceGuard, link: Link) -> Blueprint:
    blueprint = Blueprint("installations", url_prefix="/api/installations")

    @blueprint.post("/<installation:str>/link")
    async def linked(request: Request, installation: str) -> HTTPResponse:
        guard.check(request)
        if len(installation) > LONGEST:
            raise Refused("invalid_payload")
        customer_id = await link(installation, parse(request, LinkTo).customer)
        return good({"ok": True, "data": {"customer_id": customer_id}})

    return blueprint
