"""The small transfer to an account of the customer's own."""

import json

import pytest

from actions.services.cards import get_card
from actions.services.review import StaffCommand, command_case, get_case_detail
from actions.verification.case import State
from actions.verification.errors import Refused
from actions.verification.methods import met
from tests.unit.actions.coded import (
    ACCOUNT,
    coded,
    last_code,
    name_account,
    to_signature,
    to_transfer,
    type_in,
)
from tests.unit.actions.examples import AGENT, CUSTOMER, REVIEWER


async def test_the_code_stands_on_the_statement_of_the_account_and_counts_as_a_method() -> None:
    bench = coded()
    case_id = await to_transfer(bench)
    answer = await name_account(bench, case_id)
    arrived = bench.phone.of("customer-1")[0]
    assert (answer["result"], arrived.kind, arrived.to, len(last_code(bench))) == (
        "sent",
        "statement",
        "110234567890",
        4,
    )
    assert met(await bench.case()) == ()
    passed = await type_in(bench, case_id, last_code(bench), "type-2", "transfer")
    assert (passed["result"], passed["journey"]["current"]) == ("passed", "signature")
    assert met(await bench.case()) == ("account_transfer",)


async def test_what_was_found_out_by_a_stand_in_says_so() -> None:
    bench = coded()
    await to_signature(bench)
    case = await bench.case()
    assert case.simulated
    assert {finding.check: finding.simulated for finding in case.step("transfer").findings} == {
        "account_owner": True,
        "account_transfer": True,
    }


async def test_an_account_of_somebody_else_costs_a_try_and_another_may_be_named() -> None:
    bench = coded()
    case_id = await to_transfer(bench)
    answer = await name_account(bench, case_id, "a1", ACCOUNT | {"account_number": "110234560001"})
    assert (answer["result"], answer["reason"], answer["attempts_left"]) == ("failed", "ACCOUNT_OWNER_MISMATCH", 4)
    assert (await name_account(bench, case_id, "a2"))["result"] == "sent"


async def test_core_banking_that_does_not_answer_passes_nothing_and_costs_nothing() -> None:
    bench = coded()
    case_id = await to_transfer(bench)
    answer = await name_account(bench, case_id, "a1", ACCOUNT | {"account_number": "110234560009"})
    assert (answer["result"], answer["reason"], answer["attempts_left"]) == ("failed", "REGISTRY_UNAVAILABLE", 5)
    assert (await type_in(bench, case_id, "0000", "t", "transfer"))["reason"] == "ONEWON_EXPIRED"


async def test_money_that_nobody_answers_for_may_be_on_its_way_and_counts_as_sent() -> None:
    bench = coded()
    case_id = await to_transfer(bench)
    slow = ACCOUNT | {"account_number": "110234560009"}
    for number in range(5):
        assert (await name_account(bench, case_id, f"a{number}", slow))["reason"] == "REGISTRY_UNAVAILABLE"
        assert (await name_account(bench, case_id, f"b{number}", slow))["result"] == "wait"
        bench.clock.forward(seconds=61)
    assert (await name_account(bench, case_id, "one more", slow))["reason"] == "ONEWON_LIMIT"


@pytest.mark.parametrize(
    ("account", "wrong"),
    [({"account_bank": "999"}, ["account_bank"]), ({"account_number": "12"}, ["account_number"]), ({}, [])],
)
async def test_an_account_is_read_before_anything_is_sent(account: dict[str, str], wrong: list[str]) -> None:
    bench = coded()
    case_id = await to_transfer(bench)
    answer = await name_account(bench, case_id, "a1", ACCOUNT | account)
    assert sorted(answer["fields"] or {}) == wrong
    assert (answer["result"], answer["attempts_left"]) == ("failed" if wrong else "sent", 5)


async def test_a_field_that_the_card_does_not_have_is_refused() -> None:
    bench = coded()
    case_id = await to_transfer(bench)
    with pytest.raises(Refused, match="invalid_payload"):
        await name_account(bench, case_id, "a1", ACCOUNT | {"holder": "somebody else"})


async def test_wrong_codes_have_reasons_of_their_own_and_an_end() -> None:
    bench = coded()
    case_id = await to_transfer(bench)
    await name_account(bench, case_id)
    reasons = [(await type_in(bench, case_id, "0000", f"t{n}", "transfer"))["reason"] for n in range(5)]
    assert reasons == ["ONEWON_CODE_WRONG"] * 4 + ["ONEWON_LIMIT"]
    case = await bench.case()
    assert (case.step("transfer").state, case.step("transfer").alternative) == (State.FAILED, "video_call")


async def test_a_wrong_code_leaves_standing_whose_account_it_is() -> None:
    bench = coded()
    case_id = await to_transfer(bench)
    await name_account(bench, case_id)
    await type_in(bench, case_id, "0000", "t0", "transfer")
    await type_in(bench, case_id, last_code(bench), "t1", "transfer")
    assert met(await bench.case()) == ("account_transfer",)


async def test_another_account_makes_the_code_of_the_first_worthless() -> None:
    bench = coded()
    case_id = await to_transfer(bench)
    await name_account(bench, case_id)
    first = last_code(bench)
    bench.clock.forward(seconds=60)
    await name_account(bench, case_id, "a2", ACCOUNT | {"account_number": "110234567891"})
    assert (await type_in(bench, case_id, first, "t0", "transfer"))["reason"] == "ONEWON_CODE_WRONG"
    kept = {each.kind for each, _ in bench.store.memory.evidence.values() if each.step == "transfer"}
    assert kept == {"details.account_bank", "details.account_number"}


async def test_money_goes_out_after_a_pause_only() -> None:
    bench = coded()
    case_id = await to_transfer(bench)
    await name_account(bench, case_id)
    assert (await name_account(bench, case_id, "a2"))["result"] == "wait"
    assert [each.kind for each in bench.phone.of("customer-1")] == ["statement", "text"]


async def test_the_card_offers_the_banks_and_shows_the_end_of_the_account() -> None:
    bench = coded()
    case_id = await to_transfer(bench)
    await name_account(bench, case_id)
    card = await get_card(bench.means, CUSTOMER, case_id, "transfer", "en", 1000)
    assert card["fields"][0]["options"] == [{"value": "004", "label": "Kookmin"}]
    assert (card["code"]["to"], card["code"]["length"]) == ("********7890", 4)


async def test_staff_see_the_account_masked_and_never_the_code() -> None:
    bench = coded()
    case_id = await to_transfer(bench)
    await name_account(bench, case_id)
    detail = await get_case_detail(bench.means, REVIEWER, case_id, "en")
    assert {f["name"]: f["masked"] for f in detail["fields"]}["account_number"] == "********7890"
    assert "110234567890" not in json.dumps(detail)
    bench.clock.forward(seconds=60)
    await command_case(bench.means, AGENT, case_id, StaffCommand("resend_code", reason="asked"), "en")
    assert [each.kind for each in bench.phone.of("customer-1")] == ["statement", "statement", "text"]
    assert (await type_in(bench, case_id, last_code(bench), "t1", "transfer"))["result"] == "passed"
