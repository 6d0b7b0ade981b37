"""actions/ asks how the bank knows a customer: it keeps no such name itself."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field
from sanic import Blueprint, Request
from sanic.response import HTTPResponse

from handoff.domain.errors import Refused
from handoff.domain.signature import is_signed
from handoff.http.answers import good
from handoff.http.case_events import HEADER
from handoff.http.requests import Payload, parse
from handoff.services.identity import names_of
from handoff.services.ports import Begin

MOST = 200


class Names(Payload):
    v: Literal[1]
    customer_ids: Annotated[tuple[Annotated[str, Field(max_length=64)], ...], Field(max_length=MOST)]


def create_names(secret: str, begin: Begin, now: Callable[[], datetime]) -> Blueprint:
    blueprint = Blueprint("names", url_prefix="/internal")

    @blueprint.post("/names")
    async def names(request: Request) -> HTTPResponse:
        if not is_signed(secret, request.headers.get(HEADER) or "", request.body, now()):
            raise Refused("unsigned")
        known = await names_of(begin, parse(request, Names).customer_ids)
        named = {customer_id: {"kind": name.kind, "id": name.external_id} for customer_id, name in known.items()}
        return good({"ok": True, "data": {"names": named}})

    return blueprint
