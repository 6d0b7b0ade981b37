"""What the customer hands in through a card: decisions on consents, details, photos."""

import asyncio
from collections.abc import Mapping
from datetime import date
from zoneinfo import ZoneInfo

from actions.services.actor import Actor
from actions.services.cards import asked
from actions.services.means import Means, get_case, in_work, once
from actions.services.ports import Evidence, Json, LedgerEntry, PhotoOutcome, Work
from actions.services.record import record
from actions.services.views import case_view
from actions.services.wording import Wording
from actions.verification import commands
from actions.verification.case import Case, Consent, Moved
from actions.verification.details import Details, read_details
from actions.verification.errors import NotFound, Refused
from actions.verification.journey import PHOTOS, Basis, ConsentItem, Kind
from actions.verification.reasons import public_code


def _key(case_id: str, step_id: str, key: str) -> str:
    return f"evidence:{case_id}:{step_id}:{key}"


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
        return answer(moved, step_id, "CONSENT_DECLINED" if declined else None, wording, result="declined")

    return await once(means, _key(case_id, step_id, key), use)


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
        Consent(item.item, decisions.get(item.item, told), wording.release, wording.language, means.now())
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


async def submit_details(
    means: Means, actor: Actor, case_id: str, step_id: str, key: str, typed: Mapping[str, str], language: str | None
) -> Json:
    async def use(work: Work) -> Json:
        case = actor.own(await get_case(work, case_id))
        commands.check_evidence(case, step_id, frozenset({Kind.DETAILS}))
        fields = means.plan(case, step_id).fields
        if set(typed) - set(fields):
            raise Refused("invalid_payload", dict.fromkeys(sorted(set(typed) - set(fields)), "unknown"))
        details = read_details(means.journey_of(case), fields, typed, _today(means, case))
        moved = commands.submit_details(case, step_id, details.reason, means.now())
        await record(means, work, moved, actor)
        if details.reason is None:
            await _keep_details(means, work, case, step_id, details)
        wording = means.wording(language, case)
        wrong = {field: field_error(wording, field, code) for field, code in details.reasons.items()}
        return answer(moved, step_id, details.reason, wording, fields=wrong or None)

    return await once(means, _key(case_id, step_id, key), use)


def field_error(wording: Wording, field: str, code: str) -> str:
    return wording.reason(code)["cause"] if code == "UNDERAGE" else wording.fields[field]["error"]


def _today(means: Means, case: Case) -> date:
    return means.now().astimezone(ZoneInfo(means.journey_of(case).time_zone)).date()


async def _keep_details(means: Means, work: Work, case: Case, step_id: str, details: Details) -> None:
    await work.vault.delete(case.case_id, (step_id,))
    for field, value in details.values.items():
        await keep(means, work, case, step_id, f"details.{field}", "text/plain", value.encode(), ("format",))


async def submit_photo(
    means: Means, actor: Actor, case_id: str, step_id: str, key: str, photo: bytes, language: str | None
) -> Json:
    """Look at the photo outside the transaction, then hand it in; a photo that fails is not kept."""
    answered = await photo_welcome(means, actor, case_id, step_id, key)
    if answered is not None:
        return answered
    outcome = await means.photo_checks.check(await _photo_kind(means, case_id, step_id), photo)

    async def use(work: Work) -> Json:
        case = actor.own(await get_case(work, case_id))
        moved = commands.submit_photo(case, step_id, outcome.reason, means.now())
        await record(means, work, moved, actor)
        if outcome.reason is None:
            await _keep_photo(means, work, case, step_id, photo, outcome)
        return answer(moved, step_id, outcome.reason, means.wording(language, case))

    return await once(means, _key(case_id, step_id, key), use)


async def photo_welcome(means: Means, actor: Actor, case_id: str, step_id: str, key: str) -> Json | None:
    """Asked before the photo is looked at: refuse, or repeat what was answered to the same key."""

    async def use(work: Work) -> Json | None:
        case = actor.own(await get_case(work, case_id))
        answered = await work.answers.get(_key(case_id, step_id, key))
        if answered is None:
            commands.check_evidence(case, step_id, PHOTOS)
        return answered

    return await in_work(means, use)


async def _photo_kind(means: Means, case_id: str, step_id: str) -> Kind:
    async def use(work: Work) -> Kind:
        return (await get_case(work, case_id)).step(step_id).kind

    return await in_work(means, use)


async def _keep_photo(means: Means, work: Work, case: Case, step_id: str, photo: bytes, outcome: PhotoOutcome) -> None:
    await work.vault.delete(case.case_id, (step_id,))
    kind = str(case.step(step_id).kind)
    await keep(means, work, case, step_id, kind, outcome.media_type, photo, outcome.checked)


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


def answer(
    moved: Moved,
    step_id: str,
    reason: str | None,
    wording: Wording,
    *,
    result: str = "failed",
    fields: dict[str, str] | None = None,
) -> Json:
    code = public_code(reason)
    text = wording.reason(code) if code else None
    return {
        "result": result if reason else "passed",
        "reason": code,
        "cause": text["cause"] if text else None,
        "tip": text["tip"] if text else None,
        "fields": fields,
        "attempts_left": moved.case.step(step_id).attempts_left,
        "journey": case_view(moved.case),
    }
