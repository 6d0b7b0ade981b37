"""Registries, mobile operators and core banking: whoever is not connected is unavailable, and nothing passes there."""

import base64
from collections.abc import Mapping
from typing import Annotated, Any, Literal

import structlog
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from actions.providers.signed_calls import SignedCalls
from actions.services.providers import Authorities, Subject
from actions.verification.findings import Finding, Outcome, unavailable
from actions.verification.reasons import REASONS

log = structlog.get_logger(__name__)

SOURCE = "authority"
Score = Annotated[float, Field(allow_inf_nan=False)] | None


class NotConnected:
    async def ask(self, check: str, subject: Subject) -> Finding:
        return unavailable(check)


class ByCheck:
    """Each check has its own authority; the rest go to `otherwise`."""

    def __init__(self, by_check: Mapping[str, Authorities], otherwise: Authorities) -> None:
        self._by_check, self._otherwise = by_check, otherwise

    async def ask(self, check: str, subject: Subject) -> Finding:
        return await self._by_check.get(check, self._otherwise).ask(check, subject)


class Said(BaseModel):
    """What an authority answers. A refusal names a reason that we know, or it is no answer."""

    model_config = ConfigDict(extra="ignore", frozen=True, hide_input_in_errors=True, strict=True)

    outcome: Literal["passed", "failed", "unclear", "unavailable"]
    reason: str | None = None
    score: Score = None
    threshold: Score = None


class HttpAuthority:
    """A service of the bank's that asks the authority: it is told the least that the check needs."""

    def __init__(self, calls: SignedCalls, url: str) -> None:
        self._calls, self._url = calls, url

    async def ask(self, check: str, subject: Subject) -> Finding:
        answer = await self._calls.ask(check, self._url, _question(check, subject))
        return unavailable(check, SOURCE) if answer is None else finding_of(check, answer)


def _question(check: str, subject: Subject) -> dict[str, Any]:
    photos = {kind: base64.b64encode(photo).decode() for kind, photo in subject.photos.items()}
    return {
        "v": 1,
        "check": check,
        "case_id": subject.case_id,
        "country": subject.country,
        "values": dict(subject.values),
        "photos": photos,
    }


def finding_of(check: str, answer: object, source: str = SOURCE) -> Finding:
    """Anything but a clear answer is none."""
    try:
        said = Said.model_validate(answer)
    except ValidationError:
        log.error("authority_answered_nonsense", check=check)
        return unavailable(check, source)
    outcome = Outcome(said.outcome)
    if outcome is Outcome.UNAVAILABLE:
        return unavailable(check, source)
    if outcome is Outcome.FAILED and said.reason not in REASONS:
        log.error("authority_reason_unknown", check=check)
        return unavailable(check, source)
    reason = said.reason if outcome is Outcome.FAILED else None
    return Finding(check, outcome, source, reason, said.score, said.threshold)
