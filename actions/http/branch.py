"""A branch: one case found by its name, looked at while a visit lasts, and what came of the visit."""

from dataclasses import replace
from typing import Annotated

from pydantic import Field, model_validator
from sanic import Blueprint, Request
from sanic.response import HTTPResponse

from actions.http.answers import good
from actions.http.requests import Payload, Reason, ident, language_of, parse
from actions.http.statements import Statements
from actions.services import branch
from actions.services.branch import Sought
from actions.services.means import Means

Name = Annotated[str, Field(min_length=1, max_length=128)]


class Find(Payload):
    case_id: Name | None = None
    reference: Name | None = None
    customer_id: Name | None = None

    @model_validator(mode="after")
    def _one(self) -> "Find":
        if sum(value is not None for value in (self.case_id, self.reference, self.customer_id)) != 1:
            raise ValueError("one name, and only one")
        return self


class Visit(Payload):
    seen: bool
    reason: Reason | None = None


def create_branch(means: Means, statements: Statements) -> Blueprint:
    blueprint = Blueprint("branch", url_prefix="/branch")

    @blueprint.post("/find")
    async def find(request: Request) -> HTTPResponse:
        actor, asked = statements.actor(request), parse(request.body, Find)
        sought = Sought(asked.case_id, asked.reference, asked.customer_id)
        return good(await branch.find(means, actor, sought, language_of(request)))

    @blueprint.get("/<case_id:str>")
    async def look(request: Request, case_id: str) -> HTTPResponse:
        return good(await branch.look(means, statements.actor(request), ident(case_id), language_of(request)))

    @blueprint.post("/<case_id:str>/visit")
    async def visit(request: Request, case_id: str) -> HTTPResponse:
        actor, asked = statements.actor(request), parse(request.body, Visit)
        actor = replace(actor, why=asked.reason or actor.why)
        return good(await branch.report_visit(means, actor, ident(case_id), asked.seen, language_of(request)))

    return blueprint
