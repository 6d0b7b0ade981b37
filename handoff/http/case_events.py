"""actions/ tells what became of a case. Anyone can reach this address: the signature is checked over the raw bytes."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from sanic import Blueprint, Request
from sanic.response import HTTPResponse

from handoff.domain.errors import Refused
from handoff.domain.signature import is_signed
from handoff.http.answers import good
from handoff.http.requests import Payload, parse

HEADER = "x-gildong-signature"
Code = Field(pattern=r"^[A-Za-z0-9_.-]{1,64}$")
MaybeCode = Field(None, pattern=r"^[A-Za-z0-9_.-]{1,64}$")


class _Open(BaseModel):
    """A journey may learn new fields before this program does; it is kept as it came."""

    model_config = ConfigDict(extra="allow", frozen=True, hide_input_in_errors=True)


class Step(_Open):
    id: str = Code
    kind: str = Code


class Consent(_Open):
    item: str = Code
    given: bool


class Journey(_Open):
    case_id: str = Code
    status: str = Code
    version: int = Field(ge=0)
    current: str | None = MaybeCode
    steps: tuple[Step, ...]
    consents: tuple[Consent, ...]
    updated_at: str = Field(max_length=40)


class CaseEvent(Payload):
    v: Literal[1]
    event_id: str = Code
    case_id: str = Code
    customer_id: str = Code
    version: int = Field(ge=0)
    name: Literal[
        "step_entered",
        "step_passed",
        "step_received",
        "step_failed",
        "status_changed",
        "alternative_chosen",
        "consent_changed",
        "erasure_asked",
        "person_wanted",
        "person_not_wanted",
    ]
    step: str | None = MaybeCode
    kind: str | None = MaybeCode
    reason: str | None = MaybeCode
    attempts_left: int | None = None
    language: Literal["ko", "fa", "en"]
    at: str = Field(max_length=40)
    turn_id: str | None = Field(None, max_length=128)
    journey: Journey


Apply = Callable[[Mapping[str, Any]], Awaitable[bool]]


def create_case_events(secret: str, apply: Apply, now: Callable[[], datetime]) -> Blueprint:
    blueprint = Blueprint("case_events", url_prefix="/internal")

    @blueprint.post("/case-events")
    async def receive(request: Request) -> HTTPResponse:
        if not is_signed(secret, request.headers.get(HEADER) or "", request.body, now()):
            raise Refused("unsigned")
        event = parse(request, CaseEvent)
        is_new = await apply(event.model_dump(mode="json"))
        # Told twice is as good as told once: actions/ must not try again.
        return good({"ok": True, "data": {"new": is_new}})

    return blueprint
