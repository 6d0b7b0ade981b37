"""A customer's own case and consents."""

from actions.services.actor import VIEW, Actor
from actions.services.consenting import ledger_entry
from actions.services.means import Means, get_case, in_work
from actions.services.ports import Json, LedgerEntry, Work
from actions.services.record import record
from actions.services.views import case_view, stamp
from actions.services.wording import Wording
from actions.verification import commands
from actions.verification.case import Case, Consent
from actions.verification.errors import NotFound, Refused
from actions.verification.status import Status
from actions.verification.withdrawal import can_withdraw, steps_under, withdraw


async def get_customer_case(means: Means, actor: Actor, customer_id: str) -> Json:
    async def use(work: Work) -> Json:
        if actor.kind == "staff":
            actor.must(VIEW)
        elif actor.kind != "service":
            actor.must_be_customer(customer_id)
        case = await work.cases.latest_of(customer_id)
        if case is None:
            raise NotFound
        return case_view(case)

    return await in_work(means, use)


async def take_other_way(means: Means, actor: Actor, case_id: str, step_id: str) -> Json:
    """The customer chose the other way on a card."""

    async def use(work: Work) -> Json:
        case = actor.own(await get_case(work, case_id))
        moved = commands.choose_alternative(case, step_id, means.journey_of(case), means.now())
        return {"journey": case_view(await record(means, work, moved, actor))}

    return await in_work(means, use)


async def ask_for_review(means: Means, actor: Actor, case_id: str) -> Json:
    """A person is to look at what a machine has declined; asking twice is asking once."""

    async def use(work: Work) -> Json:
        case = actor.own(await get_case(work, case_id))
        if case.status is not Status.IN_REVIEW:
            case = await record(means, work, commands.ask_for_review(case, means.now()), actor)
        return {"journey": case_view(case)}

    return await in_work(means, use)


async def list_consents(means: Means, actor: Actor, customer_id: str, language: str | None) -> list[Json]:
    async def use(work: Work) -> list[Json]:
        actor.must_be_customer(customer_id)
        case = await work.cases.latest_of(customer_id)
        if case is None:
            return []
        return consent_rows(means, case, await work.ledger.of(customer_id), means.wording(language, case))

    return await in_work(means, use)


def consent_rows(means: Means, case: Case, entries: list[LedgerEntry], wording: Wording) -> list[Json]:
    """One row an item: when it was decided, and when it was taken back."""
    rows: dict[str, Json] = {}
    for entry in entries:
        if entry.withdrawn and entry.item in rows:
            rows[entry.item] |= {"given": False, "withdrawn_at": stamp(entry.at), "can_withdraw": False}
            continue
        planned = means.journey_of(case).consent(entry.item)
        rows[entry.item] = {
            "item": entry.item,
            "title": wording.consents[entry.item]["title"],
            "basis": entry.basis,
            "given": entry.given,
            "release": entry.release,
            "hash": entry.text_hash,
            "language": entry.language,
            "at": stamp(entry.at),
            "withdrawn_at": None,
            "can_withdraw": entry.case_id == case.case_id and can_withdraw(case, planned),
        }
    return list(rows.values())


async def withdraw_consent(means: Means, actor: Actor, customer_id: str, item: str, language: str | None) -> Json:
    """What was given under the consent is deleted in the same transaction."""

    async def use(work: Work) -> Json:
        actor.must_be_customer(customer_id)
        case = await work.cases.latest_of(customer_id)
        planned = means.journey_of(case).consent(item) if case else None
        if case is None or planned is None:
            raise NotFound
        moved, steps = withdraw(case, planned, means.now()), steps_under(case, planned)
        await _append_withdrawal(work, case, item, means)
        await work.vault.delete(case.case_id, steps)
        await work.challenges.delete_of(case.case_id)  # with what frames of a face have left to be recognised by
        await work.vendor_sessions.close(case.case_id, steps, means.now())
        case = await record(means, work, moved, actor)
        rows = consent_rows(means, case, await work.ledger.of(customer_id), means.wording(language, case))
        return {"journey": case_view(case), "consents": rows}

    return await in_work(means, use)


async def _append_withdrawal(work: Work, case: Case, item: str, means: Means) -> None:
    """The entry names the words that had been agreed to, not those of today."""
    given = [entry for entry in await work.ledger.of(case.customer_id) if entry.item == item and entry.given]
    planned = means.journey_of(case).consent(item)
    if not given or planned is None:
        raise Refused("cannot_withdraw")
    consent = Consent(item, False, given[-1].release, given[-1].language, means.now())
    await work.ledger.append(ledger_entry(case, planned, consent, given[-1].text_hash, withdrawn=True))
