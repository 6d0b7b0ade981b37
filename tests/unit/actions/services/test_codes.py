"""Codes by phone, from the asking to the step that is done."""

import asyncio
import json

import pytest

from actions.services import codes
from actions.services.actor import Actor
from actions.services.cards import get_card
from actions.services.customers import take_other_way
from actions.testing import MORNING
from actions.verification.case import State
from actions.verification.errors import NotFound, Refused
from actions.verification.findings import Finding, Outcome
from tests.unit.actions.coded import ask, coded, fill_in, last_code, step, to_code, to_transfer, type_in
from tests.unit.actions.examples import CUSTOMER, give, to_consent


async def test_a_code_reaches_the_phone_of_the_details_in_the_language_of_the_case() -> None:
    bench = coded()
    answer = await ask(bench, await to_code(bench))
    message = bench.phone.of("customer-1")[0]
    assert (message.to, message.text) == ("+821012345678", "ko: 123456")
    assert answer["result"] == "sent"
    assert answer["code"] == {"length": 6, "sent": True, "holds_s": 180, "again_in_s": 60, "sends_left": 4}


async def test_the_right_code_passes_once_the_operator_has_said_whose_phone_it_is() -> None:
    bench = coded()
    case_id = await to_code(bench)
    await ask(bench, case_id)
    answer = await type_in(bench, case_id, "۱۲۳ ۴۵۶")
    assert (answer["result"], answer["journey"]["current"]) == ("passed", "transfer")
    assert [(f.check, f.outcome) for f in (await bench.case()).step("code").findings] == [
        ("phone_code", Outcome.PASSED),
        ("phone_owner", Outcome.PASSED),
    ]
    assert bench.authorities.asked[-1][1].values == {
        "phone": "+821012345678",
        "name": "홍길동",
        "resident_number": "900101-1000006",
    }


async def test_a_phone_of_somebody_else_ends_the_step_and_the_branch_stays_open() -> None:
    bench = coded()
    case_id = await to_code(bench)
    bench.authorities.findings["phone_owner"] = Finding("phone_owner", Outcome.FAILED, "stub", "PHONE_OWNER_MISMATCH")
    await ask(bench, case_id)
    answer = await type_in(bench, case_id, last_code(bench))
    assert (answer["result"], answer["reason"], answer["attempts_left"]) == ("failed", "PHONE_OWNER_MISMATCH", 0)
    assert (await bench.case()).step("code").alternative == "branch"


async def test_while_the_operator_is_not_connected_nothing_passes_and_the_code_still_holds() -> None:
    bench = coded()
    case_id = await to_code(bench)
    bench.authorities.passing = False
    await ask(bench, case_id)
    answer = await type_in(bench, case_id, last_code(bench))
    assert (answer["result"], answer["reason"], answer["attempts_left"]) == ("failed", "REGISTRY_UNAVAILABLE", 5)
    bench.authorities.passing = True
    assert (await type_in(bench, case_id, last_code(bench), "later"))["result"] == "passed"


async def test_the_last_wrong_code_is_the_limit() -> None:
    bench = coded()
    case_id = await to_code(bench)
    await ask(bench, case_id)
    answers = [await type_in(bench, case_id, "000000", f"t{n}") for n in range(5)]
    assert [(a["reason"], a["attempts_left"]) for a in answers] == [
        ("CODE_WRONG", 4),
        ("CODE_WRONG", 3),
        ("CODE_WRONG", 2),
        ("CODE_WRONG", 1),
        ("CODE_LIMIT", 0),
    ]
    with pytest.raises(Refused, match="attempts_exceeded"):
        await type_in(bench, case_id, "123456", "t6")
    with pytest.raises(Refused, match="attempts_exceeded"):
        await ask(bench, case_id, "again")


async def test_asking_for_another_code_gives_no_more_tries() -> None:
    bench = coded()
    case_id = await to_code(bench)
    for number in range(4):
        await ask(bench, case_id, f"a{number}")
        await type_in(bench, case_id, "000000", f"t{number}")
        bench.clock.forward(seconds=61)
    await ask(bench, case_id, "a4")
    assert (await type_in(bench, case_id, "000000", "t4"))["reason"] == "CODE_LIMIT"


async def test_a_code_that_comes_too_late_costs_nothing() -> None:
    bench = coded()
    case_id = await to_code(bench)
    await ask(bench, case_id)
    bench.clock.forward(minutes=3)
    answer = await type_in(bench, case_id, "123456")
    assert (answer["reason"], answer["attempts_left"]) == ("CODE_EXPIRED", 5)


async def test_what_can_be_no_code_is_a_slip_and_is_not_written_down() -> None:
    bench = coded()
    case_id = await to_code(bench)
    await ask(bench, case_id)
    before = await bench.case()
    answer = await type_in(bench, case_id, "12345")
    assert (answer["result"], answer["fields"], answer["attempts_left"]) == (
        "failed",
        {"code": "reasons.CODE_WRONG.cause"},
        5,
    )
    assert await bench.case() == before


async def test_only_the_newest_code_holds() -> None:
    bench = coded()
    case_id = await to_code(bench)
    await ask(bench, case_id)
    first = last_code(bench)
    bench.clock.forward(seconds=60)
    await ask(bench, case_id, "again")
    assert last_code(bench) != first
    assert (await type_in(bench, case_id, first))["reason"] == "CODE_WRONG"
    assert (await type_in(bench, case_id, last_code(bench), "t2"))["result"] == "passed"


async def test_a_code_of_another_case_opens_nothing() -> None:
    bench = coded()
    case_id = await to_code(bench)
    other = Actor("customer", "customer-2")
    await ask(bench, case_id)
    for call in (
        codes.ask_code(bench.means, other, case_id, "code", "k", "en"),
        codes.submit_code(bench.means, other, case_id, "code", "k", "123456", "en"),
    ):
        with pytest.raises(NotFound):
            await call


async def test_the_code_stands_nowhere_but_on_the_phone() -> None:
    bench = coded()
    case_id = await to_code(bench)
    answer = await ask(bench, case_id)
    card = await get_card(bench.means, CUSTOMER, case_id, "code", "en", 1000)
    await type_in(bench, case_id, "999999")
    kept = bench.store.memory
    digest = kept.codes[case_id, "code"].digest or b""
    assert digest.startswith(b"digest of ")
    said = repr(kept.codes) + json.dumps([answer, card]) + repr(kept.history) + repr(kept.answers) + repr(kept.waiting)
    assert "123456" not in said
    assert "999999" not in said


async def test_nothing_of_a_code_is_left_when_the_step_is_done() -> None:
    bench = coded()
    await to_transfer(bench)
    assert bench.store.memory.codes == {}


async def test_a_code_needs_the_consent_of_its_step() -> None:
    bench = coded()
    case_id = await to_code(bench)
    memory = bench.store.memory
    case = memory.cases[case_id]
    memory.cases[case_id] = case.with_consents(
        tuple(type(c)(c.item, False, c.release, c.language, MORNING) for c in case.consents)
    )
    with pytest.raises(Refused, match="consent_missing"):
        await ask(bench, case_id)


async def test_of_many_guesses_at_once_each_counts() -> None:
    bench = coded()
    case_id = await to_code(bench)
    await ask(bench, case_id)
    outcomes = await asyncio.gather(
        *(type_in(bench, case_id, f"{n:06}", f"t{n}") for n in range(20)), return_exceptions=True
    )
    answered = [each for each in outcomes if isinstance(each, dict)]
    assert len(answered) == 5
    assert await step(bench) is State.FAILED


async def test_r13_a_block_on_remote_opening_leads_to_the_branch_and_to_nothing_else() -> None:
    """Korea's block is lifted at a branch alone: there is nothing to try again here."""
    bench = coded()
    case_id = await to_consent(bench, "ko")
    await give(bench, case_id)
    bench.authorities.findings["account_block"] = Finding("account_block", Outcome.FAILED, "stub", "SAFE_BLOCK_ACTIVE")
    answer = await fill_in(bench, case_id)
    assert (answer["result"], answer["reason"], answer["attempts_left"]) == ("failed", "SAFE_BLOCK_ACTIVE", 0)
    with pytest.raises(Refused, match="attempts_exceeded"):
        await fill_in(bench, case_id, "again")
    taken = await take_other_way(bench.means, CUSTOMER, case_id, "details")
    assert taken["journey"]["current"] == "branch"
    states = {each["id"]: each["state"] for each in taken["journey"]["steps"]}
    assert {states[name] for name in ("details", "code", "transfer", "signature")} == {"replaced"}
