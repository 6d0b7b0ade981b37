"""Photos of documents and faces: looked at outside the transaction, kept sealed, or not kept at all."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from actions.services.actor import Actor
from actions.services.checks import ask_authorities
from actions.services.details import today
from actions.services.keeping import evidence_of, keep, must_be_as_seen, photo_of, values_of
from actions.services.means import Means, evidence_key, get_case, in_work, once, welcome
from actions.services.outcome import answer
from actions.services.ports import Json, OpenChallenge, Work
from actions.services.providers import PhotoOutcome
from actions.services.record import record
from actions.verification import commands
from actions.verification.case import HANDED_IN, Case
from actions.verification.checks import COMPARE_FACES, FACE_MATCH
from actions.verification.errors import Refused
from actions.verification.findings import Finding, not_compared
from actions.verification.journey import PHOTOS, Kind, PlannedStep
from actions.verification.liveness import new_challenge
from actions.verification.progress import Verdict
from actions.verification.rechecks import compare_again

FACES = frozenset({Kind.SELFIE})
CHALLENGE_HOLDS = timedelta(minutes=30)  # nobody is hurried; longer, and a face has left the camera
FINGERPRINT = 32  # bytes; what one frame leaves behind to be recognised by


@dataclass(frozen=True, slots=True)
class Frames:
    """What came in: one photo, or the frames that answer a challenge. `repr` is silenced."""

    photos: Sequence[bytes]
    challenge_id: str | None = None

    def __repr__(self) -> str:
        return f"Frames({len(self.photos)}, {self.challenge_id})"


@dataclass(frozen=True, slots=True)
class Known:
    """What the checks of one photo may know of its case."""

    case: Case
    planned: PlannedStep
    values: dict[str, str]
    document: bytes | None
    challenge: OpenChallenge | None
    seen: list[bytes]
    evidence: frozenset[str]

    def __repr__(self) -> str:
        return f"Known({self.case.case_id}, {self.planned.id})"


async def submit_photo(
    means: Means, actor: Actor, case_id: str, step_id: str, key: str, frames: Frames, language: str | None
) -> Json:
    """A photo that must be taken again is not kept."""
    known = await _know(means, actor, case_id, step_id, key, frames)
    if not isinstance(known, Known):
        return known
    outcome = await _look(means, known, frames)
    verdict = await _verdict(means, known, frames, outcome)

    async def use(work: Work) -> Json:
        case = actor.own(await get_case(work, case_id))
        before = compare_again(case) if known.planned.kind is Kind.DOCUMENT else case
        moved = commands.hand_in(before, step_id, PHOTOS, verdict, means.now())
        await must_be_as_seen(work, case, known.evidence)
        await record(means, work, moved, actor)
        await _remember_challenge(means, work, case, known, outcome)
        if moved.case.step(step_id).state in HANDED_IN:
            await _keep_photo(means, work, case, step_id, frames.photos[0], outcome)
        return answer(moved, step_id, verdict.reason, means.wording(language, case))

    return await once(means, evidence_key(case_id, step_id, key), use)


async def _know(means: Means, actor: Actor, case_id: str, step_id: str, key: str, frames: Frames) -> Known | Json:
    """Before the photo is looked at; or what was answered to the same key before."""

    async def use(work: Work) -> Known | Json:
        case, answered = await welcome(work, actor, case_id, step_id, key, PHOTOS)
        if answered is not None:
            return answered
        planned = means.plan(case, step_id)
        return Known(
            case,
            planned,
            await values_of(means, work, case),
            await photo_of(means, work, case, str(Kind.DOCUMENT)),
            await _open_challenge(means, work, case, planned, frames.challenge_id),
            await _seen(means, work, case),
            await evidence_of(work, case),
        )

    return await in_work(means, use)


async def _look(means: Means, known: Known, frames: Frames) -> PhotoOutcome:
    providers, planned = means.providers, known.planned
    if planned.kind is Kind.DOCUMENT:
        day = today(means, known.case)
        return await providers.documents.check(frames.photos[0], planned.accepts, known.values, day)
    challenge = known.challenge.challenge if known.challenge else None
    return await providers.faces.check(frames.photos, challenge, known.document, known.seen)


async def _verdict(means: Means, known: Known, frames: Frames, outcome: PhotoOutcome) -> Verdict:
    if outcome.reason is not None:
        return Verdict(outcome.reason, outcome.findings)
    photos = {str(Kind.DOCUMENT): known.document} if known.document else {}
    photos[str(known.planned.kind)] = frames.photos[0]
    asked = await ask_authorities(means, known.case, known.planned, known.values, photos)
    return replace(asked, findings=_whose(known.planned, (*outcome.findings, *asked.findings)))


def _whose(planned: PlannedStep, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """A face that nothing was compared with is for a person, however lively: no document came before it, say."""
    compared = any(finding.check in COMPARE_FACES for finding in findings)
    return findings if planned.kind is not Kind.SELFIE or compared else (*findings, not_compared(FACE_MATCH))


async def _keep_photo(means: Means, work: Work, case: Case, step_id: str, photo: bytes, outcome: PhotoOutcome) -> None:
    await work.vault.delete(case.case_id, (step_id,))
    kind = str(case.step(step_id).kind)
    await keep(means, work, case, step_id, kind, outcome.media_type, photo, outcome.checked)


async def ask_challenge(means: Means, actor: Actor, case_id: str, step_id: str) -> Json:
    """A fresh one each time the camera opens: nobody can prepare for it."""

    async def use(work: Work) -> Json:
        case = actor.own(await get_case(work, case_id))
        commands.check_evidence(case, step_id, FACES)
        planned = means.plan(case, step_id)
        if not planned.moves:
            raise Refused("not_applicable")
        moves, until = new_challenge(means.choose, planned.moves), means.now() + CHALLENGE_HOLDS
        challenge = OpenChallenge(means.new_id(), case_id, step_id, moves, until)
        await work.challenges.put(challenge)
        return {"challenge": challenge.challenge_id, "moves": [str(move) for move in moves.moves]}

    return await in_work(means, use)


async def _open_challenge(
    means: Means, work: Work, case: Case, planned: PlannedStep, challenge_id: str | None
) -> OpenChallenge | None:
    """Without a challenge a photo is taken too: who cannot turn their head is looked at by a person."""
    if challenge_id is None:
        return None
    found = await work.challenges.get(challenge_id)
    if found is None or (found.case_id, found.step) != (case.case_id, planned.id) or found.until < means.now():
        raise Refused("challenge_over")
    return found


async def _remember_challenge(means: Means, work: Work, case: Case, known: Known, outcome: PhotoOutcome) -> None:
    if known.challenge is None:
        return
    seen = await _sealed(means, work, case, b"".join(outcome.fingerprints)) if outcome.fingerprints else None
    if not await work.challenges.use(known.challenge.challenge_id, seen):
        raise Refused("challenge_over")


def _context(case: Case) -> str:
    return f"{case.case_id}|challenge|seen"


async def _sealed(means: Means, work: Work, case: Case, plain: bytes) -> bytes | None:
    wrapped = await work.vault.key_of(case.case_id)
    return means.sealing.seal(case.case_id, wrapped, plain, _context(case)) if wrapped else None


async def _seen(means: Means, work: Work, case: Case) -> list[bytes]:
    wrapped = await work.vault.key_of(case.case_id)
    if wrapped is None:
        return []
    sealed = await work.challenges.seen(case.case_id)
    plain = [means.sealing.open(case.case_id, wrapped, each, _context(case)) for each in sealed]
    return [each[at : at + FINGERPRINT] for each in plain for at in range(0, len(each), FINGERPRINT)]
