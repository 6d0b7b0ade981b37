"""The customer's decisions on consents."""

from collections.abc import Mapping

from actions.services.actor import Actor
from actions.services.cards import asked
from actions.services.means import Means, evidence_key, get_case, once
from actions.services.outcome import answer
from actions.services.ports import Json, LedgerEntry, Work
from actions.services.record import record
from actions.services.wording import Wording
from actions.verification import commands
from actions.verification.case import Case, Consent
from actions.verification.errors import Refused
from actions.verification.journey import Basis, ConsentItem, Kind


async def decide_consents(
    means: Means,
    actor: Actor,
    case_id: str,
    step_id: str,
    key: str,
    decisions: Mapping[str, bool],
    release: str,
    language: str,
) -> Json:
    async def use(work: Work) -> Json:
        case = actor.own(await get_case(work, case_id))
        wording = means.wording(language, case)
        if release != wording.release or language != wording.language:
            raise Refused("release_changed")
        items = asked(case, means.journey_of(case), means.plan(case, step_id))
        if commands.is_later_thought(case, step_id):
            items = [item for item in items if item.item in decisions]
        given = _decisions(items, decisions, wording, means)
        required = frozenset(i.item for i in items if i.required or means.plan(case, step_id).kind is not Kind.CONSENT)
        moved = commands.give_consent(case, step_id, given, required, means.now())
        await record(means, work, moved, actor)
        for item, decision in zip(items, given, strict=True):
            await work.ledger.append(ledger_entry(moved.case, item, decision, wording.consent_hash(item.item)))
        declined = any(not d.given and d.item in required for d in given)
        reason = "CONSENT_DECLINED" if declined else None
        return answer(moved, step_id, reason, wording, **({"result": "declined"} if declined else {}))

    return await once(means, evidence_key(case_id, step_id, key), use)


def _decisions(
    items: list[ConsentItem], decisions: Mapping[str, bool], wording: Wording, means: Means
) -> tuple[Consent, ...]:
    """Every item that asks for a decision must have one; what rests on a law counts as told, unless all is refused."""
    names = {item.item for item in items}
    missing = {item.item for item in items if item.basis is Basis.CONSENT} - set(decisions)
    if missing or set(decisions) - names:
        raise Refused("invalid_payload", dict.fromkeys(sorted(missing | (set(decisions) - names)), "decision"))
    told = all(decisions.get(item.item, True) for item in items if item.required)
    return tuple(
        Consent(
            item.item,
            decisions.get(item.item, told),
            wording.release,
            wording.language,
            means.now(),
            str(item.basis),
        )
        for item in items
    )


def ledger_entry(
    case: Case, item: ConsentItem, consent: Consent, text_hash: str, withdrawn: bool = False
) -> LedgerEntry:
    return LedgerEntry(
        customer_id=case.customer_id,
        case_id=case.case_id,
        item=consent.item,
        given=consent.given,
        withdrawn=withdrawn,
        basis=str(item.basis),
        release=consent.release,
        text_hash=text_hash,
        language=consent.language,
        at=consent.at,
    )
