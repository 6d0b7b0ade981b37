"""A customer is erased: at once what no law keeps, and what a law keeps when its time is over."""

import json
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from actions.services.actor import Actor
from actions.services.erasure_ports import ErasedCase
from actions.services.means import Means, get_case, in_work
from actions.services.ports import Evidence, Json, Work
from actions.services.record import note
from actions.services.vendor_redaction import redaction_rows
from actions.services.views import event_view, stamp
from actions.verification.case import Case, CaseEvent, EventName
from actions.verification.erasure import erase, is_nobodys, kept_items
from actions.verification.errors import Forbidden
from actions.verification.journey import AT_VENDOR, KeptByLaw


@dataclass(frozen=True, slots=True)
class ErasureAsked:
    erasure_id: str
    customer_ids: tuple[str, ...]
    case_ids: tuple[str, ...] = ()  # that are known to belong to it, also when they are nobody's by now


async def erase_customers(means: Means, actor: Actor, asked: ErasureAsked) -> Json:
    """Part of an erasure through all programs; asked again it answers the same, with what a law keeps as it is now."""
    if actor.kind != "service":
        raise Forbidden

    async def use(work: Work) -> Json:
        for customer_id in asked.customer_ids:
            for case in await work.cases.of_customer(customer_id):
                await erase_case(means, work, case, actor, asked.erasure_id)
            await work.answers.delete_of(f"turn:{customer_id}:")
        erased = await work.erasures.of(asked.erasure_id, asked.case_ids)
        return await _told(means, work, asked.erasure_id, erased)

    return await in_work(means, use)


async def redact_case(means: Means, actor: Actor, case_id: str) -> Json:
    """The bank asks for one case: what lies here goes at once, and handoff/ hears that the customer is to be erased
    everywhere else too. Answers what is kept, until when and why."""

    async def use(work: Work) -> Json:
        before = after = await get_case(work, case_id)
        if not is_nobodys(before):  # else it is asked again, and handoff/ has heard or will hear of it
            after = await erase_case(means, work, before, actor)
            await tell(means, work, replace(after, customer_id=before.customer_id), EventName.ERASURE_ASKED)
        told = await _told(means, work, "", await work.erasures.of("", (case_id,)))
        return {"case_id": case_id, "status": str(after.status), "deleted": told["deleted"], "kept": told["kept"]}

    return await in_work(means, use)


async def erase_case(
    means: Means, work: Work, case: Case, actor: Actor, erasure_id: str | None = None, *, by_law: bool = True
) -> Case:
    """`by_law=False`: the time of the law is over too."""
    again = bool(await work.erasures.of("", (case.case_id,)))
    items = kept_items(case, means.journey_of(case), again) if by_law else ()
    kept = frozenset(each.item for each in items)
    deleted = {
        "evidence": await work.vault.erase(case.case_id, kept),
        "challenges": await work.challenges.delete_of(case.case_id),
        "codes": await work.codes.delete(case.case_id),
        "answers": await work.answers.delete_of(f"evidence:{case.case_id}:"),
        "events": await work.outbox.delete_of(case.case_id) + await work.bank_outbox.delete_settled_of(case.case_id),
        "consents": 0 if "consents" in kept else await work.ledger.delete_of(case.case_id),
        "histories": await work.history.forget_words(case.case_id, case.customer_id),
    }
    if AT_VENDOR not in kept:
        await work.vendor_sessions.close(case.case_id, None, means.now())
    await work.erasures.add(ErasedCase(case.case_id, means.now(), deleted, erasure_id))
    if again and items and not any(count for kind, count in deleted.items() if kind != "events"):
        return case  # nothing of it has changed since the last time, and nobody need hear so
    done = erase(case, bool(items), means.now())
    await work.cases.save(done)
    by = replace(actor, name=None, why=None, turn_id=None)
    await note(means, work, done.case, CaseEvent(EventName.ERASED), by)
    return done.case


async def tell(means: Means, work: Work, case: Case, name: EventName) -> None:
    """handoff/ hears of it, by the name that the customer has there."""
    body = event_view(means.new_id(), case, CaseEvent(name), case.version, None)
    await work.outbox.append(case.case_id, json.dumps(body), means.now())


async def _told(means: Means, work: Work, erasure_id: str, erased: Collection[ErasedCase]) -> Json:
    counts = [each.deleted for each in erased]
    kinds = sorted({kind for count in counts for kind in count})
    return {
        "v": 1,
        "erasure_id": erasure_id,
        "deleted": {"cases": len(counts)} | {kind: sum(count.get(kind, 0) for count in counts) for kind in kinds},
        "case_ids": [each.case_id for each in erased],
        "kept": [row for each in erased for row in await _kept(means, work, each.case_id)],
        "vendors": [row for each in erased for row in await redaction_rows(work, each.case_id)],
    }


async def _kept(means: Means, work: Work, case_id: str) -> list[Json]:
    case = await get_case(work, case_id)
    evidence, ledger = await work.vault.of(case_id), await work.ledger.of(case.customer_id)
    consents = sum(entry.case_id == case_id for entry in ledger)
    items = kept_items(case, means.journey_of(case), erased_before=True)
    rows = [_row(case, item, evidence, consents) for item in items if item.item != AT_VENDOR]
    return [row for row in (*rows, *await _kept_at_vendors(work, case, items)) if row]


async def _kept_at_vendors(work: Work, case: Case, items: Collection[KeptByLaw]) -> list[Json]:
    sessions = [each for each in await work.vendor_sessions.of_case(case.case_id) if not each.closed_at]
    ends = [each.redact_at for each in sessions if not each.redacted_at]
    return [_kept_row(case, item, len(ends), ends) for item in items if item.item == AT_VENDOR and ends]


def _row(case: Case, item: KeptByLaw, evidence: list[Evidence], consents: int) -> Json | None:
    own = [each for each in evidence if each.kind.partition(".")[0] == item.item]
    timed = evidence if item.item == "consents" else own
    count = consents if item.item == "consents" else len(own)
    if not count:
        return None
    ends = [each.kept_until for each in timed]
    return _kept_row(case, item, count, ends)


def _kept_row(case: Case, item: KeptByLaw, count: int, ends: Collection[datetime | None]) -> Json:
    return {
        "case_id": case.case_id,
        "item": item.item,
        "count": count,
        "law": item.law,
        "days": item.days,  # from the end of the relationship
        "until": stamp(max(end for end in ends if end)) if ends and all(ends) else None,  # the relationship goes on
    }
