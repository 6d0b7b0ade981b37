"""What a customer has agreed to, taking it back, and asking for everything to be deleted."""

from collections.abc import Awaitable, Callable

from sanic import Blueprint, Request
from sanic.response import HTTPResponse

from handoff.http.answers import good, passed_on
from handoff.http.guards import CustomerGuard
from handoff.http.requests import ident, language_query
from handoff.services.actions_port import Actions, as_customer

AskForDeletion = Callable[[str], Awaitable[object]]  # by customer_id


def create_consents(guard: CustomerGuard, actions: Actions, ask_for_deletion: AskForDeletion) -> Blueprint:
    blueprint = Blueprint("consents", url_prefix="/consents")

    @blueprint.get("/")
    async def listed(request: Request) -> HTTPResponse:
        customer_id = (await guard.customer(request)).customer_id
        query = language_query(request)
        return passed_on(await actions.get(as_customer(customer_id), f"/customers/{customer_id}/consents", query))

    @blueprint.post("/<item:str>/withdraw")
    async def withdraw(request: Request, item: str) -> HTTPResponse:
        customer_id = (await guard.customer(request)).customer_id
        path = f"/customers/{customer_id}/consents/{ident(item)}/withdraw"
        return passed_on(await actions.post(as_customer(customer_id), path, {}))

    @blueprint.post("/deletion")
    async def delete(request: Request) -> HTTPResponse:
        asked = await ask_for_deletion((await guard.customer(request)).customer_id)
        return good({"ok": True, "data": {"handoff": asked}})

    return blueprint
