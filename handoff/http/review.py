"""The console's view of cases: masked unless revealed, decided by people, every deed with its reason."""

from typing import Literal

from pydantic import Field, model_validator
from sanic import Blueprint, Request
from sanic.response import HTTPResponse

from handoff.http.answers import passed_on
from handoff.http.guards import StaffGuard
from handoff.http.requests import Payload, ident, language_query, parse
from handoff.services.actions_port import as_staff
from handoff.services.review import Review, command, permission_for, reveal, shown

Reason = Field(min_length=3, max_length=500)
Name = Field(None, pattern=r"^[A-Za-z0-9_-]{1,64}$")


class Reveal(Payload):
    field: str | None = Name
    evidence_id: str | None = Name
    reason: str = Reason

    @model_validator(mode="after")
    def _one(self) -> "Reveal":
        if (self.field is None) == (self.evidence_id is None):
            raise ValueError("either a field or a piece of evidence")
        return self


class Command(Payload):
    command: Literal["allow_attempt", "use_alternative", "resend_code", "decide"]
    step: str | None = Name
    decision: Literal["approved", "declined", "resubmission_requested"] | None = None
    steps: tuple[str, ...] | None = Field(None, max_length=20)
    reason: str = Reason
    version: int | None = Field(None, ge=0)  # of the case that the person has looked at

    @model_validator(mode="after")
    def _decided(self) -> "Command":
        if (self.command == "decide") != (self.decision is not None):
            raise ValueError("a decision belongs to `decide` and to nothing else")
        return self


def create_review(guard: StaffGuard, review: Review) -> Blueprint:
    blueprint = Blueprint("review", url_prefix="/api/review")

    @blueprint.get("/")
    async def listed(request: Request) -> HTTPResponse:
        staff = await guard.staff(request, "case:view")
        query = {"status": ident(request.args.get("status") or "in_review"), **language_query(request)}
        return passed_on(await review.actions.get(as_staff(staff), "/cases", query))

    @blueprint.get("/<case_id:str>")
    async def detail(request: Request, case_id: str) -> HTTPResponse:
        staff = await guard.staff(request, "case:view")
        query = language_query(request)
        return passed_on(await review.actions.get(as_staff(staff), f"/cases/{ident(case_id)}", query))

    @blueprint.post("/<case_id:str>/reveal")
    async def revealed(request: Request, case_id: str) -> HTTPResponse:
        staff = await guard.staff(request, "case:reveal")
        asked = parse(request, Reveal)
        return passed_on(await reveal(review, staff, ident(case_id), asked.model_dump(exclude_none=True)))

    @blueprint.get("/<case_id:str>/reveal")
    async def show(request: Request, case_id: str) -> HTTPResponse:
        staff = await guard.staff(request, "case:reveal")
        wanted = {name: ident(request.args[name][0]) for name in ("field", "evidence_id") if request.args.get(name)}
        return passed_on(await shown(review, staff, ident(case_id), wanted))

    @blueprint.post("/<case_id:str>/commands")
    async def commanded(request: Request, case_id: str) -> HTTPResponse:
        staff = await guard.staff(request, "case:view")
        asked = parse(request, Command)
        await guard.staff(request, permission_for(asked.command))
        return passed_on(await command(review, staff, ident(case_id), asked.model_dump(exclude_none=True, mode="json")))

    return blueprint
