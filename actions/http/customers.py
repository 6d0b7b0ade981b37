from sanic import Blueprint, Request
from sanic.response import HTTPResponse

from actions.http.answers import good
from actions.http.requests import ident, language_of
from actions.http.statements import Statements
from actions.services import customers
from actions.services.means import Means


def create_customers(means: Means, statements: Statements) -> Blueprint:
    blueprint = Blueprint("customers", url_prefix="/customers")

    @blueprint.get("/<customer_id:str>/case")
    async def case(request: Request, customer_id: str) -> HTTPResponse:
        return good(await customers.get_customer_case(means, statements.actor(request), ident(customer_id)))

    @blueprint.get("/<customer_id:str>/consents")
    async def consents(request: Request, customer_id: str) -> HTTPResponse:
        actor, language = statements.actor(request), language_of(request)
        return good(await customers.list_consents(means, actor, ident(customer_id), language))

    @blueprint.post("/<customer_id:str>/consents/<item:str>/withdraw")
    async def withdraw(request: Request, customer_id: str, item: str) -> HTTPResponse:
        actor, language = statements.actor(request), language_of(request)
        done = await customers.withdraw_consent(means, actor, ident(customer_id), ident(item), language)
        return good({"ok": True, "data": done})

    return blueprint
