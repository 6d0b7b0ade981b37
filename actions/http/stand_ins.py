"""What has arrived on the customer's phone and bank statement where both are stand-ins: in development only."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

from sanic import Blueprint, Request
from sanic.response import HTTPResponse

from actions.http.answers import good
from actions.http.requests import ident
from actions.http.statements import Statements
from actions.services.views import stamp


class Arrived(Protocol):
    @property
    def kind(self) -> str: ...
    @property
    def case_id(self) -> str: ...
    @property
    def to(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def at(self) -> datetime: ...


def create_stand_ins(of_customer: Callable[[str], Sequence[Arrived]], statements: Statements) -> Blueprint:
    blueprint = Blueprint("stand_ins", url_prefix="/stand-ins")

    @blueprint.get("/<customer_id:str>/arrived")
    async def arrived(request: Request, customer_id: str) -> HTTPResponse:
        statements.actor(request).must_be_customer(ident(customer_id))
        return good({"ok": True, "data": [_shown(each) for each in of_customer(customer_id)]})

    return blueprint


def _shown(each: Arrived) -> dict[str, str]:
    return {"kind": each.kind, "case_id": each.case_id, "to": each.to, "text": each.text, "at": stamp(each.at)}
