"""The door for vendors' webhooks: bounded and counted here, checked in actions/ over the bytes that came."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from sanic import Blueprint, Request
from sanic.response import HTTPResponse

from handoff.domain.errors import HandoffError, Refused
from handoff.http.answers import passed_on
from handoff.http.requests import declared_length, ident
from handoff.services.actions_port import Answer

LARGEST = 1_048_576  # bytes; vendors send kilobytes
SECONDS = 10  # for the whole body

PassOn = Callable[[str, Sequence[tuple[bytes, bytes]], bytes], Awaitable[Answer]]


def create_vendor_webhooks(pass_on: PassOn, spend: Callable[[str], None]) -> Blueprint:
    blueprint = Blueprint("vendor_webhooks", url_prefix="/webhooks/vendors")

    @blueprint.post("/<vendor:str>", stream=True)
    async def webhook(request: Request, vendor: str) -> HTTPResponse:
        spend(request.ip)
        return passed_on(await pass_on(ident(vendor), _raw(request), await _body(request)))

    return blueprint


def _raw(request: Request) -> list[tuple[bytes, bytes]]:
    """As they came: Sanic keeps what is no text as lone surrogates."""
    return [(name.encode(), value.encode(errors="surrogateescape")) for name, value in request.headers.items()]


async def _body(request: Request) -> bytes:
    if declared_length(request) > LARGEST:
        raise Refused("too_large")
    body = bytearray()
    stream: Any = request.stream  # Sanic's type for it is that of its own server, not of ASGI
    try:
        async with asyncio.timeout(SECONDS):
            while stream.request_body:
                body += await stream.read() or b""
                if len(body) > LARGEST:
                    raise Refused("too_large")
    except TimeoutError:
        raise HandoffError("interrupted") from None
    if "content-length" in request.headers and len(body) != declared_length(request):
        raise HandoffError("interrupted")  # under ASGI a line that broke ends a body like any other
    return bytes(body)
