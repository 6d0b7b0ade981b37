"""What the bot says about data follows from the bank's file for the country, fact by fact."""

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from channels.gateway import GatewayInput
from components.nlg import Wording
from components.privacy import explained
from components.privacy_file import ITEMS, QUESTIONS, Fact, PrivacyWrongError, facts_by_language
from components.privacy_files import PrivacyFiles
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from settings import PROJECT

DOMAIN = Domain.load("domain")
DATA = PROJECT / "data"
WORDING = Wording(domain=DOMAIN)
LANGUAGES = ("ko", "fa", "en")
COUNTRIES = ("kr", "ir", "intl")
CHANGED = "SAID OTHERWISE"
# Answer, item of the step, and the fact without which it is no answer.
HEARTS = [
    ("utter_ask_why_verification", "all", "why"),
    ("utter_ask_biometric_purpose", "selfie", "why.selfie"),
    ("utter_ask_third_party_sharing", "all", "shared"),
    ("utter_ask_data_protection", "selfie", "protection"),
    ("utter_ask_protection_technology", "all", "technology"),
    ("utter_ask_data_storage", "photo", "kept.photo"),
    ("utter_ask_data_storage", "selfie", "kept.selfie"),
    ("utter_ask_data_storage", "number", "kept.number"),
    ("utter_ask_data_deletion", "all", "withdraw"),
    ("utter_ask_data_deletion", "selfie", "withdraw.selfie"),
    ("utter_refuse_biometric", "selfie", "refusal.selfie"),
    ("utter_ask_alternative", "selfie", "alternative.selfie"),
    ("utter_ask_alternative", "photo", "alternative"),
]


class Bank:
    """A data folder whose privacy files can be changed."""

    def __init__(self, folder: Path) -> None:
        self.project, self.folder = folder, folder / "data"
        learnt = shutil.ignore_patterns("nlu", "rules", "stories")
        shutil.copytree(DATA, self.folder, ignore=learnt)

    def tells(self, country: str, key: str, text: Any) -> None:
        """`None` takes the fact out, for the item as for all."""
        path = self.folder / "privacy" / f"{country}.yml"
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        facts, (question, _, item) = content["facts"], key.partition(".")
        by_item = bool(set(facts[question]) & {*ITEMS, "all"})
        place, name = (facts[question], item or "all") if by_item else (facts, question)
        if text is None:
            del place[name]
        else:
            place[name] = text
        path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")

    def journey(self, country: str, **changes: Any) -> None:
        path = self.folder / "journeys" / f"{country}.yml"
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        path.write_text(yaml.safe_dump({**content, **changes}, allow_unicode=True), encoding="utf-8")

    def keeps(self, **days: int) -> None:
        path = self.folder / "retention.yml"
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        path.write_text(yaml.safe_dump({**content, "days": content["days"] | days}), encoding="utf-8")

    @property
    def wording(self) -> Wording:
        return Wording(domain=DOMAIN, data=self.folder)


@pytest.fixture
def bank(tmp_path: Path) -> Bank:
    return Bank(tmp_path)


def tracker(language: str, **slots: Any) -> DialogueStateTracker:
    given = {"language": language, "case_status": "started", "journey": "kr", "other_way": "visit", **slots}
    events = [SlotSet(name, value) for name, value in given.items()]
    return DialogueStateTracker.from_events("c", [*events, UserUttered("said")], DOMAIN.slots)


async def said(wording: Wording, key: str, language: str = "en", **slots: Any) -> dict[str, Any]:
    return await said_in(tracker(language, **slots), key, wording)


async def said_in(talk: DialogueStateTracker, key: str, wording: Wording = WORDING) -> dict[str, Any]:
    message = await wording.generate(key, talk, "gateway")
    assert message is not None
    return message


def facts_of(message: dict[str, Any]) -> list[str]:
    return list(message["metadata"]["facts"])


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


def test_other_times_are_another_release(bank: Bank) -> None:
    before = PrivacyFiles(bank.folder).release
    bank.keeps(messages=81)
    assert PrivacyFiles(bank.folder).release != before


@pytest.mark.parametrize("language", LANGUAGES)
async def test_r16_what_is_typed_into_the_cards_is_told_as_the_journey_asks_it(bank: Bank, language: str) -> None:
    bank.journey("ir", steps=[{"id": "details", "kind": "details", "fields": ["name", "passport_number"]}])
    labels = yaml.safe_load((DATA / "texts" / f"{language}.yml").read_text(encoding="utf-8"))["fields"]
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


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("country", COUNTRIES)
async def test_that_faces_are_compared_by_machine_is_said_before_it_is_asked(country: str, language: str) -> None:
    told = {"ko": "얼굴 특징정보는 저장하지 않고", "fa": "الگوی بیومتریکی", "en": "face template"}[language]
    message = await said(WORDING, "utter_step", language, step_kind="selfie", journey=country)
    assert told in message["text"]


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


def test_r18_whom_the_journey_asks_without_the_file_naming_them_stops_the_start(bank: Bank) -> None:
    bank.journey("ir", steps=[{"id": "details", "kind": "details", "informs": ["oracle"]}])
    with pytest.raises(PrivacyWrongError, match=r"privacy/ir.yml: asked.oracle: is missing"):
        PrivacyFiles(bank.folder)


@pytest.mark.parametrize(("step", "item"), [("document", "photo"), ("selfie", "selfie")])
async def test_before_the_camera_one_sentence_is_said_unasked(bank: Bank, step: str, item: str) -> None:
    bank.tells("kr", f"kept.{item}", dict.fromkeys(LANGUAGES, CHANGED))
    wording = bank.wording
    for language in LANGUAGES:
        message = await said(wording, "utter_step", language, step_kind=step)
        assert CHANGED in message["text"]
        assert facts_of(message) == [f"kr.before_camera.{item}", f"kr.kept.{item}"]
        assert message["custom"] == {"card": step}


@pytest.mark.parametrize("missing", ["before_camera.selfie", "kept.selfie"])
async def test_it_is_left_unsaid_where_the_bank_does_not_say_it(bank: Bank, missing: str) -> None:
    bank.tells("kr", missing, None)
    message = await said(bank.wording, "utter_step", "en", step_kind="selfie")
    assert (message["text"], facts_of(message)) == ("Whenever you are ready, take a selfie.", [])


NOTICE = ("utter_notice_protection", "utter_notice_storage", "utter_notice_choice", "utter_notice_rights")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("country", COUNTRIES)
async def test_r17_the_whole_notice_tells_every_question_in_the_order_of_trust(country: str, language: str) -> None:
    told = [await said(WORDING, key, language, journey=country, item="selfie") for key in NOTICE]
    questions = list(dict.fromkeys(key.split(".")[1] for message in told for key in facts_of(message)))
    assert questions[:6] == ["shared", "sold", "protection", "technology", "why", "basis"]
    assert set(questions) == set(QUESTIONS) - {"before_camera"}
    assert not any("{" in message["text"] for message in told)


@pytest.mark.parametrize("fact", ["abroad", "complain", "basis", "technology", "kept.photo", "how_it_works"])
async def test_what_is_not_told_is_named_as_unknown_in_the_notice(bank: Bank, fact: str) -> None:
    bank.tells("kr", fact, None)
    told = [(await said(bank.wording, key))["text"] for key in NOTICE]
    assert sum(text.count("I don't know this; a person can tell you.") for text in told) == 1


CERTIFICATES = re.compile(
    r"ISO|IEC|27001|30107|FIDO|NIST|KISA|iBeta|PCI|SOC ?2|certified|certificate|accredited"
    r"|인증받은|인증을 받|공인|گواهی|تأییدیه"
)
DENIALS = ("holds no official certificate", "공인 인증을 받은 것은 아니에요", "گواهی رسمی ندارد")


@pytest.mark.parametrize("country", COUNTRIES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_r24_no_certificate_is_claimed_for_what_compares_faces(country: str, language: str) -> None:
    facts = PrivacyFiles(DATA).facts(country, language)
    about_data = [fact.text for key, fact in facts.items() if not key.startswith(("shared", "never_asked"))]
    named = [text for text in about_data if CERTIFICATES.search(text)]
    assert named == [facts["technology"].text]
    assert any(denial in named[0] for denial in DENIALS)


@pytest.mark.parametrize("topic", ["why", "sharing", "protection", "storage", "rights"])
@pytest.mark.parametrize("language", LANGUAGES)
async def test_more_is_told_of_the_topic_asked_for(topic: str, language: str) -> None:
    message = await said(WORDING, "utter_tell_more", language, topic=topic, item="selfie")
    assert message["id"] == f"utter_more_{topic}.{language}"
    assert [button["payload"] for button in message["buttons"]] == ["whole_notice", "request_human"]


@pytest.mark.parametrize("country", COUNTRIES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_file_of_the_product_is_whole(country: str, language: str) -> None:
    facts = PrivacyFiles(DATA).facts(country, language)
    assert {"kept.photo", "kept.selfie", "kept.number", "not_kept.template", "not_made.video"} <= set(facts)
    if language == "fa":
        western = [key for key, fact in facts.items() if set(fact.text.replace("AES-256-GCM", "")) & set("0123456789")]
        assert western == []


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"facts": {"sold": {"ko": "a", "fa": "b"}}}, "privacy/kr.yml: sold.en: is missing"),
        ({"facts": {"sold": {"ko": "a", "fa": " ", "en": "c"}}}, "privacy/kr.yml: sold.fa: is missing"),
        ({"facts": {"solt": {"ko": "a", "fa": "b", "en": "c"}}}, "privacy/kr.yml: solt: is unknown"),
        ({"facts": {"why": {"voice": {"ko": "a", "fa": "b", "en": "c"}}}}, "privacy/kr.yml: why.voice: is unknown"),
        ({"facts": {"sold": {"ko": "a", "fa": "b", "en": "{kept.soul}"}}}, "sold.en: `{kept.soul}` is unknown"),
        (
            {"facts": {"kept": {"photo": {"ko": "a", "fa": "b", "en": "{idle_days}"}}}},
            "kept.photo.en: `{idle_days}` is",
        ),
        ({"facts": {"why": {"chat": {"ko": "a", "fa": "b", "en": "c"}}}}, "privacy/kr.yml: why.chat: is unknown"),
        ({"facts": {"sold": "never"}}, "privacy/kr.yml: sold: must be a text in each language"),
        ({"facts": {"why": {"selfie": "not_made"}}}, "privacy/kr.yml: why.selfie: `not_made` belongs to `kept`"),
        ({"id": "ir"}, "privacy/kr.yml: id: must be the file's name"),
        ({"reviewed_by": ""}, "privacy/kr.yml: reviewed_by: is missing"),
        ({"v": 2}, "privacy/kr.yml: v: must be 1"),
        ({"surprise": 1}, "privacy/kr.yml: surprise: is unknown"),
    ],
)
def test_a_mistake_is_named_by_file_and_key(change: dict[str, Any], problem: str) -> None:
    content = yaml.safe_load((DATA / "privacy" / "kr.yml").read_text(encoding="utf-8"))
    with pytest.raises(PrivacyWrongError) as wrong:
        facts_by_language("kr", {**content, **change}, {})
    assert problem in str(wrong.value)


def test_a_journey_of_the_bank_without_a_file_stops_the_start(bank: Bank) -> None:
    (bank.folder / "privacy" / "ir.yml").unlink()
    with pytest.raises(PrivacyWrongError, match=r"privacy/ir.yml: is missing \(bank.yml: journeys.fa\)"):
        PrivacyFiles(bank.folder)


def test_the_release_changes_with_what_is_told(bank: Bank) -> None:
    before = PrivacyFiles(bank.folder).release
    bank.tells("kr", "sold", None)
    assert PrivacyFiles(bank.folder).release != before


def test_a_mistake_stops_the_start_of_the_bot(bank: Bank, monkeypatch: pytest.MonkeyPatch) -> None:
    bank.tells("kr", "sold", {"ko": "a"})
    monkeypatch.setattr("channels.gateway.PROJECT", bank.project)
    with pytest.raises(PrivacyWrongError, match=r"privacy/kr.yml: sold.fa: is missing"):
        GatewayInput.from_credentials(None)


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


def test_sentences_run_on_headings_begin_a_line_and_an_empty_line_stays_one() -> None:
    facts = {key: Fact(f"{key} told.", (f"kr.{key}",)) for key in ("sold", "where", "shared")}
    sentences, headings = (
        "{privacy.sold}\n{privacy.sold}\n{privacy.basis}",
        "• Where: {privacy.where}\n• Law: {privacy.basis}",
    )
    frame = f"Yes.\n{sentences}\n\n{headings}\n\n\nBye."
    told = explained(frame, facts, "all", "unknown")
    assert told.text == "Yes. sold told.\n\n• Where: where told.\n• Law: unknown\n\nBye."
    assert told.keys == ("kr.sold", "kr.where")
