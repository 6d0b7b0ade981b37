"""Who corrects what they have given proves nothing by what was found out before: not of another phone, nor person."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from actions.services import bot_turns
from actions.services.cards import get_card
from actions.services.providers import PhotoOutcome, Subject
from actions.services.signing import submit_signature
from actions.testing.stand_ins import StubAuthorities, StubDocuments, StubFaces
from actions.verification.case import State
from actions.verification.errors import CaseRefuses
from actions.verification.findings import Finding, Outcome
from actions.verification.journey import Kind, PlannedStep
from actions.verification.liveness import Challenge
from actions.verification.methods import met
from tests.servers import drawings
from tests.unit.actions import examples
from tests.unit.actions.coded import (
    CODED,
    STATEMENT,
    ask,
    coded,
    fill_in,
    last_code,
    name_account,
    step,
    to_code,
    to_signature,
    to_transfer,
    type_in,
)
from tests.unit.actions.examples import ALL, CUSTOMER, INTL, Bench, to_document, to_selfie

OTHER_PHONE = {"phone": "010-9999-8888"}
OTHER_NUMBER = {"passport_number": "X12345678"}
COMPARED = (Finding("document_photo", Outcome.PASSED, "stub"), Finding("mrz_match", Outcome.PASSED, "stub"))
SIGNED_LAST = replace(INTL, steps=(*INTL.steps[:-1], PlannedStep("signature", Kind.SIGNATURE, 1, 3), INTL.steps[-1]))

Meanwhile = Callable[[], Awaitable[object]]


class SlowDocuments(StubDocuments):
    meanwhile: Meanwhile | None = None

    async def check(
        self, photo: bytes, accepts: tuple[str, ...], typed: Mapping[str, str], today: date
    ) -> PhotoOutcome:
        if self.meanwhile:
            await self.meanwhile()
        return await super().check(photo, accepts, typed, today)


class SlowFaces(StubFaces):
    meanwhile: Meanwhile | None = None

    async def check(
        self, frames: Sequence[bytes], challenge: Challenge | None, document: bytes | None, seen: Sequence[bytes]
    ) -> PhotoOutcome:
        if self.meanwhile:
            await self.meanwhile()
        return await super().check(frames, challenge, document, seen)


class SlowAuthorities(StubAuthorities):
    """While the named check is asked, something happens."""

    def __init__(self, check: str, meanwhile: Meanwhile) -> None:
        super().__init__()
        self.passing, self._check, self._meanwhile = True, check, meanwhile

    async def ask(self, check: str, subject: Subject) -> Finding:
        if check == self._check:
            await self._meanwhile()
        return await super().ask(check, subject)


async def reopen(bench: Bench, name: str, turn: str = "c:again") -> None:
    said = await bot_turns.reopen(bench.means, bench.turn(turn), name)
    assert said.response == "utter_reopened"


async def correct(bench: Bench, case_id: str, key: str = "corrected", **changed: str) -> dict[str, Any]:
    await reopen(bench, "details", f"c:{key}")
    return await fill_in(bench, case_id, key, **changed)


@pytest.mark.parametrize(
    ("changed", "current"),
    [({"phone": "010-9999-8888"}, "code"), ({"name": "홍길순"}, "code"), ({}, "transfer")],
)
async def test_who_names_another_phone_or_person_afterwards_proves_it_again(
    changed: dict[str, str], current: str
) -> None:
    bench = coded()
    case_id = await to_transfer(bench)
    answer = await correct(bench, case_id, "again", **changed)
    assert (answer["result"], answer["journey"]["current"]) == ("passed", current)


async def test_another_name_makes_the_transfer_wait_too() -> None:
    bench = coded()
    case_id = await to_signature(bench)
    await correct(bench, case_id, "again", name="홍길순")
    assert await step(bench, "transfer") is State.WAITING
    assert met(await bench.case()) == ()


async def test_a_code_that_went_to_one_phone_proves_no_other() -> None:
    bench = coded()
    case_id = await to_code(bench)
    await ask(bench, case_id)
    await correct(bench, case_id, **OTHER_PHONE)
    answer = await type_in(bench, case_id, last_code(bench))
    assert (answer["result"], answer["reason"], answer["attempts_left"]) == ("failed", "CODE_EXPIRED", 5)
    assert (await get_card(bench.means, CUSTOMER, case_id, "code", "en", 1000))["code"]["sent"] is False
    bench.clock.forward(seconds=61)
    await ask(bench, case_id, "to the other")
    assert bench.phone.of("customer-1")[0].to == "+821099998888"
    assert (await type_in(bench, case_id, last_code(bench), "t2"))["result"] == "passed"


async def test_details_that_stay_as_they_were_leave_the_code_valid() -> None:
    bench = coded()
    case_id = await to_code(bench)
    await ask(bench, case_id)
    await correct(bench, case_id)
    assert (await type_in(bench, case_id, last_code(bench)))["result"] == "passed"


async def test_naming_other_phones_gives_no_more_codes() -> None:
    bench = coded()
    case_id = await to_code(bench)
    for number in range(5):
        assert (await ask(bench, case_id, f"a{number}"))["result"] == "sent"
        bench.clock.forward(seconds=61)
        await correct(bench, case_id, f"d{number}", phone=f"010-9999-000{number + 2}")
    assert (await ask(bench, case_id, "a5"))["reason"] == "CODE_LIMIT"


async def test_an_account_that_was_found_to_be_one_persons_is_not_therefore_anothers() -> None:
    bench = coded()
    case_id = await to_transfer(bench)
    await name_account(bench, case_id)
    memo = last_code(bench)
    await correct(bench, case_id, name="홍길순")
    await ask(bench, case_id, "again")  # whose phone it is was found out for the other name
    await type_in(bench, case_id, last_code(bench), "t2")
    assert (await type_in(bench, case_id, memo, "t3", "transfer"))["reason"] == "ONEWON_EXPIRED"
    assert (await bench.case()).step("transfer").findings == ()


async def test_details_that_were_not_confirmed_count_as_a_correction_too() -> None:
    bench = coded()
    case_id = await to_transfer(bench)
    bench.authorities.passing = False
    assert (await correct(bench, case_id, **OTHER_PHONE))["reason"] == "REGISTRY_UNAVAILABLE"
    bench.authorities.passing = True
    answer = await fill_in(bench, case_id, "once more", **OTHER_PHONE)
    assert (answer["result"], answer["journey"]["current"]) == ("passed", "code")


async def test_another_document_leaves_no_comparison_with_the_one_before() -> None:
    bench = Bench(journeys=ALL | {"intl": SIGNED_LAST})
    bench.faces.findings = (Finding("face_match", Outcome.PASSED, "stub"),)
    case_id = await to_selfie(bench)
    await examples.hand_in(bench, case_id, "selfie")
    await reopen(bench, "document")
    await examples.hand_in(bench, case_id, "document", "another", b"another document")
    selfie = (await bench.case()).step("selfie")
    assert (selfie.state, selfie.findings) == (State.CURRENT, ())
    await examples.hand_in(bench, case_id, "selfie", "another")
    assert bench.faces.shown[-1][2] == b"another document"


async def test_a_face_that_nothing_was_compared_with_need_not_be_shown_again() -> None:
    bench = Bench(journeys=ALL | {"intl": SIGNED_LAST})
    bench.faces.findings = (Finding("face_match", Outcome.UNCLEAR, "stub"),)
    case_id = await to_selfie(bench)
    await examples.hand_in(bench, case_id, "selfie")
    await reopen(bench, "document")
    await examples.hand_in(bench, case_id, "document", "another")
    assert await step(bench, "selfie") is State.RECEIVED


@pytest.mark.parametrize(
    ("changed", "left"), [({"phone": "+46701234568"}, State.PASSED), (OTHER_NUMBER, State.CURRENT)]
)
async def test_only_what_stands_on_the_document_is_compared_with_it_again(changed: dict[str, str], left: State) -> None:
    bench = Bench()
    bench.documents.findings = COMPARED
    case_id = await to_selfie(bench)
    await reopen(bench, "details")
    await examples.fill_in(bench, case_id, "again", **changed)
    assert await step(bench, "document") is left


async def test_a_document_is_not_compared_with_what_was_typed_before_a_correction() -> None:
    bench = Bench(documents=(documents := SlowDocuments()))
    case_id = await to_document(bench)

    async def meanwhile() -> None:
        await reopen(bench, "details")
        await examples.fill_in(bench, case_id, "meanwhile", **OTHER_NUMBER)

    documents.meanwhile = meanwhile
    with pytest.raises(CaseRefuses) as refusal:
        await examples.hand_in(bench, case_id, "document")
    assert refusal.value.reason == "changed_meanwhile"
    assert await step(bench, "document") is State.CURRENT
    assert "document" not in {each.step for each, _ in bench.store.memory.evidence.values()}


async def test_a_face_is_not_compared_with_a_document_that_has_been_replaced() -> None:
    bench = Bench(faces=(faces := SlowFaces()))
    case_id = await to_selfie(bench)

    async def meanwhile() -> None:
        await reopen(bench, "document")
        await examples.hand_in(bench, case_id, "document", "meanwhile", b"another document")

    faces.meanwhile = meanwhile
    with pytest.raises(CaseRefuses):
        await examples.hand_in(bench, case_id, "selfie")
    assert await step(bench, "selfie") is State.CURRENT


async def test_no_money_goes_to_an_account_under_a_name_that_has_been_corrected() -> None:
    steps = tuple(replace(s, informs=("medium_delivery",)) if s.kind is Kind.TRANSFER else s for s in CODED.steps)
    bench = coded(replace(CODED, steps=steps))
    case_id = await to_transfer(bench)
    bench.authorities = SlowAuthorities("medium_delivery", lambda: correct(bench, case_id))
    with pytest.raises(CaseRefuses):
        await name_account(bench, case_id)
    assert [each.kind for each in bench.phone.of("customer-1")] == ["text"]


async def test_a_signature_is_confirmed_for_whoever_the_details_name_now() -> None:
    bench = coded()
    case_id = await to_signature(bench)
    bench.authorities = SlowAuthorities("e_signature", lambda: correct(bench, case_id))
    with pytest.raises(CaseRefuses):
        await submit_signature(bench.means, CUSTOMER, case_id, "signature", "k", drawings.signature(), "en", STATEMENT)
    assert await step(bench, "signature") is State.CURRENT
