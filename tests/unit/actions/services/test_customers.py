from dataclasses import replace

import pytest

from actions.services.actor import Actor
from actions.services.customers import get_customer_case, list_consents, take_other_way, withdraw_consent
from actions.services.photos import Frames, ask_challenge, submit_photo
from actions.verification.errors import Forbidden, NotFound, Refused
from actions.verification.findings import Finding, Outcome
from actions.verification.journey import Kind, PlannedStep
from tests.unit.actions.examples import ALL, CUSTOMER, INTL, REVIEWER, Bench, to_consent, to_review, to_selfie

STRANGER = Actor("customer", "customer-2")


async def test_a_customer_has_a_case_or_none() -> None:
    bench = Bench()
    with pytest.raises(NotFound):
        await get_customer_case(bench.means, CUSTOMER, "customer-1")
    case_id = await to_consent(bench)
    assert (await get_customer_case(bench.means, CUSTOMER, "customer-1"))["case_id"] == case_id


async def test_nobody_elses_case_is_there() -> None:
    bench = Bench()
    await to_consent(bench)
    with pytest.raises(NotFound):
        await get_customer_case(bench.means, STRANGER, "customer-1")
    with pytest.raises(Forbidden):
        await get_customer_case(bench.means, Actor("staff", "s"), "customer-1")
    assert await get_customer_case(bench.means, Actor("service", "handoff"), "customer-1")
    assert await get_customer_case(bench.means, REVIEWER, "customer-1")


async def test_withdrawing_biometrics_deletes_the_selfie_at_once() -> None:
    bench = Bench()
    await to_review(bench)
    done = await withdraw_consent(bench.means, CUSTOMER, "customer-1", "biometrics", "en")
    assert done["journey"]["current"] == "selfie"
    kinds = {e.kind for e, _ in bench.store.memory.evidence.values()}
    assert "selfie" not in kinds
    assert "document" in kinds


async def test_withdrawing_biometrics_leaves_nothing_that_was_made_from_a_face() -> None:
    bench = Bench(journeys=ALL | {"intl": replace(INTL, steps=tuple(_with_moves(step) for step in INTL.steps))})
    bench.faces.fingerprints, bench.faces.findings = (b"f" * 32,), (Finding("face_match", Outcome.PASSED, "stub"),)
    case_id = await to_selfie(bench)
    challenge = (await ask_challenge(bench.means, CUSTOMER, case_id, "selfie"))["challenge"]
    await submit_photo(bench.means, CUSTOMER, case_id, "selfie", "k", Frames((b"front",), challenge), "en")
    assert list(bench.store.memory.seen) == [challenge]
    await withdraw_consent(bench.means, CUSTOMER, "customer-1", "biometrics", "en")
    assert bench.store.memory.seen == {}
    assert (await bench.case()).step("selfie").findings == ()


def _with_moves(step: PlannedStep) -> PlannedStep:
    return replace(step, moves=2) if step.kind is Kind.SELFIE else step


async def test_the_ledger_keeps_both_the_giving_and_the_withdrawing() -> None:
    bench = Bench()
    await to_review(bench)
    bench.clock.forward(hours=1)
    await withdraw_consent(bench.means, CUSTOMER, "customer-1", "biometrics", "en")
    entries = [e for e in bench.store.memory.ledger if e.item == "biometrics"]
    assert [(e.given, e.withdrawn) for e in entries] == [(True, False), (False, True)]
    assert entries[0].text_hash == entries[1].text_hash
    row = next(r for r in await list_consents(bench.means, CUSTOMER, "customer-1", "ko") if r["item"] == "biometrics")
    assert (row["given"], row["can_withdraw"]) == (False, False)
    assert row["at"] < row["withdrawn_at"]


async def test_withdrawing_a_required_consent_ends_the_case_and_deletes_everything() -> None:
    bench = Bench()
    await to_review(bench)
    done = await withdraw_consent(bench.means, CUSTOMER, "customer-1", "personal_data", "en")
    assert done["journey"]["status"] == "canceled"
    assert not bench.store.memory.evidence
    assert not bench.store.memory.keys


async def test_what_was_not_given_cannot_be_withdrawn() -> None:
    bench = Bench()
    await to_consent(bench)
    with pytest.raises(Refused, match="cannot_withdraw"):
        await withdraw_consent(bench.means, CUSTOMER, "customer-1", "biometrics", "en")
    with pytest.raises(NotFound):
        await withdraw_consent(bench.means, CUSTOMER, "customer-1", "marketing", "en")
    with pytest.raises(NotFound):
        await withdraw_consent(bench.means, STRANGER, "customer-1", "biometrics", "en")


async def test_the_other_way_is_taken_from_the_card() -> None:
    bench = Bench()
    case_id = await to_selfie(bench)
    with pytest.raises(NotFound):
        await take_other_way(bench.means, STRANGER, case_id, "selfie")
    done = await take_other_way(bench.means, CUSTOMER, case_id, "selfie")
    assert (done["journey"]["status"], done["journey"]["current"]) == ("started", "branch")


async def test_without_a_case_there_are_no_consents() -> None:
    assert await list_consents(Bench().means, CUSTOMER, "customer-1", "en") == []
