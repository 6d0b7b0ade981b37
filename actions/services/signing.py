"""The drawn signature under a statement: kept together with what exactly was signed."""

from actions.services.actor import Actor
from actions.services.checks import ask_authorities
from actions.services.keeping import evidence_of, keep, must_be_as_seen, values_of
from actions.services.means import Means, evidence_key, get_case, in_work, once, welcome
from actions.services.outcome import answer
from actions.services.ports import Json, Work
from actions.services.providers import PhotoOutcome
from actions.services.record import record
from actions.services.wording import text_hash
from actions.verification import commands
from actions.verification.case import HANDED_IN, Case
from actions.verification.errors import Refused
from actions.verification.findings import Finding, Outcome
from actions.verification.journey import Kind
from actions.verification.progress import Verdict

DRAWN = frozenset({Kind.SIGNATURE})
SOURCE = "drawn"


async def submit_signature(
    means: Means,
    actor: Actor,
    case_id: str,
    step_id: str,
    key: str,
    drawing: bytes,
    language: str | None,
    signed: str,
) -> Json:
    """`signed`: the hash of the statement that the card showed; a drawing under another text is not taken."""

    async def look(work: Work) -> tuple[Case, dict[str, str], frozenset[str]] | Json:
        case, answered = await welcome(work, actor, case_id, step_id, key, DRAWN)
        if answered is not None:
            return answered
        if signed != text_hash(statement_of(means, case, step_id, language)):
            raise Refused("release_changed")
        return case, await values_of(means, work, case), await evidence_of(work, case)

    looked = await in_work(means, look)
    if not isinstance(looked, tuple):
        return looked
    case, values, seen = looked
    outcome = await means.providers.signatures.check(drawing)
    verdict = await _verdict(means, case, step_id, values, drawing, outcome)

    async def use(work: Work) -> Json:
        now = actor.own(await get_case(work, case_id))
        moved = commands.hand_in(now, step_id, DRAWN, verdict, means.now())
        await must_be_as_seen(work, now, seen)
        await record(means, work, moved, actor)
        if moved.case.step(step_id).state in HANDED_IN:
            await work.vault.delete(case_id, (step_id,))
            checked = (*outcome.checked, f"statement:{signed}")
            await keep(means, work, now, step_id, str(Kind.SIGNATURE), outcome.media_type, drawing, checked)
        return answer(moved, step_id, verdict.reason, means.wording(language, now))

    return await once(means, evidence_key(case_id, step_id, key), use)


def statement_of(means: Means, case: Case, step_id: str, language: str | None) -> str:
    return means.wording(language, case).statements[step_id]


async def _verdict(
    means: Means, case: Case, step_id: str, values: dict[str, str], drawing: bytes, outcome: PhotoOutcome
) -> Verdict:
    if outcome.reason is not None:
        return Verdict(outcome.reason)
    photos = {str(Kind.SIGNATURE): drawing}
    asked = await ask_authorities(means, case, means.plan(case, step_id), values, photos)
    return Verdict(asked.reason, (Finding("signature", Outcome.PASSED, SOURCE), *asked.findings))
