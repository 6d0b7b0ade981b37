"""The one call of this API that the front door answers by itself: it has a token of its own kind and knows no cases."""

from typing import Any

LINK_PATH = "/api/installations/{installation}/link"
LINK_TOKEN: dict[str, Any] = {
    "type": "http",
    "scheme": "bearer",
    "description": "One of `HANDOFF_SERVICE_TOKENS`.",
}
NAME: dict[str, Any] = {"type": "string", "minLength": 1, "maxLength": 200}


def _object(**properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": sorted(properties),
        "additionalProperties": False,
    }


def _json(schema: dict[str, Any]) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}


def _refused(*codes: str, **more: Any) -> dict[str, Any]:
    schema = _object(ok={"const": False}, error={"enum": list(codes)})
    schema["properties"] |= more
    return {"description": ", ".join(codes), "content": _json(schema)}


LINK: dict[str, Any] = {
    "post": {
        "operationId": "linkInstallation",
        "summary": "Say whose an installation of your app is: once, and never another's",
        "security": [{"linkToken": []}],
        "parameters": [{"name": "installation", "in": "path", "required": True, "schema": NAME}],
        "requestBody": {"required": True, "content": _json(_object(customer=NAME))},
        "responses": {
            "200": {
                "description": "Linked, now or before",
                "content": _json(_object(ok={"const": True}, data=_object(customer_id={"type": "string"}))),
            },
            "400": _refused("invalid_payload", "interrupted", fields={"type": "array", "items": {"type": "string"}}),
            "401": _refused("invalid_token"),
            "409": _refused("linked_to_another"),
            "413": _refused("too_large"),
        },
    }
}
