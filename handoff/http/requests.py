"""What comes in is bounded before it is read and closed before it is used."""

import asyncio
import re
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError
from sanic import Request

from handoff.domain.errors import HandoffError, NotFound, Refused

LARGEST_BODY = 262_144  # bytes; only the evidence endpoint takes more, as a stream
BODY_SECONDS = 20  # for a whole body; a few kilobytes over a bad line take two
ABSURD = 10**12  # what a length that is no number counts as
HASH = re.compile(r"[0-9a-f]{64}")
ID = re.compile(r"[A-Za-z0-9_-]{1,64}")

Model = TypeVar("Model", bound="Payload")


class Payload(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class BoundedRequest(Request):
    """Under ASGI, Sanic reads a body of any size and for any time, before anybody asks who sends it; this one stops."""

    async def receive_body(self) -> None:
        if self.body:
            return
        if declared_length(self) > LARGEST_BODY:
            raise Refused("too_large")
        try:
            async with asyncio.timeout(BODY_SECONDS):
                self.body = await self._bounded()
        except TimeoutError:
            raise HandoffError("interrupted") from None

    async def _bounded(self) -> bytes:
        body = bytearray()
        async for chunk in self.stream:  # type: ignore[union-attr]  # there is one until the body is read
            body += chunk
            if len(body) > LARGEST_BODY:
                raise Refused("too_large")
        return bytes(body)


class InvalidPayloadError(Exception):
    def __init__(self, fields: list[str]) -> None:
        super().__init__("invalid_payload")
        self.fields = fields


def declared_length(request: Request) -> int:
    length = request.headers.get("content-length") or "0"
    return int(length) if length.isascii() and length.isdigit() and len(length) < 12 else ABSURD


def parse(request: Request, model: type[Model]) -> Model:
    try:
        return model.model_validate_json(request.body or b"{}")
    except ValidationError as error:
        raise InvalidPayloadError([".".join(map(str, problem["loc"])) for problem in error.errors()]) from None


def ident(value: str) -> str:
    """Part of a path that goes on to another program: an id and nothing that could lead elsewhere."""
    if not ID.fullmatch(value):
        raise NotFound
    return value


def statement_query(request: Request) -> dict[str, str]:
    """The hash of what a customer has signed, as the card told it."""
    signed = request.args.get("statement") or ""
    return {"statement": signed} if HASH.fullmatch(signed) else {}


def language_query(request: Request) -> dict[str, str]:
    """Without one, actions/ answers in the language of the case."""
    language = request.args.get("language")
    return {"language": language} if language in ("ko", "fa", "en") else {}
