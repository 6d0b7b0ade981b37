"""Branches: the code on the customer's screen, what staff do at a visit, and the tablet while the customer holds it."""

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import Field, model_validator
from sanic import Blueprint, Request
from sanic.response import HTTPResponse

from handoff.domain.visit import Visit
from handoff.http.answers import good
from handoff.http.guards import CustomerGuard, StaffGuard, bearer
from handoff.http.requests import Payload, ident, language_query, parse
from handoff.services import tablet, visits
from handoff.services.branch import Branch, make_code
from handoff.services.staff_accounts import hash_token
from handoff.services.visits import Named, Opened

ASSIST = "branch:assist"
Name = Field(None, min_length=1, max_length=128)
Reason = Field(min_length=3, max_length=500)


class Find(Payload):
    reference: str | None = Name
    customer: str | None = Name
    reason: str = Reason

    @model_validator(mode="after")
    def _one(self) -> "Find":
        if (self.reference is None) == (self.customer is None):
            raise ValueError("one name, and only one")
        return self

    @property
    def named(self) -> Named:
        return Named(self.reference, self.customer)


class Code(Payload):
    code: str = Field(pattern=r"^[0-9]{8}$")


class Report(Payload):
    seen: bool
    reason: str = Reason


def create_branch(
    guard: StaffGuard, customers: CustomerGuard, holders: CustomerGuard, branch: Branch, tries: Callable[[str], None]
) -> list[Blueprint]:
    """`tries` bounds how often one person may search; `holders` are customers with a tablet in their hands."""
    return [_of_search(guard, branch, tries), _of_visits(guard, branch), _of_customers(customers, holders, branch)]


def _of_search(guard: StaffGuard, branch: Branch, tries: Callable[[str], None]) -> Blueprint:
    blueprint = Blueprint("branch_search", url_prefix="/api/branch")

    @blueprint.get("/visit")
    async def now_open(request: Request) -> HTTPResponse:
        staff = await guard.staff(request, ASSIST)
        return good(_shown(await visits.current(branch, staff, language_query(request))))

    @blueprint.post("/find")
    async def find(request: Request) -> HTTPResponse:
        staff = await guard.staff(request, ASSIST)
        asked = parse(request, Find)
        tries(staff.id)
        return good({"case": await visits.find(branch, staff, asked.named, asked.reason, language_query(request))})

    @blueprint.post("/pair")
    async def pair(request: Request) -> HTTPResponse:
        staff = await guard.staff(request, ASSIST)
        asked = parse(request, Code)
        tries(staff.id)
        return good(_shown(await visits.open_by_code(branch, staff, asked.code, language_query(request))))

    @blueprint.post("/visits")
    async def open_visit(request: Request) -> HTTPResponse:
        staff = await guard.staff(request, ASSIST)
        asked = parse(request, Find)
        tries(staff.id)
        language = language_query(request)
        return good(_shown(await visits.open_by_document(branch, staff, asked.named, asked.reason, language)))

    return blueprint


def _of_visits(guard: StaffGuard, branch: Branch) -> Blueprint:
    blueprint = Blueprint("branch_visits", url_prefix="/api/branch/visits")

    @blueprint.post("/<visit_id:str>/hand-over")
    async def hand_over(request: Request, visit_id: str) -> HTTPResponse:
        """The answer takes the staff's cookie away: the tablet leaves their hands."""
        staff = await guard.staff(request, ASSIST)
        session = hash_token(guard.token(request))
        token, visit = await tablet.hand_over(branch, staff, ident(visit_id), session)
        response = good({"token": token, "case_id": visit.case_id, "until": _until(visit)})
        response.delete_cookie(guard.cookie)
        return response

    @blueprint.post("/<visit_id:str>/report")
    async def report(request: Request, visit_id: str) -> HTTPResponse:
        staff = await guard.staff(request, ASSIST)
        asked = parse(request, Report)
        case = await visits.report(branch, staff, ident(visit_id), asked.seen, asked.reason, language_query(request))
        return good({"case": case})

    @blueprint.post("/<visit_id:str>/end")
    async def end(request: Request, visit_id: str) -> HTTPResponse:
        await visits.end(branch, await guard.staff(request, ASSIST), ident(visit_id))
        return good({"ok": True})

    return blueprint


def _of_customers(customers: CustomerGuard, holders: CustomerGuard, branch: Branch) -> Blueprint:
    blueprint = Blueprint("branch_customers", url_prefix="/branch")

    @blueprint.post("/code")
    async def code(request: Request) -> HTTPResponse:
        made, until = await make_code(branch, (await customers.customer(request)).customer_id)
        return good({"ok": True, "data": {"code": made, "until": until.isoformat()}})

    @blueprint.get("/tablet/<case_id:str>")
    async def journey(request: Request, case_id: str) -> HTTPResponse:
        held = await holders.customer(request, ident(case_id))
        return good(await tablet.journey_of(branch, held))

    @blueprint.post("/tablet/<case_id:str>/done")
    async def done(request: Request, case_id: str) -> HTTPResponse:
        await holders.customer(request, ident(case_id))
        await tablet.give_back(branch, bearer(request))
        return good({"ok": True})

    return blueprint


def _shown(opened: Opened | None) -> Mapping[str, Any]:
    if opened is None:
        return {"visit": None, "case": None}
    visit = opened.visit
    until = visit.expires_at.isoformat()
    return {"visit": {"id": visit.id, "how": visit.how, "until": until}, "case": dict(opened.case)}


def _until(visit: Visit) -> str | None:
    return visit.tablet_until.isoformat() if visit.tablet_until else None
