"""What comes in is bounded while it is read and closed before it is used."""

import re
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from sanic import Request

from actions.verification.errors import NotFound, Refused

LARGEST_FORM = 65_536
LARGEST_TRACKER = 4_000_000  # what Rasa sends with each action; the bot keeps its trackers short
ID = re.compile(r"[A-Za-z0-9_.:-]{1,128}")

Model = TypeVar("Model", bound="Payload")
Reason = Annotated[str, Field(min_length=1, max_length=500)]


class Payload(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True, strict=True)


class BoundedRequest(Request):
    """Under ASGI, Sanic reads a body of any size into memory; this one stops."""

    async def receive_body(self) -> None:
        if not self.body:
            self.body = await read_body(self, LARGEST_TRACKER if self.path == "/webhook" else LARGEST_FORM)


def size_of(request: Request, limit: int) -> int:
    """How large the body is at most."""
    declared = request.headers.get("content-length") or str(limit)
    if not declared.isascii() or not declared.isdigit() or int(declared[:15]) > limit:
        raise Refused("too_large")
    return int(declared)


async def read_body(request: Request, limit: int) -> bytes:
    declared = size_of(request, limit)
    body = bytearray()
    stream: Any = request.stream  # Sanic's type for it is that of its own server, not of ASGI
    while stream.request_body:
        body += await stream.read() or b""
        if len(body) > limit:
            raise Refused("too_large")
    if "content-length" in request.headers and len(body) != declared:
        raise Refused("interrupted")  # under ASGI a line that broke ends a body like any other
    return bytes(body)


def parse(body: bytes, model: type[Model]) -> Model:
    try:
        return model.model_validate_json(body or b"{}")
    except ValidationError as error:
        fields = {".".join(map(str, problem["loc"])): problem["type"] for problem in error.errors()}
        raise Refused("invalid_payload", fields) from None


def ident(value: str) -> str:
    if not ID.fullmatch(value):
        raise NotFound
    return value


def language_of(request: Request) -> str | None:
    language: str | None = request.args.get("language")
    return language
