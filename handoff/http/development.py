"""Tokens as the bank would make them. This blueprint exists in development alone, and answers to this machine alone."""

import ipaddress
from collections.abc import Callable, Mapping

from sanic import Blueprint, Request
from sanic.response import HTTPResponse

from handoff.domain.errors import NotFound
from handoff.http.answers import good

CLAIMS = ("sub", "name", "locale", "kind", "installation")


def create_development(issue: Callable[[Mapping[str, object]], str]) -> Blueprint:
    blueprint = Blueprint("development", url_prefix="/dev")

    @blueprint.get("/token")
    async def token(request: Request) -> HTTPResponse:
        if not _is_loopback(request.ip):
            raise NotFound
        claims = {name: request.args.get(name) for name in CLAIMS}
        return good({"token": issue(claims | {"sub": claims["sub"] or "demo"})})

    return blueprint


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False
