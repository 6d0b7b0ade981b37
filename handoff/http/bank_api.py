"""The door for the bank's own programs: bounded and counted here, decided in actions/, passed on byte for byte."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from sanic import Blueprint, Request
from sanic.response import HTTPResponse

from handoff.domain.errors import Refused
from handoff.domain.subject import SubjectKind
from handoff.http.answers import passed_on
from handoff.http.requests import ident
from handoff.services.bank_api import list_cases, open_case
from handoff.services.bank_api_port import BankApi, BankRequest
from handoff.services.ports import Begin

LARGEST = 65_536  # bytes
PASSED = ("authorization", "content-type", "idempotency-key")
METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")  # actions/ says which of them there are
CASES = "/api/cases"
OTHERS = {
    "of_case": f"{CASES}/<rest:path>",
    "webhooks": "/api/webhooks/<rest:path>",
    "token": "/api/token",
    "openapi": "/api/openapi.json",
}

External = Annotated[str, Field(pattern=r"^[^\x00-\x1f\x7f-\x9f]{1,200}$")]


class Named(BaseModel):
    """As much of a new case as tells whose it is; all else is for actions/ to judge."""

    model_config = ConfigDict(extra="ignore", frozen=True, hide_input_in_errors=True, strict=True)

    customer: External | None = None
    installation: External | None = None


def create_bank_api(
    begin: Begin, bank: BankApi, spend: Callable[[str], None], now: Callable[[], datetime], new_id: Callable[[], str]
) -> Blueprint:
    blueprint = Blueprint("bank_api")

    async def cases(request: Request) -> HTTPResponse:
        spend(request.ip)
        asked = _asked(request, CASES)
        if request.method == "POST":
            return passed_on(await open_case(begin, bank, asked, _named(asked.body), now(), new_id))
        return passed_on(await list_cases(begin, bank, asked, _customer(request)))

    async def other(request: Request, rest: str = "") -> HTTPResponse:
        spend(request.ip)
        path = "/".join([_fixed(request), *(ident(part) for part in rest.split("/") if rest)])
        return passed_on(await bank.pass_on(_asked(request, path), None))

    blueprint.add_route(cases, CASES, methods=METHODS)
    for name, uri in OTHERS.items():
        blueprint.add_route(other, uri, methods=METHODS, name=name)
    return blueprint


def _fixed(request: Request) -> str:
    """The part of the path that is ours; what follows it are ids, and nothing that could lead elsewhere."""
    uri = next(uri for uri in OTHERS.values() if request.path.startswith(uri.partition("<")[0]))
    return uri.partition("<")[0].rstrip("/")


def _asked(request: Request, path: str) -> BankRequest:
    if len(request.body) > LARGEST:
        raise Refused("too_large")
    headers = {name: request.headers[name] for name in PASSED if name in request.headers}
    return BankRequest(request.method, path, request.query_string, headers, request.body)


def _named(body: bytes) -> tuple[SubjectKind, str] | None:
    """Nobody, when it does not say or says it wrongly: actions/ will refuse it and say why."""
    try:
        named = Named.model_validate_json(body)
    except ValidationError:
        return None
    if (named.customer is None) == (named.installation is None):
        return None
    return ("customer", named.customer) if named.customer else ("installation", named.installation or "")


def _customer(request: Request) -> str | None:
    try:
        return Named(customer=request.args.get("customer")).customer
    except ValidationError:
        return None
