"""From the card to the vendor's page."""

from dataclasses import replace

import pytest

from actions.services.actor import Actor
from actions.services.bot_turns import cancel_verification
from actions.services.cards import get_card
from actions.services.consenting import decide_consents
from actions.services.vendor_opening import open_vendor
from actions.services.vendors import Opened
from actions.testing.words import example_wording
from actions.verification.errors import CaseRefuses, NotFound, Refused
from actions.verification.findings import Outcome
from actions.verification.status import Status
from tests.servers.memory_vendor import MemoryVendor
from tests.unit.actions.examples import CUSTOMER, fill_in, give, to_consent
from tests.unit.actions.services.at_vendor import PLANNED, STEP, AtVendor, at_vendor, opened


async def test_r52_the_customer_gets_the_address_and_the_vendor_our_opaque_case() -> None:
    bench = await at_vendor()
    given = await bench.open()
    assert given == {"url": bench.there.given[0], "expires_at": "2026-11-22T10:00:00.000Z"}
    [session] = await bench.sessions()
    assert (session.provider_ref, session.step, session.flow, session.attempt) == ("memory-1", STEP, PLANNED.flow, 1)
    entry = bench.store.memory.history[-1]
    assert (entry.name, entry.actor_kind, entry.subject) == ("vendor_opened", "customer", "memory")


async def test_r55_what_opens_the_page_is_kept_nowhere() -> None:
    bench = await opened()
    await bench.open()
    await bench.says("submit")
    await bench.says("verify")
    assert len(bench.there.given) == 2
    assert [value for value in bench.there.given if value in repr(bench.store.memory)] == []


async def test_r07_whoever_comes_again_comes_back_to_the_same_verification() -> None:
    bench = await opened()
    again = await bench.open()
    assert again["url"] == bench.there.given[1]
    assert list(bench.there.kept) == ["memory-1"]
    assert len(await bench.sessions()) == 1


async def test_the_card_says_from_the_start_that_a_vendor_only_tries_things_out() -> None:
    for is_test in (True, False):
        bench = await at_vendor(is_test=is_test)
        card = await get_card(bench.means, CUSTOMER, (await bench.case()).case_id, STEP, "en", 1000)
        assert card["simulated"] is is_test


async def test_an_answer_that_got_lost_leaves_one_verification(monkeypatch: pytest.MonkeyPatch) -> None:
    """The vendor has made it, and we have not heard of it."""
    bench = await at_vendor()
    make = MemoryVendor.create_case

    async def lost(self: MemoryVendor, *given: str) -> Opened:
        await make(self, *given)
        raise TimeoutError

    with monkeypatch.context() as patched:
        patched.setattr(MemoryVendor, "create_case", lost)
        with pytest.raises(Refused, match="unavailable"):
            await bench.open()
    await bench.open()
    assert list(bench.there.kept) == ["memory-1"]


async def test_without_the_consent_nobody_is_sent_there() -> None:
    bench = AtVendor()
    case_id = await to_consent(bench)
    await give(bench, case_id, biometrics=False)
    await fill_in(bench, case_id)
    with pytest.raises(Refused, match="consent_missing"):
        await bench.open()
    assert bench.there.kept == {}
    release = example_wording("en").release
    await decide_consents(bench.means, CUSTOMER, case_id, STEP, "k", {"biometrics": True}, release, "en")
    assert (await bench.open())["url"]


async def test_another_customers_step_is_not_there() -> None:
    bench = await at_vendor()
    with pytest.raises(NotFound):
        await open_vendor(bench.means, Actor("customer", "customer-2"), (await bench.case()).case_id, STEP, "en")
    with pytest.raises(Refused, match="wrong_kind"):
        await open_vendor(bench.means, CUSTOMER, (await bench.case()).case_id, "details", "en")


async def test_r61_a_vendor_that_is_down_costs_nothing_and_loses_nothing() -> None:
    bench = await at_vendor()
    before = await bench.case()
    bench.there.is_down = True
    with pytest.raises(Refused, match="unavailable"):
        await bench.open()
    assert await bench.case() == before
    bench.there.is_down = False
    assert (await bench.open())["url"]
    bench.there.is_down = True
    with pytest.raises(Refused, match="unavailable"):
        await bench.open()
    assert await bench.case() == before


async def test_a_vendor_that_is_not_connected_never_passes() -> None:
    bench = await at_vendor(is_connected=False)
    told = await bench.open()
    assert (told["result"], told["reason"], told["attempts_left"]) == ("failed", "REGISTRY_UNAVAILABLE", 3)
    [finding] = (await bench.case()).step(STEP).findings
    assert finding.outcome is Outcome.UNAVAILABLE


async def test_who_has_handed_in_already_is_not_sent_again_though_the_webhook_is_late() -> None:
    bench = await opened()
    bench.there.submit("memory-1")
    with pytest.raises(CaseRefuses, match="case_refuses"):
        await bench.open()
    assert (await bench.case()).status is Status.PROCESSING
    assert list(bench.there.kept) == ["memory-1"]
    assert (await bench.hear()).status is Status.PROCESSING


async def test_a_verification_that_is_over_is_followed_by_another() -> None:
    bench = await opened()
    bench.there.says("memory-1", Status.EXPIRED)
    assert (await bench.open())["url"]
    assert [each.attempt for each in await bench.sessions()] == [1, 2]
    assert list(bench.there.kept) == ["memory-1", "memory-2"]
    case = await bench.hear()
    assert (case.status, case.step(STEP).reason) == (Status.STARTED, None)


async def test_what_the_vendor_no_longer_knows_is_begun_anew() -> None:
    bench = await opened()
    del bench.there.kept["memory-1"]
    assert (await bench.open())["url"]
    assert len(await bench.sessions()) == 2


async def test_a_flow_that_the_bank_has_changed_is_begun_anew() -> None:
    bench = await opened()
    other = replace(PLANNED, flow="document")
    bench.journey = replace(bench.journey, steps=(*bench.journey.steps[:2], other, bench.journey.steps[-1]))
    await bench.open()
    assert [each.flow for each in await bench.sessions()] == ["document_selfie", "document"]


async def test_what_is_opened_for_a_case_that_ends_meanwhile_is_deleted_again(monkeypatch: pytest.MonkeyPatch) -> None:
    bench = await at_vendor()
    make = MemoryVendor.create_case

    async def ended(self: MemoryVendor, *given: str) -> Opened:
        opened = await make(self, *given)
        await cancel_verification(bench.means, bench.turn("c:5"))
        return opened

    monkeypatch.setattr(MemoryVendor, "create_case", ended)
    with pytest.raises(CaseRefuses):
        await bench.open()
    [session] = await bench.sessions()
    assert session.closed_at == session.redact_at == bench.clock()


async def test_the_card_names_the_vendor_and_the_documents_that_it_takes() -> None:
    bench = await at_vendor()
    case_id = (await bench.case()).case_id
    wording = example_wording("en")
    wordings = {"intl": {"en": replace(wording, documents={"passport": "passport"})}}
    means = replace(bench.means, wordings=wordings)
    card = await get_card(means, CUSTOMER, case_id, STEP, "en", 1)
    assert (card["kind"], card["vendor"]) == ("vendor", "Memory Ltd")
    assert card["documents"] == [{"kind": "passport", "title": "passport"}]
    assert (await get_card(means, CUSTOMER, case_id, "details", "en", 1))["vendor"] is None
