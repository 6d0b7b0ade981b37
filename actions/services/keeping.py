"""Sealing what is handed in, and opening it for the checks that need it."""

import asyncio
from collections.abc import Mapping

from actions.services.means import Means
from actions.services.ports import Evidence, Work
from actions.verification.case import Case
from actions.verification.errors import CaseRefuses, NotFound

FIELD = "details."


async def keep(
    means: Means,
    work: Work,
    case: Case,
    step_id: str,
    kind: str,
    media_type: str,
    plain: bytes,
    checked: tuple[str, ...],
) -> None:
    wrapped = await work.vault.key_of(case.case_id)
    if wrapped is None:
        raise NotFound
    evidence = Evidence(
        means.new_id(), case.case_id, step_id, kind, media_type, len(plain), at=means.now(), checked=checked
    )
    sealed = await asyncio.to_thread(means.sealing.seal, case.case_id, wrapped, plain, evidence.context)
    await work.vault.put(evidence, sealed)


async def keep_values(means: Means, work: Work, case: Case, step_id: str, values: Mapping[str, str]) -> None:
    await work.vault.delete(case.case_id, (step_id,))
    for field, value in values.items():
        await keep(means, work, case, step_id, f"{FIELD}{field}", "text/plain", value.encode(), ("format",))


async def values_of(means: Means, work: Work, case: Case) -> dict[str, str]:
    """What was typed into the details, by field."""
    kept = [each for each in await work.vault.of(case.case_id) if each.kind.startswith(FIELD)]
    return {each.kind.removeprefix(FIELD): (await open_evidence(means, work, each) or b"").decode() for each in kept}


async def evidence_of(work: Work, case: Case) -> frozenset[str]:
    return frozenset(each.evidence_id for each in await work.vault.of(case.case_id))


async def must_be_as_seen(work: Work, case: Case, seen: frozenset[str]) -> None:
    """A check takes its time, in which the customer can correct what it was made against."""
    if await evidence_of(work, case) != seen:
        raise CaseRefuses("changed_meanwhile")


async def photo_of(means: Means, work: Work, case: Case, kind: str) -> bytes | None:
    """The newest of this kind; None when there is none."""
    kept = [each for each in await work.vault.of(case.case_id) if each.kind == kind]
    return await open_evidence(means, work, kept[-1]) if kept else None


async def open_evidence(means: Means, work: Work, evidence: Evidence) -> bytes | None:
    sealed, wrapped = await work.vault.sealed(evidence.evidence_id), await work.vault.key_of(evidence.case_id)
    if sealed is None or wrapped is None:
        return None
    return await asyncio.to_thread(means.sealing.open, evidence.case_id, wrapped, sealed, evidence.context)
