"""Cards post here, past the chat: consent, size and type are checked before the first byte of the body is read."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

from sanic import Blueprint, Request
from sanic.response import HTTPResponse

from handoff.domain.errors import HandoffError, Refused
from handoff.http.answers import passed_on
from handoff.http.guards import CustomerGuard
from handoff.http.requests import ID, declared_length, ident, language_query, statement_query
from handoff.services.actions_port import Actions, Upload, as_customer
from handoff.services.evidence import PHOTO_KINDS, admit, note_busy, owned
from handoff.services.ports import Begin, Now

FORM = "application/json"
PHOTO_TYPES = ("image/jpeg", "image/png", "image/webp")
FRAMES = "multipart/form-data"  # those that answer a liveness challenge
FORM_BYTES = 65_536
CHUNK_SECONDS = 15  # a customer's line that brings nothing for so long is dead


def create_evidence(begin: Begin, guard: CustomerGuard, actions: Actions, photo_bytes: int, now: Now) -> Blueprint:
    blueprint = Blueprint("evidence", url_prefix="/evidence")

    @blueprint.get("/<case_id:str>/<step:str>")
    async def card(request: Request, case_id: str, step: str) -> HTTPResponse:
        customer = await guard.customer(request, case_id)
        await owned(begin, actions, customer.customer_id, ident(case_id))
        await note_busy(begin, customer.customer_id, now())
        asker, query = as_customer(customer.customer_id, customer.via), language_query(request)
        return passed_on(await actions.get(asker, f"/evidence/{case_id}/{ident(step)}", query))

    @blueprint.post("/<case_id:str>/<step:str>", stream=True)
    async def send(request: Request, case_id: str, step: str) -> HTTPResponse:
        customer = await guard.customer(request, case_id)
        form = _content_type(request) == FORM
        kind = await admit(begin, actions, customer.customer_id, ident(case_id), ident(step), form)
        upload = _upload(request, kind, photo_bytes)
        await note_busy(begin, customer.customer_id, now())
        asker = as_customer(customer.customer_id, customer.via)
        query = language_query(request) | statement_query(request)
        return passed_on(await actions.upload(asker, f"/evidence/{case_id}/{step}", upload, query))

    @blueprint.post("/<case_id:str>/review-request")
    async def review_request(request: Request, case_id: str) -> HTTPResponse:
        """Whoever a machine has declined asks that a person look."""
        customer = await guard.customer(request, case_id)
        await owned(begin, actions, customer.customer_id, ident(case_id))
        asker = as_customer(customer.customer_id, customer.via)
        return passed_on(await actions.post(asker, f"/cases/{case_id}/review-request", {}))

    @blueprint.post("/<case_id:str>/<step:str>/alternative")
    async def alternative(request: Request, case_id: str, step: str) -> HTTPResponse:
        customer = await guard.customer(request, case_id)
        await owned(begin, actions, customer.customer_id, ident(case_id))
        asker = as_customer(customer.customer_id, customer.via)
        return passed_on(await actions.post(asker, f"/cases/{case_id}/alternative", {"step": ident(step)}))

    return blueprint


def _content_type(request: Request) -> str:
    return (request.headers.get("content-type") or "").partition(";")[0].strip().lower()


def _upload(request: Request, kind: str, photo_bytes: int) -> Upload:
    content_type = _content_type(request)
    photo = kind in PHOTO_KINDS and (content_type in PHOTO_TYPES or (content_type == FRAMES and kind == "selfie"))
    if not photo and content_type != FORM:
        raise Refused("unsupported_type")
    if "content-length" not in request.headers:
        raise Refused("length_required")
    length = declared_length(request)
    if length > (photo_bytes if photo else FORM_BYTES):
        raise Refused("too_large")
    key = request.headers.get("idempotency-key") or ""
    if not ID.fullmatch(key):
        raise Refused("invalid_payload")
    said = request.headers["content-type"] if content_type == FRAMES else content_type  # with its boundary
    return Upload(said, length, key, _chunks(request))


async def _chunks(request: Request) -> AsyncIterator[bytes]:
    stream: Any = request.stream  # Sanic's type for it is that of its own server, not of ASGI
    while stream.request_body:
        try:
            async with asyncio.timeout(CHUNK_SECONDS):
                chunk = await stream.read()
        except TimeoutError:
            raise HandoffError("interrupted") from None
        if chunk:
            yield chunk
