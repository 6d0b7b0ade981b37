import json

import pytest

from actions.services.cards import get_card
from actions.services.consenting import decide_consents
from actions.testing.words import example_wording
from actions.verification.errors import NotFound, Refused
from tests.unit.actions.examples import (
    CUSTOMER,
    DETAILS,
    REVIEWER,
    Bench,
    fill_in,
    give,
    hand_in,
    to_consent,
    to_details,
    to_document,
    to_review,
    to_selfie,
)

RELEASE = example_wording("en").release


async def test_a_whole_journey_ends_with_a_person() -> None:
    bench = Bench()
    await to_review(bench)
    assert (await bench.case()).status == "in_review"
    assert sorted(e.kind for e, _ in bench.store.memory.evidence.values()) == [
        "details.birth_date",
        "details.name",
        "details.passport_number",
        "details.phone",
        "document",
        "selfie",
    ]


async def test_every_decision_is_in_the_ledger_with_what_was_read() -> None:
    bench = Bench()
    await give(bench, await to_consent(bench), biometrics=False)
    entries = {entry.item: entry for entry in bench.store.memory.ledger}
    assert {item: entry.given for item, entry in entries.items()} == {
        "personal_data": True,
        "id_number": True,
        "biometrics": False,
    }
    entry = entries["biometrics"]
    assert (entry.release, entry.language, entry.basis) == (RELEASE, "en", "consent")
    assert entry.text_hash == example_wording("en").consent_hash("biometrics")


async def test_what_the_law_asks_for_is_told_and_needs_no_decision() -> None:
    bench = Bench()
    case_id = await to_consent(bench, "ko")
    given = {"personal_data": True, "biometrics": True}
    release = example_wording("ko").release
    answer = await decide_consents(bench.means, CUSTOMER, case_id, "consent", "k", given, release, "ko")
    assert answer["result"] == "passed"
    assert [(e.item, e.basis) for e in bench.store.memory.ledger if e.item == "id_number"] == [("id_number", "statute")]


async def test_who_refuses_everything_has_not_agreed_to_what_the_law_asks_for_either() -> None:
    bench = Bench()
    case_id = await to_consent(bench, "ko")
    refused = {"personal_data": False, "biometrics": False}
    release = example_wording("ko").release
    await decide_consents(bench.means, CUSTOMER, case_id, "consent", "k", refused, release, "ko")
    assert [entry.given for entry in bench.store.memory.ledger] == [False, False, False]


async def test_who_refuses_hears_that_nothing_happens() -> None:
    bench = Bench()
    answer = await give(bench, await to_consent(bench), personal_data=False)
    assert (answer["result"], answer["reason"]) == ("declined", "CONSENT_DECLINED")
    assert answer["journey"]["current"] == "consent"


@pytest.mark.parametrize(
    ("given", "release", "language", "code"),
    [
        ({"personal_data": True}, RELEASE, "en", "invalid_payload"),
        (
            {"personal_data": True, "id_number": True, "biometrics": True, "marketing": True},
            RELEASE,
            "en",
            "invalid_payload",
        ),
        ({"personal_data": True, "id_number": True, "biometrics": True}, "2020-01-01", "en", "release_changed"),
        ({"personal_data": True, "id_number": True, "biometrics": True}, RELEASE, "fa", "release_changed"),
    ],
)
async def test_a_consent_to_something_else_is_none(
    given: dict[str, bool], release: str, language: str, code: str
) -> None:
    bench = Bench()
    case_id = await to_consent(bench)
    with pytest.raises(Refused, match=code):
        await decide_consents(bench.means, CUSTOMER, case_id, "consent", "k", given, release, language)
    assert not bench.store.memory.ledger


async def test_wrong_fields_are_named_and_their_values_are_not_kept() -> None:
    bench = Bench()
    answer = await fill_in(bench, await to_details(bench), phone="12")
    assert (answer["result"], answer["reason"], answer["attempts_left"]) == ("failed", "PHONE_INVALID", 2)
    assert answer["fields"] == {"phone": "fields.phone.error"}
    assert not bench.store.memory.evidence


async def test_a_field_that_nobody_asked_for_is_refused() -> None:
    bench = Bench()
    with pytest.raises(Refused, match="invalid_payload") as refused:
        await fill_in(bench, await to_details(bench), religion="none")
    assert refused.value.fields == {"religion": "unknown"}


async def test_the_same_key_is_answered_the_same_and_counted_once() -> None:
    bench = Bench()
    case_id = await to_document(bench)
    bench.faces.reason = "DOC_BLUR"
    first = await hand_in(bench, case_id, "document", "same")
    bench.faces.reason = None
    assert await hand_in(bench, case_id, "document", "same") == first
    assert (await bench.case()).step("document").attempts == 1


async def test_a_photo_that_failed_is_not_kept() -> None:
    bench = Bench()
    case_id = await to_document(bench)
    bench.documents.reason = "DOC_DARK"
    answer = await hand_in(bench, case_id, "document")
    assert (answer["cause"], answer["tip"]) == ("reasons.DOC_DARK.cause", "reasons.DOC_DARK.tip")
    assert [e.kind for e, _ in bench.store.memory.evidence.values() if e.step == "document"] == []


async def test_a_photo_given_again_takes_the_place_of_the_first() -> None:
    from actions.services import bot_turns

    bench = Bench()
    case_id = await to_selfie(bench)
    await bot_turns.reopen(bench.means, bench.turn("c:2"), "document")
    await hand_in(bench, case_id, "document", "again", b"another photo")
    sealed = [sealed for e, sealed in bench.store.memory.evidence.values() if e.kind == "document"]
    assert len(sealed) == 1
    assert sealed[0].endswith(b"another photo")


async def test_what_was_typed_is_in_no_event_answer_or_history() -> None:
    bench = Bench()
    await to_review(bench)
    memory = bench.store.memory
    kept = json.dumps([[e.body for e, _ in memory.waiting.values()], [a for a, _ in memory.answers.values()]])
    kept += repr(memory.history) + repr(memory.cases) + repr(memory.ledger)
    assert not [value for value in DETAILS.values() if value in kept]


@pytest.mark.parametrize("step", ["consent", "details", "document", "selfie", "review"])
async def test_a_card_belongs_to_its_customer(step: str) -> None:
    bench = Bench()
    case_id = await to_consent(bench)
    card = await get_card(bench.means, CUSTOMER, case_id, step, "fa", 1000)
    assert (card["kind"], card["language"]) == (step, "fa")
    with pytest.raises(NotFound):
        await get_card(bench.means, REVIEWER, case_id, step, "fa", 1000)


async def test_the_consent_card_shows_every_item_with_its_words_and_their_hash() -> None:
    bench = Bench()
    card = await get_card(bench.means, CUSTOMER, await to_consent(bench), "consent", "en", 1000)
    assert [(c["item"], c["required"], c["given"]) for c in card["consents"]] == [
        ("personal_data", True, None),
        ("id_number", True, None),
        ("biometrics", False, None),
    ]
    assert card["consents"][2]["hash"] == example_wording("en").consent_hash("biometrics")


async def test_the_selfie_card_says_which_consent_it_still_lacks() -> None:
    bench = Bench()
    case_id = await to_consent(bench)
    await give(bench, case_id, biometrics=False)
    card = await get_card(bench.means, CUSTOMER, case_id, "selfie", "en", 1000)
    assert [(c["item"], c["step"]) for c in card["consents"]] == [("biometrics", "consent")]
    assert card["alternative"] == "branch"


async def test_the_consent_that_the_selfie_lacks_is_given_alone() -> None:
    bench = Bench()
    case_id = await to_consent(bench)
    await give(bench, case_id, biometrics=False)
    answer = await decide_consents(
        bench.means, CUSTOMER, case_id, "consent", "later", {"biometrics": True}, RELEASE, "en"
    )
    assert answer["result"] == "passed"
    assert (await bench.case()).has_consent("biometrics")


async def test_on_the_selfie_card_too_the_missing_consent_can_be_given_or_refused() -> None:
    bench = Bench()
    case_id = await to_consent(bench)
    await give(bench, case_id, biometrics=False)
    await fill_in(bench, case_id)
    await hand_in(bench, case_id, "document")
    card = await get_card(bench.means, CUSTOMER, case_id, "selfie", "en", 1000)
    assert [(c["item"], c["required"]) for c in card["consents"]] == [("biometrics", True)]
    for given, result in ((False, "declined"), (True, "passed")):
        choice = {"biometrics": given}
        answer = await decide_consents(bench.means, CUSTOMER, case_id, "selfie", f"k{given}", choice, RELEASE, "en")
        assert (answer["result"], answer["journey"]["current"]) == (result, "selfie")
    assert (await hand_in(bench, case_id, "selfie"))["result"] == "passed"


async def test_an_unknown_language_falls_back_to_the_cases_own() -> None:
    bench = Bench()
    card = await get_card(bench.means, CUSTOMER, await to_consent(bench, "ko"), "consent", "xx", 1000)
    assert card["language"] == "ko"
