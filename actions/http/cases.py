"""The bank's people at a case; and the customer who takes the other way, or asks that a person look."""

from dataclasses import replace
from typing import Annotated, Literal

from pydantic import Field, model_validator
from sanic import Blueprint, Request
from sanic.response import HTTPResponse, raw

from actions.http.answers import NO_STORE, good
from actions.http.requests import Payload, Reason, ident, language_of, parse
from actions.http.statements import Statements
from actions.services import customers, review
from actions.services.means import Means
from actions.services.reveal import Revealed, Wanted, ask_to_see, show
from actions.services.review import StaffCommand

Name = Annotated[str, Field(pattern=r"^[A-Za-z0-9_.-]{1,64}$")]


class OtherWay(Payload):
    step: Name


class Reveal(Payload):
    field: Name | None = None
    evidence_id: Name | None = None
    reason: Reason | None = None

    @model_validator(mode="after")
    def _one(self) -> "Reveal":
        if (self.field is None) == (self.evidence_id is None):
            raise ValueError("either a field or a piece of evidence")
        return self


class Command(Payload):
    command: Literal["allow_attempt", "use_alternative", "resend_code", "decide"]
    step: Name | None = None
    decision: Literal["approved", "declined", "resubmission_requested"] | None = None
    steps: Annotated[list[Name], Field(max_length=20)] | None = None
    reason: Reason | None = None
    version: Annotated[int, Field(ge=0)] | None = None

    @model_validator(mode="after")
    def _decided(self) -> "Command":
        if (self.command == "decide") != (self.decision is not None):
            raise ValueError("a decision belongs to `decide` and to nothing else")
        return self


def create_cases(means: Means, statements: Statements) -> Blueprint:
    blueprint = Blueprint("cases", url_prefix="/cases")

    @blueprint.get("/")
    async def listed(request: Request) -> HTTPResponse:
        actor, status = statements.actor(request), request.args.get("status") or "in_review"
        return good(await review.list_cases(means, actor, status))

    @blueprint.get("/<case_id:str>")
    async def detail(request: Request, case_id: str) -> HTTPResponse:
        actor, language = statements.actor(request), language_of(request)
        return good(await review.get_case_detail(means, actor, ident(case_id), language))

    @blueprint.post("/<case_id:str>/alternative")
    async def alternative(request: Request, case_id: str) -> HTTPResponse:
        actor, asked = statements.actor(request), parse(request.body, OtherWay)
        return good({"ok": True, "data": await customers.take_other_way(means, actor, ident(case_id), asked.step)})

    @blueprint.post("/<case_id:str>/review-request")
    async def review_request(request: Request, case_id: str) -> HTTPResponse:
        return good(
            {"ok": True, "data": await customers.ask_for_review(means, statements.actor(request), ident(case_id))}
        )

    @blueprint.post("/<case_id:str>/reveal")
    async def reveal(request: Request, case_id: str) -> HTTPResponse:
        actor, asked = statements.actor(request), parse(request.body, Reveal)
        actor = replace(actor, why=asked.reason or actor.why)
        wanted = Wanted(asked.field, asked.evidence_id)
        return good({"ok": True, "data": await ask_to_see(means, actor, ident(case_id), wanted)})

    @blueprint.get("/<case_id:str>/reveal")
    async def shown(request: Request, case_id: str) -> HTTPResponse:
        wanted = Wanted(_named(request, "field"), _named(request, "evidence_id"))
        return _shown(await show(means, statements.actor(request), ident(case_id), wanted))

    @blueprint.post("/<case_id:str>/commands")
    async def command(request: Request, case_id: str) -> HTTPResponse:
        actor, asked = statements.actor(request), parse(request.body, Command)
        given = StaffCommand(
            asked.command, asked.step, asked.decision, tuple(asked.steps or ()), asked.reason, asked.version
        )
        return good(await review.command_case(means, actor, ident(case_id), given, language_of(request)))

    return blueprint


def _named(request: Request, name: str) -> str | None:
    value = request.args.get(name)
    return ident(value) if value else None


def _shown(revealed: Revealed) -> HTTPResponse:
    if revealed.media_type == "text/plain":
        return good({"value": revealed.plain.decode(), "seconds": revealed.seconds})
    headers = {**NO_STORE, "X-Content-Type-Options": "nosniff"}
    return raw(revealed.plain, content_type=revealed.media_type, headers=headers)
