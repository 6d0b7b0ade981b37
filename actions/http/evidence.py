"""Cards: what they show, and what the customer hands in through them."""

import json
from typing import Annotated, Literal

from pydantic import Field
from sanic import Blueprint, Request
from sanic.response import HTTPResponse

from actions.http.answers import good
from actions.http.intake import Intake
from actions.http.multipart import read_frames
from actions.http.requests import ID, LARGEST_FORM, Payload, ident, language_of, parse, read_body, size_of
from actions.http.statements import Statements
from actions.services import calls, codes, consenting, details, photos, signing, transfers, vendor_opening
from actions.services.actor import Actor
from actions.services.cards import PHOTO_TYPES, get_card
from actions.services.means import Means, expects_picture, kind_of
from actions.services.photos import Frames
from actions.services.ports import Json
from actions.verification.details import MAX_LENGTH
from actions.verification.errors import Refused
from actions.verification.journey import Kind

Value = Annotated[str, Field(max_length=MAX_LENGTH)]


MULTIPART = "multipart/form-data"


class Ask(Payload):
    ask: Literal["challenge", "code", "call", "vendor"]


class Code(Payload):
    code: Annotated[str, Field(max_length=40)]
    language: str | None = None


class Decisions(Payload):
    decisions: Annotated[dict[str, bool], Field(max_length=20)]
    release: str
    language: str


class Fields(Payload):
    fields: Annotated[dict[str, Value], Field(max_length=20)]
    language: str | None = None


def create_evidence(means: Means, statements: Statements, photo_bytes: int, intake: Intake) -> Blueprint:
    blueprint = Blueprint("evidence", url_prefix="/evidence")

    @blueprint.get("/<case_id:str>/<step:str>")
    async def card(request: Request, case_id: str, step: str) -> HTTPResponse:
        actor = statements.actor(request)
        return _done(await get_card(means, actor, ident(case_id), ident(step), language_of(request), photo_bytes))

    @blueprint.post("/<case_id:str>/<step:str>", stream=True)
    async def submit(request: Request, case_id: str, step: str) -> HTTPResponse:
        actor, key, content_type = statements.actor(request), _key(request), _type(request)
        where = (means, actor, ident(case_id), ident(step), key)
        if content_type == "application/json":
            return _done(await _form(*where, await read_body(request, LARGEST_FORM), language_of(request)))
        size = size_of(request, photo_bytes)
        kind = await expects_picture(*where)
        async with intake.room(size, actor.id):
            async with intake.reading():
                frames = _frames(request, await read_body(request, photo_bytes))
            with intake.looked_at():
                return _done(await _photo(request, kind, *where, frames))

    return blueprint


async def _photo(
    request: Request, kind: Kind, means: Means, actor: Actor, case_id: str, step: str, key: str, frames: Frames
) -> Json:
    where, language = (means, actor, case_id, step, key), language_of(request)
    if kind is Kind.SIGNATURE:
        return await signing.submit_signature(*where, frames.photos[0], language, _statement(request))
    return await photos.submit_photo(*where, frames, language)


async def _form(
    means: Means, actor: Actor, case_id: str, step: str, key: str, body: bytes, language: str | None
) -> Json:
    names = _names(body)
    if "decisions" in names:
        decided = parse(body, Decisions)
        return await consenting.decide_consents(
            means, actor, case_id, step, key, decided.decisions, decided.release, decided.language
        )
    if "ask" in names:
        return await _ask(parse(body, Ask).ask, means, actor, case_id, step, key, language)
    if "code" in names:
        typed = parse(body, Code)
        return await codes.submit_code(means, actor, case_id, step, key, typed.code, typed.language or language)
    form = parse(body, Fields)
    transfer = await kind_of(means, actor, case_id, step) is Kind.TRANSFER
    submit = transfers.submit_account if transfer else details.submit_details
    return await submit(means, actor, case_id, step, key, form.fields, form.language or language)


async def _ask(what: str, means: Means, actor: Actor, case_id: str, step: str, key: str, language: str | None) -> Json:
    if what == "code":
        return await codes.ask_code(means, actor, case_id, step, key, language)
    if what == "vendor":
        return await vendor_opening.open_vendor(means, actor, case_id, step, language)
    if what == "call":
        return await calls.ask_call(means, actor, case_id, step, language)
    return await photos.ask_challenge(means, actor, case_id, step)


def _statement(request: Request) -> str:
    """The hash of what was signed, as the card told it: without it nobody knows what the drawing stands under."""
    given: str | None = request.args.get("statement")
    if not given:
        raise Refused("invalid_payload", {"statement": "missing"})
    return given


def _names(body: bytes) -> frozenset[str]:
    """What kind of form this is."""
    try:
        return frozenset(json.loads(body))
    except (ValueError, TypeError, RecursionError):
        return frozenset()


def _frames(request: Request, body: bytes) -> Frames:
    """One photo as the body; or, as a multipart form, the frames that answer a challenge, in their order."""
    if _type(request) != MULTIPART:
        return Frames((body,))
    challenge, frames = read_frames(request.headers.get("content-type") or "", body)
    if not ID.fullmatch(challenge):
        raise Refused("invalid_payload", {"challenge": "missing"})
    return Frames(frames, challenge)


def _key(request: Request) -> str:
    key = request.headers.get("idempotency-key") or ""
    if not ID.fullmatch(key):
        raise Refused("invalid_payload", {"Idempotency-Key": "missing"})
    return key


def _type(request: Request) -> str:
    content_type = (request.headers.get("content-type") or "").partition(";")[0].strip().lower()
    if content_type not in ("application/json", MULTIPART, *PHOTO_TYPES):
        raise Refused("unsupported_type")
    return content_type


def _done(answer: Json) -> HTTPResponse:
    return good({"ok": True, "data": answer})
