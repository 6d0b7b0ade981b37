"""Answers about data come from the bank's facts, and change with them."""

from typing import Any

import pytest
from bank_facts import CHANGED, COUNTRIES, DATA, HEARTS, LANGUAGES, WORDING, Bank, facts_of, said, said_in, tracker
from components.content import read_yaml
from rasa.shared.core.events import BotUttered, UserUttered


@pytest.mark.parametrize(("key", "item", "fact"), HEARTS)
async def test_r16_an_answer_changes_with_its_fact(bank: Bank, key: str, item: str, fact: str) -> None:
    bank.tells("kr", fact, dict.fromkeys(LANGUAGES, CHANGED))
    wording = bank.wording
    for language in LANGUAGES:
        message = await said(wording, key, language, item=item)
        assert CHANGED in message["text"]
        assert f"kr.{fact}" in facts_of(message)


@pytest.mark.parametrize(("key", "item", "fact"), HEARTS)
async def test_r16_without_its_fact_the_bot_says_that_it_does_not_know(
    bank: Bank, key: str, item: str, fact: str
) -> None:
    bank.tells("kr", fact, None)
    if "." in fact and not fact.startswith("kept"):
        bank.tells("kr", fact.partition(".")[0], None)  # else what holds for all items would be the answer
    wording = bank.wording
    for language in LANGUAGES:
        message = await said(wording, key, language, item=item)
        assert message["id"] == f"utter_privacy_unknown.{language}"
        offered = [button["payload"] for button in message["buttons"]]
        assert offered[-1] == "request_human"
        assert not [option for option in offered if option.startswith(("ask_", "tell_more", "whole_notice"))]
        assert not message["metadata"].get("explains")


async def test_who_refuses_is_shown_the_other_way_though_the_bank_says_nothing_about_refusing(bank: Bank) -> None:
    for fact in ("refusal.selfie", "refusal"):
        bank.tells("kr", fact, None)
    message = await said(bank.wording, "utter_refuse_biometric", item="selfie", step_kind="selfie")
    assert message["id"] == "utter_privacy_unknown.en"
    assert [button["payload"] for button in message["buttons"]] == ["choose_alternative", "request_human"]


async def test_the_item_of_the_step_is_what_is_meant() -> None:
    told = {item: facts_of(await said(WORDING, "utter_ask_data_storage", item=item)) for item in ("photo", "selfie")}
    assert told == {"photo": ["kr.kept.photo", "kr.where"], "selfie": ["kr.kept.selfie", "kr.where"]}


async def test_without_a_step_all_items_are_meant_and_an_unknown_one_is_named(bank: Bank) -> None:
    bank.tells("kr", "kept.selfie", None)
    message = await said(bank.wording, "utter_ask_data_storage", item="all")
    assert facts_of(message) == ["kr.kept.photo", "kr.kept.number", "kr.kept.chat", "kr.where"]
    assert "• Selfie kept for: I don't know this; a person can tell you." in message["text"].split("\n")


CHAT_KEPT = [("utter_ask_data_storage", {}), ("utter_tell_more", {"topic": "storage"}), ("utter_notice_storage", {})]


@pytest.mark.parametrize(("key", "slots"), CHAT_KEPT)
@pytest.mark.parametrize(
    ("language", "told"), [("ko", ("81일", "93일")), ("fa", ("۸۱ روز", "۹۳ روز")), ("en", ("81 days", "93 days"))]
)
async def test_r25_how_long_the_conversation_is_kept_is_told_as_the_programs_do_it(
    bank: Bank, key: str, slots: dict[str, str], language: str, told: tuple[str, str]
) -> None:
    bank.keeps(messages=81, conversations=93)
    for country in COUNTRIES:
        message = await said(bank.wording, key, language, item="all", journey=country, **slots)
        assert f"{country}.kept.chat" in facts_of(message)
        assert all(time in message["text"] for time in told)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_r16_what_is_typed_into_the_cards_is_told_as_the_journey_asks_it(bank: Bank, language: str) -> None:
    bank.journey("ir", steps=[{"id": "details", "kind": "details", "fields": ["name", "passport_number"]}])
    labels = read_yaml(DATA / "texts" / f"{language}.yml")["fields"]
    text = (await said(bank.wording, "utter_notice_choice", language, journey="ir"))["text"].lower()
    told = [field for field, words in labels.items() if words["label"].lower() in text]
    assert "passport_number" in told
    assert not {"resident_number", "national_code", "card_serial", "birth_date", "phone"} & set(told)


@pytest.mark.parametrize("country", COUNTRIES)
async def test_the_country_of_the_case_answers(bank: Bank, country: str) -> None:
    bank.tells(country, "shared", dict.fromkeys(LANGUAGES, CHANGED))
    told = {one: (await said(bank.wording, "utter_ask_third_party_sharing", journey=one))["text"] for one in COUNTRIES}
    assert [one for one, text in told.items() if CHANGED in text] == [country]


@pytest.mark.parametrize(("language", "country"), [("ko", "kr"), ("fa", "ir"), ("en", "intl")])
async def test_before_there_is_a_case_the_country_of_the_language_answers(language: str, country: str) -> None:
    message = await said(WORDING, "utter_ask_third_party_sharing", language, journey=None)
    assert all(key.startswith(f"{country}.") for key in facts_of(message))


async def test_a_country_without_a_file_is_not_spoken_of() -> None:
    message = await said(WORDING, "utter_ask_data_protection", journey="atlantis")
    assert message["id"] == "utter_privacy_unknown.en"


@pytest.mark.parametrize("kept", ["not_made", "not_kept", None, {"ko": "30일", "fa": "۳۰ روز", "en": "30 days"}])
@pytest.mark.parametrize("key", ["utter_ask_biometric_purpose", "utter_ask_protection_technology"])
async def test_a_template_is_denied_only_where_the_bank_makes_none(bank: Bank, key: str, kept: Any) -> None:
    bank.tells("kr", "kept.template", kept)
    text = (await said(bank.wording, key))["text"]
    assert ("No face template is made." in text) == (kept == "not_made")
    assert ("computed only for the comparison and not stored." in text) == (kept == "not_kept")
    assert ("A face template is made and kept for 30 days." in text) == isinstance(kept, dict)


DECIDES = {"person": "Nothing is approved or declined automatically.", "checks": "declined by automatic checks alone."}


@pytest.mark.parametrize("decide", DECIDES)
async def test_r18_who_decides_is_told_as_the_journey_has_it(bank: Bank, decide: str) -> None:
    bank.journey("kr", decide=decide)
    text = (await said(bank.wording, "utter_tell_more", topic="rights"))["text"]
    assert [word for word, sentence in DECIDES.items() if sentence in text] == [decide]


async def test_r18_only_what_the_journey_keeps_to_itself_is_said_to_stay_in_the_bank(bank: Bank) -> None:
    alone = [{"id": kind, "kind": kind, "minutes": 1} for kind in ("consent", "details", "document", "review")]
    bank.journey("kr", steps=alone)
    before = (await said(bank.wording, "utter_ask_third_party_sharing"))["text"]
    assert before.startswith("Your photos and details stay within the bank;")
    asking = alone[1] | {"needs": ["phone_owner"], "informs": ["id_authenticity"]}
    bank.journey("kr", steps=[alone[0], asking, {"id": "code", "kind": "code", "minutes": 1}, *alone[2:]])
    after = (await said(bank.wording, "utter_ask_third_party_sharing"))["text"]
    assert "stay within the bank" not in after
    asked = ("your mobile operator", "the authority that issued your ID", "the company that sends the text message")
    assert sorted(after.index(who) for who in asked) == [after.index(who) for who in asked]


async def test_a_brief_word_of_the_step_leaves_open_what_the_answer_has_offered() -> None:
    talk = tracker("en", step_kind="selfie")
    prompt = (await said_in(talk, "utter_step"))["text"]
    for _ in range(2):
        talk.update(BotUttered(prompt, {}, {"id": "utter_step_selfie.en"}))
        talk.update(UserUttered("and?"))
    assert (await said_in(talk, "utter_step"))["buttons"]
    talk.update(BotUttered("It is kept.", {"buttons": [{"title": "More", "payload": "tell_more.storage"}]}))
    brief = await said_in(talk, "utter_step")
    assert (brief["id"], brief["buttons"]) == ("utter_step_brief.en", [])
