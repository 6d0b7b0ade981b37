"""This API as an OpenAPI document, made from the operations themselves."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from actions.http.answers import CONFLICT, STATUS
from actions.http.bank.answered import AgentReplied, Event, Refusal
from actions.http.bank.asked import Nothing
from actions.http.bank.codes import CODES
from actions.http.bank.link import LINK, LINK_PATH, LINK_TOKEN
from actions.http.bank.operations import OPERATIONS, Operation

Part = dict[str, Any]
REF = "#/components/schemas/{model}"
ALWAYS = ("invalid_payload", "interrupted", "unauthorized", "too_large", "rate_limited", "unavailable")
TOKEN: Part = {
    "type": "http",
    "scheme": "bearer",
    "description": "Made by `python -m actions create-service-token NAME --scopes …`, shown once.",
}
ID: Part = {"type": "string", "pattern": "^[A-Za-z0-9_-]{1,64}$"}
KEY: Part = {"type": "string", "pattern": "^[A-Za-z0-9_.:-]{1,128}$"}
SIGNATURE: Part = {
    "name": "X-Gildong-Signature",
    "in": "header",
    "required": True,
    "description": "`t=<unix seconds>,v1=<hex>`: HMAC-SHA256 of `t`, a dot and the raw body; a v1 for each secret.",
    "schema": {"type": "string"},
}
ABOUT = (
    "Cases of remote identity verification, for the bank's own programs. Every refusal has one shape: `ok` is false, "
    "`error` is one of these codes.\n\n"
) + "\n".join(f"- `{code}`: {meaning}" for code, meaning in CODES.items())


@cache
def describe() -> Part:
    return {
        "openapi": "3.1.0",
        "info": {"title": "Gildong", "version": "1", "description": ABOUT, "license": {"name": "Apache-2.0"}},
        "servers": [{"url": "/"}],
        "security": [{"serviceToken": []}],
        "paths": _paths(),
        "webhooks": {
            **{name: _webhook(says, Event) for name, says in EVENTS.items()},
            "agent_replied": _webhook("An agent has written to a customer who is away", AgentReplied),
        },
        "components": {"securitySchemes": {"serviceToken": TOKEN, "linkToken": LINK_TOKEN}, "schemas": _schemas()},
    }


EVENTS = {
    "status_changed": "The status of a case has changed",
    "step_failed": "Something was not accepted (only where the operator has asked for it)",
    "erased": "The customer of a case has been erased, but for what a law keeps",
}


def _paths() -> Part:
    paths: Part = {}
    for operation in OPERATIONS:
        paths.setdefault(operation.path, {})[operation.method.lower()] = _operation(operation)
    return {**paths, LINK_PATH: LINK}


def _operation(operation: Operation[Any, Any]) -> Part:
    described: Part = {"operationId": operation.name, "summary": operation.summary}
    if operation.scope:
        described["description"] = f"Scope `{operation.scope}`."
    if parameters := [*_in_path(operation), *_in_query(operation), *_in_header(operation)]:
        described["parameters"] = parameters
    if operation.body is not Nothing:
        described["requestBody"] = {"required": True, "content": _json(operation.body)}
    return described | {"responses": _responses(operation)}


def _in_path(operation: Operation[Any, Any]) -> list[Part]:
    names = [part.strip("{}") for part in operation.path.split("/") if part.startswith("{")]
    return [{"name": name, "in": "path", "required": True, "schema": ID} for name in names]


def _in_query(operation: Operation[Any, Any]) -> list[Part]:
    """A question is left out rather than null."""
    schema = operation.query.model_json_schema(ref_template=REF)
    return [
        {"name": name, "in": "query", "schema": _given(field)} | _described(field)
        for name, field in schema.get("properties", {}).items()
    ]


def _given(field: Part) -> Part:
    kinds = [kind for kind in field.get("anyOf", [field]) if kind.get("type") != "null"]
    return dict(kinds[0])


def _described(field: Part) -> Part:
    return {"description": field["description"]} if "description" in field else {}


def _in_header(operation: Operation[Any, Any]) -> list[Part]:
    if operation.key is None:
        return []
    says = "The same key with the same body does it once, however often it is sent (for 30 days)."
    required = operation.key == "required"
    return [{"name": "Idempotency-Key", "in": "header", "required": required, "description": says, "schema": KEY}]


def _responses(operation: Operation[Any, Any]) -> Part:
    good = {str(operation.status): {"description": "Done", "content": _json(operation.answer)}}
    by_status: dict[str, list[str]] = {}
    for code in _codes(operation):
        by_status.setdefault(str(STATUS.get(code, CONFLICT)), []).append(code)
    return good | {status: _refusal(codes) for status, codes in sorted(by_status.items())}


def _codes(operation: Operation[Any, Any]) -> Iterable[str]:
    scope = ("forbidden",) if operation.scope else ()
    form = ("unsupported_type",) if operation.method == "POST" else ()
    return (*ALWAYS, *scope, *form, *operation.refusals)


def _refusal(codes: Iterable[str]) -> Part:
    return {"description": ", ".join(codes), "content": _json(Refusal)}


def _webhook(says: str, event: type[BaseModel]) -> Part:
    told = {"description": "Any 2xx: taken. Anything else, or no answer within ten seconds: sent again later."}
    post = {"summary": says, "parameters": [SIGNATURE], "requestBody": {"required": True, "content": _json(event)}}
    return {"post": post | {"security": [], "responses": {"200": told}}}


def _json(model: type[BaseModel]) -> Part:
    return {"application/json": {"schema": {"$ref": REF.format(model=model.__name__)}}}


def _schemas() -> Part:
    bodies = [operation.body for operation in OPERATIONS if operation.body is not Nothing]
    answers = [operation.answer for operation in OPERATIONS]
    queries = [operation.query for operation in OPERATIONS if operation.query is not Nothing]
    models: dict[type[BaseModel], None] = dict.fromkeys([*bodies, *answers, *queries, Refusal, Event, AgentReplied])
    _, schema = models_json_schema([(model, "validation") for model in models], ref_template=REF)
    unused = {query.__name__ for query in queries}
    return {name: each for name, each in schema["$defs"].items() if name not in unused}
