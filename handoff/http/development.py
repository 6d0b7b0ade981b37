"""Tokens as the bank would make them, and what its codes reach. It exists in development, for this machine, alone."""

import ipaddress
from collections.abc import Awaitable, Callable, Mapping

from sanic import Blueprint, Request
from sanic.response import HTTPResponse

from handoff.domain.errors import NotFound
from handoff.domain.people import Customer
from handoff.http.answers import good, passed_on
from handoff.http.guards import bearer
from handoff.services.actions_port import Answer

CLAIMS = ("sub", "name", "locale", "kind", "installation")


Authenticate = Callable[[str], Awaitable[Customer]]
Arrived = Callable[[str], Awaitable[Answer]]  # on the stand-in for a customer's phone


def create_development(
    issue: Callable[[Mapping[str, object]], str], authenticate: Authenticate, arrived: Arrived
) -> Blueprint:
    blueprint = Blueprint("development", url_prefix="/dev")

    @blueprint.get("/token")
    async def token(request: Request) -> HTTPResponse:
        if not _is_loopback(request.ip):
            raise NotFound
        claims = {name: request.args.get(name) for name in CLAIMS}
        return good({"token": issue(claims | {"sub": claims["sub"] or "demo"})})

    @blueprint.get("/texts")
    async def texts(request: Request) -> HTTPResponse:
        if not _is_loopback(request.ip):
            raise NotFound
        customer = await authenticate(bearer(request))
        return passed_on(await arrived(customer.customer_id))

    return blueprint


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False
