"""What a customer has agreed to, and taking it back."""

from sanic import Blueprint, Request
from sanic.response import HTTPResponse

from handoff.http.answers import passed_on
from handoff.http.guards import CustomerGuard
from handoff.http.requests import ident, language_query
from handoff.services.actions_port import Actions, as_customer


def create_consents(guard: CustomerGuard, actions: Actions) -> Blueprint:
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

    return blueprint
