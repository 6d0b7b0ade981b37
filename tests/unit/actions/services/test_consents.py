"""Consents: each by itself, none in advance, none without its words; refused without loss, taken back in one move."""

import inspect
from typing import Any

import pytest

from actions.services import customers
from actions.services.bot_turns import choose_alternative, start_verification
from actions.services.cards import get_card
from actions.services.consenting import decide_consents
from actions.services.customers import list_consents, withdraw_consent
from actions.services.details import submit_details
from actions.services.ports import Ledger
from actions.services.review import get_case_detail
from actions.storage.history_store import SqlLedger
from actions.testing.words import example_wording
from actions.verification.errors import Refused
from tests.unit.actions.examples import (
    CUSTOMER,
    DETAILS_KR,
    REVIEWER,
    Bench,
    at_branch,
    give,
    to_consent,
    to_document,
    to_review,
    to_selfie,
)


async def consent_card(bench: Bench, case_id: str) -> dict[str, dict[str, Any]]:
    card = await get_card(bench.means, CUSTOMER, case_id, "consent", "en", 1)
    return {item["item"]: item for item in card["consents"]}


async def test_r19_consent_to_biometrics_is_separate_voluntary_and_not_given_in_advance() -> None:
    bench = Bench()
    items = await consent_card(bench, await to_consent(bench))
    assert set(items) == {"personal_data", "id_number", "biometrics"}
    biometrics = items["biometrics"]
    assert (biometrics["basis"], biometrics["required"], biometrics["given"]) == ("consent", False, None)
    assert all(item["given"] is None for item in items.values())


async def test_r19_each_consent_says_purpose_items_retention_and_what_refusing_costs() -> None:
    bench = Bench()
    for item in (await consent_card(bench, await to_consent(bench))).values():
        assert all(item[part] for part in ("purpose", "items", "retention", "refusal"))


async def test_r19_what_was_not_ticked_is_not_given() -> None:
    bench = Bench()
    case_id = await to_consent(bench)
    release = example_wording("en").release
    chosen = {"personal_data": True, "id_number": True}
    with pytest.raises(Refused, match="invalid_payload"):  # silence is no consent
        await decide_consents(bench.means, CUSTOMER, case_id, "consent", "k", chosen, release, "en")
    assert not bench.store.memory.ledger


async def test_r19_every_decision_is_kept_with_its_time_its_language_and_the_words_that_were_read() -> None:
    bench = Bench()
    case_id = await to_consent(bench)
    shown = await consent_card(bench, case_id)
    await give(bench, case_id, biometrics=False)
    wording = example_wording("en")
    for entry in bench.store.memory.ledger:
        assert (entry.at, entry.language, entry.release) == (bench.clock(), "en", wording.release)
        assert entry.text_hash == shown[entry.item]["hash"] == wording.consent_hash(entry.item)
    given = {entry.item: entry.given for entry in bench.store.memory.ledger}
    assert given == {"personal_data": True, "id_number": True, "biometrics": False}


async def test_r19_words_that_have_changed_meanwhile_must_be_read_again() -> None:
    bench = Bench()
    case_id = await to_consent(bench)
    chosen = {"personal_data": True, "id_number": True, "biometrics": True}
    with pytest.raises(Refused, match="release_changed"):
        await decide_consents(bench.means, CUSTOMER, case_id, "consent", "k", chosen, "an older release", "en")


@pytest.mark.parametrize("ledger", [Ledger, SqlLedger])
def test_r19_a_ledger_only_grows_and_goes_whole(ledger: type) -> None:
    verbs = {name for name, _ in inspect.getmembers(ledger, inspect.isfunction) if not name.startswith("_")}
    assert verbs == {"append", "of", "delete_of"}


async def test_r20_refusing_biometrics_ends_nothing_and_leads_to_the_other_way() -> None:
    bench = Bench()
    case_id = await to_document(bench)
    await choose_alternative(bench.means, bench.turn("c:2"))
    case = await bench.case()
    assert (case.case_id, case.ended) == (case_id, False)
    assert case.step("selfie").state == "replaced"
    assert case.step("document").state == "current"  # what is not about the face goes on


async def test_r20_a_refusal_of_the_face_alone_goes_on_with_the_rest() -> None:
    bench = Bench()
    case_id = await to_consent(bench)
    assert (await give(bench, case_id, biometrics=False))["result"] == "passed"
    case = await bench.case()
    assert case.current is not None
    assert case.current.id == "details"


async def test_r20_refusing_what_is_required_costs_no_attempt_and_may_be_thought_over() -> None:
    bench = Bench()
    case_id = await to_consent(bench)
    before = (await bench.case()).step("consent").attempts_left
    answer = await give(bench, case_id, personal_data=False)
    assert (answer["result"], answer["reason"]) == ("declined", "CONSENT_DECLINED")
    case = await bench.case()
    assert (case.ended, case.step("consent").attempts_left) == (False, before)
    assert (await give(bench, case_id, key="again"))["result"] == "passed"


async def test_r20_a_consent_taken_back_leads_to_the_same_step_where_the_other_way_is_open() -> None:
    bench = Bench()
    await to_review(bench)
    done = await withdraw_consent(bench.means, CUSTOMER, "customer-1", "biometrics", "en")
    [step] = [step for step in done["journey"]["steps"] if step["id"] == done["journey"]["current"]]
    assert (step["id"], step["alternative"]) == ("selfie", "branch")
    await choose_alternative(bench.means, bench.turn("c:9"))
    assert at_branch(await bench.case())


async def test_r21_taking_back_is_one_call_as_giving_is_and_open_at_every_step() -> None:
    """Both name the item alone: no reason is asked, nothing has to be explained."""
    asked = set(inspect.signature(customers.withdraw_consent).parameters)
    assert asked == {"means", "actor", "customer_id", "item", "language"}
    for reach in (to_document, to_selfie, to_review):
        bench = Bench()
        await reach(bench)
        rows = {row["item"]: row for row in await list_consents(bench.means, CUSTOMER, "customer-1", "en")}
        assert all(row["can_withdraw"] for row in rows.values())
        await withdraw_consent(bench.means, CUSTOMER, "customer-1", "personal_data", "en")
        assert not bench.store.memory.evidence


async def in_korea(bench: Bench) -> str:
    await start_verification(bench.means, bench.turn(language="ko"))
    case_id = (await bench.case()).case_id
    release = example_wording("ko").release
    chosen = {"personal_data": True, "biometrics": False}
    await decide_consents(bench.means, CUSTOMER, case_id, "consent", "k", chosen, release, "ko")
    return case_id


async def test_r22_the_resident_number_rests_on_a_law_and_nobody_is_asked_for_consent() -> None:
    bench = Bench()
    case_id = await in_korea(bench)
    [entry] = [entry for entry in bench.store.memory.ledger if entry.item == "id_number"]
    assert (entry.basis, entry.given) == ("statute", True)  # told, together with what was agreed to
    rows = {row["item"]: row for row in await list_consents(bench.means, CUSTOMER, "customer-1", "ko")}
    assert (rows["id_number"]["basis"], rows["id_number"]["can_withdraw"]) == ("statute", False)
    with pytest.raises(Refused, match="cannot_withdraw"):
        await withdraw_consent(bench.means, CUSTOMER, "customer-1", "id_number", "ko")
    assert (await consent_card(bench, case_id))["id_number"]["basis"] == "statute"


async def test_r22_a_case_tells_what_its_customer_was_told_from_what_they_agreed_to() -> None:
    bench = Bench()
    case_id = await in_korea(bench)
    seen = (await get_case_detail(bench.means, REVIEWER, case_id, "ko"))["journey"]["consents"]
    assert {one["item"]: (one["basis"], one["given"]) for one in seen} == {
        "personal_data": ("consent", True),
        "id_number": ("statute", True),
        "biometrics": ("consent", False),
    }


async def test_r22_the_resident_number_is_shown_masked() -> None:
    bench = Bench()
    case_id = await in_korea(bench)
    await submit_details(bench.means, CUSTOMER, case_id, "details", "k", DETAILS_KR, "ko")
    detail = await get_case_detail(bench.means, REVIEWER, case_id, "ko")
    shown = {field["name"]: field["masked"] for field in detail["fields"]}
    assert shown["resident_number"].startswith("900101-1")
    assert "000006" not in repr(detail)
