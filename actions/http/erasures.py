"""handoff/ asks, in the middle of an erasure through all programs."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Literal

from pydantic import Field
from sanic import Blueprint, Request
from sanic.response import HTTPResponse

from actions.http.answers import good
from actions.http.requests import Payload, parse
from actions.http.statements import Statements
from actions.services.erasing import ErasureAsked, erase_customers
from actions.services.means import Means

Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9_.:-]{1,128}$")]
Ids = Annotated[list[Id], Field(max_length=1000)]  # who goes on beginning anew has many cases


class Erase(Payload):
    v: Literal[1]
    erasure_id: Id
    customer_ids: Ids
    case_ids: Ids


def create_erasures(means: Means, statements: Statements, scrub: Callable[[], Awaitable[None]]) -> Blueprint:
    blueprint = Blueprint("erasures", url_prefix="/erasures")

    @blueprint.post("/")
    async def erase(request: Request) -> HTTPResponse:
        actor, given = statements.actor(request), parse(request.body, Erase)
        asked = ErasureAsked(given.erasure_id, tuple(given.customer_ids), tuple(given.case_ids))
        told = await erase_customers(means, actor, asked)
        await scrub()
        return good(told)

    return blueprint
