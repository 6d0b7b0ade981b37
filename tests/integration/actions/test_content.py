"""The files of `data/`: the real ones fit, and what does not fit is named by file, line and key."""

import json
import re
import shutil
from pathlib import Path

import pytest
import yaml

from actions.storage.content.circumstances import KINDS_THAT_ASK
from actions.storage.content.files import ContentWrong
from actions.storage.content.folder import load_content
from actions.verification.checks import BANKS_OWN, CHECKS
from actions.verification.journey import Basis, Kind, Rule

DATA = Path(__file__).parents[3] / "data"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for part in ("journeys", "texts", "privacy"):
        shutil.copytree(DATA / part, tmp_path / part)
    for name in ("bank.yml", "codes.yml", "retention.yml"):
        shutil.copy(DATA / name, tmp_path)
    return tmp_path


def change(path: Path, before: str, after: str) -> None:
    text = path.read_text()
    assert before in text
    path.write_text(text.replace(before, after, 1))


def problems(folder: Path) -> str:
    with pytest.raises(ContentWrong) as wrong:
        load_content(folder)
    return "\n".join(wrong.value.problems)


def test_the_files_of_the_product_fit_together() -> None:
    content = load_content(DATA)
    assert sorted(content.journeys) == ["intl", "ir", "kr"]
    assert sorted(content.wordings) == ["intl", "ir", "kr"]
    assert all(sorted(each) == ["en", "fa", "ko"] for each in content.wordings.values())


@pytest.mark.parametrize("language", ["ko", "fa", "en"])
@pytest.mark.parametrize("journey", ["kr", "ir", "intl"])
def test_customers_are_told_the_times_that_evidence_is_kept(journey: str, language: str) -> None:
    """In days, or in years of 365; the sentences are the bank's own words."""
    kept = load_content(DATA).journeys[journey].retention
    facts = yaml.safe_load((DATA / "privacy" / f"{journey}.yml").read_text())["facts"]
    told = {item: numbers(words[language]) for item, words in facts["kept"].items() if isinstance(words, dict)}
    approved_or_not = [kept.relationship // 365, kept.declined]
    assert kept.relationship % 365 == 0
    assert told == {"chat": [], "photo": approved_or_not, "selfie": [kept.selfie], "number": approved_or_not}
    assert kept.declined == kept.selfie  # "30 days after the decision" is true of the selfie whatever the decision
    named = re.findall(r"\{(\w+)\}", facts["kept_if_not_approved"][language] + facts["kept"]["chat"][language])
    assert named == ["declined_days", "idle_days", "review_days", "message_days", "conversation_days"]


def test_consents_and_cameras_tell_the_times_of_the_country(folder: Path) -> None:
    change(folder / "privacy" / "ir.yml", "en: 30 days after the decision", "en: 45 days after the decision")
    wordings = load_content(folder).wordings
    for journey, days in (("kr", 30), ("ir", 45)):
        wording = wordings[journey]["en"]
        assert f"{days} days" in wording.consents["biometrics"]["retention"]
        assert f"{days} days" in wording.before_camera["selfie"]


def test_r18_a_consent_says_who_decides_and_who_outside_the_bank_is_asked(folder: Path) -> None:
    path = folder / "journeys" / "kr.yml"
    change(path, "age: 18", "age: 18\ndecide: checks")
    change(
        folder / "journeys" / "intl.yml", "  - {id: code, kind: code,", "  - {id: code, kind: details, fields: [phone],"
    )
    change(folder / "journeys" / "intl.yml", ", holds: 180, pause: 60, sends: 5", "")
    asked, alone = (load_content(folder).wordings[journey]["en"].consents for journey in ("kr", "intl"))
    assert "your mobile operator (whose number it is)" in asked["personal_data"]["notice"]
    assert alone["personal_data"]["notice"] == "Nobody outside the bank gets these details unless the law requires it."
    assert "Automatic checks alone may approve or decline" in asked["biometrics"]["notice"]
    assert "a bank employee looks at it and decides" in alone["biometrics"]["notice"]


def test_whom_the_journey_asks_must_be_named_in_its_privacy_file(folder: Path) -> None:
    change(folder / "privacy" / "kr.yml", "    phone_owner:\n", "    somebody_else:\n")
    assert "kr.yml:" in problems(folder)
    assert "facts.asked.phone_owner: is missing: the journey asks there" in problems(folder)


@pytest.mark.parametrize("journey", ["kr", "ir", "intl"])
def test_whoever_a_journey_can_ask_has_a_name_in_every_language(journey: str) -> None:
    asked = yaml.safe_load((DATA / "privacy" / f"{journey}.yml").read_text())["facts"]["asked"]
    assert set(asked) == {*CHECKS.keys() - BANKS_OWN, *(str(kind) for kind in KINDS_THAT_ASK)}
    assert all(set(names) == {"ko", "fa", "en"} for names in asked.values())


def test_before_the_camera_nothing_is_said_that_the_bank_does_not_say(folder: Path) -> None:
    path = folder / "privacy" / "kr.yml"
    content = yaml.safe_load(path.read_text())
    del content["facts"]["before_camera"]["photo"]
    path.write_text(yaml.safe_dump(content, allow_unicode=True))
    assert set(load_content(folder).wordings["kr"]["ko"].before_camera) == {"selfie"}


def test_a_journey_without_a_privacy_file_is_named(folder: Path) -> None:
    (folder / "privacy" / "kr.yml").unlink()
    assert "kr.yml: cannot be read" in problems(folder)


def numbers(sentence: str) -> list[int]:
    """`int` reads the digits of every script."""
    return [int(digits) for digits in re.findall(r"\d+", sentence)]


@pytest.mark.parametrize("journey", ["kr", "ir", "intl"])
def test_a_journey_ends_with_a_person_and_a_selfie_has_another_way(journey: str) -> None:
    found = load_content(DATA).journeys[journey]
    assert [step.kind for step in found.steps][:5] == [
        Kind.CONSENT,
        Kind.DETAILS,
        Kind.CODE,
        Kind.DOCUMENT,
        Kind.SELFIE,
    ]
    assert (found.steps[-1].kind, found.decide) == (Kind.REVIEW, "person")
    assert (found.steps[4].consent, found.steps[4].alternative) == ("biometrics", "branch")
    assert not found.consent("biometrics").required  # type: ignore[union-attr]
    assert all(step.alternative for step in found.steps[1:-1])


def test_r05_korea_counts_two_of_the_five_methods_and_knows_the_recommended_one() -> None:
    korea = load_content(DATA).journeys["kr"]
    five = ("id_copy", "video_call", "medium_delivery", "account_transfer", "registered_biometrics")
    assert korea.rule == Rule(2, five)
    assert [method.id for method in korea.methods if method.id not in five] == ["phone_owner"]
    assert korea.steps[1].needs == ("account_block",)


def test_r06_iran_counts_its_four_factors_and_asks_nobody_to_read_aloud() -> None:
    iran = load_content(DATA).journeys["ir"]
    assert iran.rule == Rule(4, ("card_data", "registry_photo", "phone_owner", "e_signature"))
    assert {check for step in iran.steps for check in step.informs} == {
        "card_serial",
        "registry_photo",
        "phone_owner",
        "e_signature",
    }
    assert next(step.moves for step in iran.steps if step.kind is Kind.SELFIE) == 2


@pytest.mark.parametrize(("journey", "numbers"), [("kr", ["1394", "112", "1332", "118"]), ("ir", ["096380"])])
def test_r39_numbers_to_call_about_fraud_are_the_countrys(journey: str, numbers: list[str]) -> None:
    found = load_content(DATA).journeys[journey].report_numbers
    assert [each.number for each in found] == numbers


def test_no_text_is_left_with_a_placeholder() -> None:
    for wording in (each for of_journey in load_content(DATA).wordings.values() for each in of_journey.values()):
        shown = json.dumps([wording.steps, wording.fields, wording.consents, wording.reasons, wording.before_camera])
        assert re.findall(r"\{\w+\}", shown) == []


def test_the_release_changes_with_the_words_of_a_consent(folder: Path) -> None:
    before = load_content(folder).wordings["intl"]["en"]
    change(folder / "texts" / "en.yml", "title: Your selfie", "title: Your face")
    after = load_content(folder).wordings["intl"]["en"]
    assert before.release != after.release
    assert before.consent_hash("biometrics") != after.consent_hash("biometrics")
    assert before.consent_hash("id_number") == after.consent_hash("id_number")


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("age: 18", "age: 16", "kr.yml:9: age: "),
        ("kind: details", "kind: detail", "steps.1.kind: "),
        ("  review: 90", "  reviews: 90", "retention_days.review: "),
        ("consent: biometrics,", "consent: face,", "steps.4.consent: is no item of `consents`"),
        (
            "resident_number, phone]",
            "shoe_size, phone]",
            "steps.1.fields: `shoe_size` is a field that nothing can read",
        ),
        ("id: kr", "id: kor", "kr.yml:4: id: must be the file's name"),
        ("id: selfie", "id: document", "steps.4.id: stands twice"),
        ("kind: review", "kind: selfie", "the review is the last step"),
        ("calendar: gregorian", "calendar: lunar", "calendar: "),
        ("time_zone: Asia/Seoul", "time_zone: Asia/Pyong", "time_zone: "),
        ("v: 1", "v: 1\nsurprise: 1", "surprise: "),
        ("age: 18", "age: [", "kr.yml:"),
        ("alien_card]", "alien_card, library_card]", "documents.library_card: is missing"),
        ("needs: [account_block]", "needs: [horoscope]", "steps.1.needs: `horoscope` is a check that nobody makes"),
        ("checks: [id_authenticity]", "checks: [horoscope]", "methods.0.checks: `horoscope` is a check that nobody"),
        ("steps: [transfer]", "steps: [transport]", "methods.3.steps: `transport` is no step"),
        ("of: [id_copy,", "of: [id_coffee,", "rule.of: `id_coffee` is none of `methods`"),
        ("at_least: 2", "at_least: 6", "rule.at_least: is more than there are"),
        ("alternative: video_call", "alternative: carrier_pigeon", "steps.5.alternative: is none of `alternatives`"),
        ("{min: 8, max: 12}", "{min: 1, max: 3}", "minutes: the steps take 9 minutes, which does not lie between"),
        ("resident_number, phone]", "resident_number]", "steps.2: needs the field `phone` before"),
        ("fields: [account_bank, account_number]", "fields: [account_bank]", "needs the field `account_number` before"),
        ("  - {id: code, kind: code,", "  - {id: code, kind: signature,", "steps.2.statement: belongs to signature"),
        ("moves: 2}", "moves: 2, holds: 90}", "steps.4: holds, pause and sends belong to code and transfer"),
        ("holds: 180", "holds: 5", "steps.2.holds: "),
        ('- {id: "003"', '- {id: "002"', "banks.1.id: stands twice"),
        ('id: "002", name: {ko: KDB산업은행, ', 'id: "002", name: {', "banks.0.name.ko: is missing"),
        ('number: "1394"', 'number: "call us"', "report_numbers.0.number: "),
        ("kind: video, minutes", "kind: seance, minutes", "alternatives.1.kind: "),
        ("moves: 2", "moves: 9", "steps.4.moves: "),
    ],
)
def test_a_journey_that_does_not_fit_stops_the_start(folder: Path, before: str, after: str, said: str) -> None:
    change(folder / "journeys" / "kr.yml", before, after)
    assert said in problems(folder)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("{bank} 계좌", "{bonk} 계좌", "steps.5.statement.ko: `{bonk}` is not `{bank}`"),
        ("      ko: ", "      kr: ", "steps.5.statement.ko: is missing"),
    ],
)
def test_what_is_signed_stands_there_in_every_language(folder: Path, before: str, after: str, said: str) -> None:
    change(folder / "journeys" / "ir.yml", before, after)
    assert said in problems(folder)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('  en: "{bank}: your', '  fr: "{bank}: your', "codes.yml:8: text.en: is missing"),
        ("code is {code}", "code is secret", "text.en: must name `{code}` once"),
        ("Enter it only in", "See https://bank.example, only in", "text.en: no link may go out"),
        ("{bank}: your code", "{name}: your code", "text.en: `{name}` is no fact of bank.yml"),
        ('en: "Code {code}"', 'en: "Code of your bank {code}"', "memo.en: is longer than 14 signs"),
    ],
)
def test_r28_what_goes_out_with_a_code_has_no_link_and_nothing_personal(
    folder: Path, before: str, after: str, said: str
) -> None:
    change(folder / "codes.yml", before, after)
    assert said in problems(folder)


def test_a_missing_text_is_named_with_its_file_and_key(folder: Path) -> None:
    change(folder / "texts" / "fa.yml", "  selfie:\n", "  self:\n")
    assert "fa.yml: steps.selfie: is missing" in problems(folder)


def test_a_placeholder_that_is_no_fact_is_named_with_its_line(folder: Path) -> None:
    change(folder / "texts" / "en.yml", "{retention_selfie}", "{retention_selfy}")
    said = problems(folder)
    assert (
        "consents.biometrics.retention: `{retention_selfy}` is no fact of bank.yml or of the journey's privacy file"
        in said
    )
    assert "en.yml:" in said


def test_a_language_without_a_journey_is_named(folder: Path) -> None:
    change(folder / "bank.yml", "journeys: {ko: kr, fa: ir, en: intl}", "journeys: {ko: kr, fa: xx, en: intl}")
    assert "journeys.fa: there is no journeys/xx.yml" in problems(folder)


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "texts" / "ko.yml").unlink()
    assert "ko.yml: cannot be read" in problems(folder)


def test_r25_how_long_things_are_kept_is_the_banks_choice(folder: Path) -> None:
    change(folder / "retention.yml", "answers: 30", "answers: 12")
    assert load_content(folder).times.answers == 12


def test_a_time_that_is_none_is_named_by_its_line(folder: Path) -> None:
    change(folder / "retention.yml", "delivered: 7", "delivered: 0")
    assert re.search(r"retention\.yml:\d+: days\.delivered: ", problems(folder))


@pytest.mark.parametrize("journey", ["kr", "ir", "intl"])
def test_r21_each_item_that_a_law_keeps_names_the_law_and_the_time(journey: str) -> None:
    read = load_content(DATA).journeys[journey]
    signed = {"signature"} if any(step.kind is Kind.SIGNATURE for step in read.steps) else set()
    assert {one.item for one in read.kept_by_law} == {"details", "document", "consents"} | signed
    assert {one.days for one in read.kept_by_law} == {read.retention.relationship}
    assert all(one.law for one in read.kept_by_law)


def test_a_law_may_have_a_time_of_its_own_but_no_item_two_laws(folder: Path) -> None:
    law = re.search(r"  - \{item: document, law: .*\}", (folder / "journeys" / "kr.yml").read_text())
    assert law
    change(folder / "journeys" / "kr.yml", law[0], '  - {item: document, law: "a law", days: 3650}')
    [document] = [one for one in load_content(folder).journeys["kr"].kept_by_law if one.item == "document"]
    assert document.days == 3650
    change(folder / "journeys" / "kr.yml", "{item: document, law", "{item: details, law")
    assert "kept_by_law.1.item: stands twice" in problems(folder)


def test_a_ledger_is_not_kept_alone(folder: Path) -> None:
    text = (folder / "journeys" / "kr.yml").read_text()
    (folder / "journeys" / "kr.yml").write_text(re.sub(r"  - \{item: (details|document), law.*\n", "", text))
    assert "kept_by_law: a ledger is kept with" in problems(folder)


@pytest.mark.parametrize("language", ["ko", "fa", "en"])
@pytest.mark.parametrize("journey", ["kr", "ir", "intl"])
def test_r19_each_consent_is_told_in_full_and_refusing_names_the_other_way(journey: str, language: str) -> None:
    """Purpose, items, time, and what refusing costs, each filled in; biometrics stand alone."""
    content = load_content(DATA)
    branch = {"ko": "영업점", "fa": "شعبه", "en": "branch"}[language]
    consents = content.journeys[journey].consents
    assert [item.required for item in consents if item.item == "biometrics"] == [False]
    for item in consents:
        told = content.wordings[journey][language].consents[item.item]
        assert all("{" not in told[part] and told[part].strip() for part in told), item.item
        assert branch in told["refusal"], item.item


CHOICE = {"ko": "거부하실 수 있", "fa": "می‌توانید موافقت نکنید", "en": "You may refuse"}
BY_LAW = {"ko": "법령에 따라", "fa": "قانون است، نه رضایت", "en": "because the law requires it, not by consent"}


@pytest.mark.parametrize("language", ["ko", "fa", "en"])
@pytest.mark.parametrize("journey", ["kr", "ir", "intl"])
def test_r22_what_rests_on_a_law_is_told_and_only_what_rests_on_consent_may_be_refused(
    journey: str, language: str
) -> None:
    content = load_content(DATA)
    for item in content.journeys[journey].consents:
        told = content.wordings[journey][language].consents[item.item]
        by_law = item.basis is Basis.STATUTE
        assert (CHOICE[language] in told["refusal"]) is not by_law
        assert (BY_LAW[language] in told["notice"]) is by_law
        assert not by_law or item.law[language] in told["purpose"]


@pytest.mark.parametrize("language", ["ko", "fa", "en"])
def test_a_consent_names_what_the_cards_of_its_journey_ask_for(language: str) -> None:
    content = load_content(DATA)
    labels = content.wordings["kr"][language].fields
    for journey, read in content.journeys.items():
        told = content.wordings[journey][language].consents
        named = (told["personal_data"]["items"] + told["id_number"]["items"]).lower()
        asked = {field for step in read.steps for field in step.fields}
        ours = {field for field in labels if labels[field]["label"].lower() in named}
        assert asked <= ours
        assert not (ours - asked) & {"resident_number", "national_code", "card_serial"}  # another country's


def test_a_signature_and_a_photo_are_consented_to_where_they_are_asked_for(folder: Path) -> None:
    items = {
        name: each["en"].consents["personal_data"]["items"] for name, each in load_content(folder).wordings.items()
    }
    assert {name for name, said in items.items() if "signature" in said} == {"ir"}
    assert all("photo of the ID" in said for said in items.values())


@pytest.mark.parametrize(
    ("file", "before", "after", "said"),
    [
        ("texts/en.yml", "    by_law:", "    by_laws:", "texts/en.yml:"),
        (
            "texts/en.yml",
            "      agree: I have read this",
            "      agreed: I have read this",
            "consents.id_number.by_law",
        ),
        ("journeys/kr.yml", '      fa: "قانون معاملات', '      fr: "قانون معاملات', "consents.1.law.fa: is missing"),
        ("journeys/kr.yml", "    basis: statute", "    basis: consent", "consents.1.law: belongs to `basis: statute`"),
        ("journeys/ir.yml", "{item: id_number}", "{item: id_number, basis: statute}", "consents.1.law: belongs to"),
    ],
)
def test_a_law_without_its_words_is_named(folder: Path, file: str, before: str, after: str, said: str) -> None:
    change(folder / file, before, after)
    assert said in problems(folder)


@pytest.mark.parametrize("language", ["ko", "fa", "en"])
def test_r22_the_korean_number_is_said_to_rest_on_a_law(language: str) -> None:
    content = load_content(DATA)
    basis = {item.item: str(item.basis) for item in content.journeys["kr"].consents}
    assert basis["id_number"] == "statute"
    facts = yaml.safe_load((DATA / "privacy" / "kr.yml").read_text())["facts"]
    law = {"ko": "법에 따라", "fa": "قانون", "en": "under these laws"}[language]
    assert law in facts["basis"][language]
