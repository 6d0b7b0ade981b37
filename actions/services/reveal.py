"""A look at one value or photo. The entry in the history is the permission: one person, one thing, for a minute."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta

from actions.services.actor import REVEAL, Actor
from actions.services.keeping import FIELD
from actions.services.means import Means, get_case, in_work
from actions.services.ports import Evidence, Json, Work
from actions.services.record import note
from actions.services.views import stamp
from actions.verification.case import Case, CaseEvent, EventName
from actions.verification.errors import CaseRefuses, NotFound, Refused

COUNTED = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A field of the details, or a photo; never both, since a look is for what was written down."""

    field: str | None = None
    evidence_id: str | None = None

    def __post_init__(self) -> None:
        if (self.field is None) == (self.evidence_id is None):
            raise Refused("invalid_payload")

    def is_for(self, evidence: Evidence) -> bool:
        if self.field is None:
            return evidence.evidence_id == self.evidence_id
        return evidence.kind == f"{FIELD}{self.field}"

    @property
    def name(self) -> str:
        return self.field or self.evidence_id or ""


@dataclass(frozen=True, slots=True)
class Revealed:
    media_type: str
    plain: bytes
    seconds: int  # that are left of the look

    def __repr__(self) -> str:
        return f"Revealed({self.media_type})"


async def ask_to_see(means: Means, actor: Actor, case_id: str, wanted: Wanted) -> Json:
    """Written down before a byte is shown, and refused (which is written down too) beyond what the bank allows."""
    actor.must(REVEAL)
    if not actor.why:
        raise Refused("reason_missing")

    async def use(work: Work) -> bool:
        case = await get_case(work, case_id)
        evidence = await _find(work, case, wanted)
        seen = await work.history.count_by(actor.id, str(EventName.REVEALED), means.now() - COUNTED)
        allowed = seen < means.review.reveals
        name = EventName.REVEALED if allowed else EventName.REVEAL_REFUSED
        await note(means, work, case, CaseEvent(name, evidence.step), actor, subject=wanted.name)
        return allowed

    if not await in_work(means, use):
        raise Refused("reveal_limit")
    until = means.now() + means.review.reveal
    return {"until": stamp(until), "seconds": int(means.review.reveal.total_seconds())}


async def show(means: Means, actor: Actor, case_id: str, wanted: Wanted) -> Revealed:
    """As often as wanted while the look lasts: a page may have to draw twice."""
    actor.must(REVEAL)

    async def use(work: Work) -> tuple[Evidence, bytes, bytes, int]:
        case = await get_case(work, case_id)
        evidence = await _find(work, case, wanted)
        left = await _left(means, work, case, actor, wanted)
        sealed, wrapped = await work.vault.sealed(evidence.evidence_id), await work.vault.key_of(case_id)
        if sealed is None or wrapped is None:
            raise CaseRefuses("evidence_deleted")
        return evidence, sealed, wrapped, left

    evidence, sealed, wrapped, left = await in_work(means, use)
    plain = await asyncio.to_thread(means.sealing.open, case_id, wrapped, sealed, evidence.context)
    return Revealed(evidence.media_type, plain, left)


async def _left(means: Means, work: Work, case: Case, actor: Actor, wanted: Wanted) -> int:
    """Seconds of this person's look at this very thing."""
    asked = [
        entry.at
        for entry in await work.history.of(case.case_id)
        if (entry.name, entry.actor_id, entry.subject) == (EventName.REVEALED, actor.id, wanted.name)
    ]
    if not asked or asked[-1] + means.review.reveal <= means.now():
        raise Refused("reveal_over")
    return int((asked[-1] + means.review.reveal - means.now()).total_seconds())


async def _find(work: Work, case: Case, wanted: Wanted) -> Evidence:
    for evidence in await work.vault.of(case.case_id):
        if wanted.is_for(evidence):
            return evidence
    if await work.vault.key_of(case.case_id) is None:
        raise CaseRefuses("evidence_deleted")
    raise NotFound
