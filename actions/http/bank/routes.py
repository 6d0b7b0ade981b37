"""The way of every call: the token, its scope, what is sent, and then the operation itself."""

import hashlib
import json
from collections.abc import Awaitable, Callable
from typing import Any

from sanic import Blueprint, Request
from sanic.response import HTTPResponse

from actions.http.answers import good
from actions.http.bank.openapi import describe
from actions.http.bank.operations import OPERATIONS, Call, Operation
from actions.http.requests import ID, ident, parse
from actions.http.statements import Statements
from actions.services.actor import Actor
from actions.services.bank_cases import Told
from actions.services.means import Means
from actions.services.token_desk import needs, recognise
from actions.verification.errors import Refused

JSON = "application/json"


Scrub = Callable[[], Awaitable[None]]


def create_bank(means: Means, statements: Statements, scrub: Scrub) -> Blueprint:
    blueprint = Blueprint("bank")
    for operation in OPERATIONS:
        uri = operation.path.replace("{", "<").replace("}", ":str>")
        handler = _handler(means, statements, scrub, operation)
        blueprint.add_route(handler, uri, methods=[operation.method], name=operation.name)
    blueprint.add_route(_describe, "/api/openapi.json", name="openapi")
    return blueprint


async def _describe(_request: Request) -> HTTPResponse:
    return good(describe())


def _handler(means: Means, statements: Statements, scrub: Scrub, operation: Operation[Any, Any]) -> Any:
    async def handle(request: Request, **path: str) -> HTTPResponse:
        actor = await _who(means, request)
        if operation.scope:
            needs(actor, operation.scope)
        item = next((ident(each) for each in path.values()), "")
        body = parse(_body(request), operation.body)
        query = parse(json.dumps(_query(request)).encode(), operation.query)
        call = Call(means, statements, request, _told(request, actor, operation), item, scrub)
        return good({"ok": True, "data": await operation.handle(call, body, query)}, operation.status)

    return handle


async def _who(means: Means, request: Request) -> Actor:
    scheme, _, token = (request.headers.get("authorization") or "").partition(" ")
    return await recognise(means, token.strip() if scheme.lower() == "bearer" else "")


def _told(request: Request, actor: Actor, operation: Operation[Any, Any]) -> Told:
    key = request.headers.get("idempotency-key")
    if key is None and operation.key == "required":
        raise Refused("invalid_payload", {"Idempotency-Key": "missing"})
    if key is not None and operation.key and not ID.fullmatch(key):
        raise Refused("invalid_payload", {"Idempotency-Key": "pattern"})
    return Told(actor, key if operation.key else None, hashlib.sha256(request.body).hexdigest())


def _body(request: Request) -> bytes:
    if request.method == "GET" or not request.body:
        return b""
    media_type, _, parameters = (request.headers.get("content-type") or "").lower().partition(";")
    charset = parameters.replace(" ", "").replace('"', "")
    if media_type.strip() != JSON or charset not in ("", "charset=utf-8"):
        raise Refused("unsupported_type")
    return bytes(request.body)


def _query(request: Request) -> dict[str, str]:
    given = request.get_args(keep_blank_values=True)
    repeated = {name: "repeated" for name, values in given.items() if len(values) > 1}
    if repeated:
        raise Refused("invalid_payload", repeated)
    return {name: values[0] for name, values in given.items()}
