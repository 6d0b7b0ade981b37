"""What does not fit stops the start and is named by file, line and key."""

import re
from pathlib import Path

import pytest

from actions.storage.content.folder import load_content
from tests.integration.actions.content.files import change, problems


def test_whom_the_journey_asks_must_be_named_in_its_privacy_file(folder: Path) -> None:
    change(folder / "privacy" / "kr.yml", "    phone_owner:\n", "    somebody_else:\n")
    assert "kr.yml:" in problems(folder)
    assert "facts.asked.phone_owner: is missing: the journey asks there" in problems(folder)


def test_a_name_that_is_asked_for_after_the_vendors_step_could_not_be_compared(folder: Path) -> None:
    path = folder / "journeys" / "intl.yml"
    details, vendor = "fields: [name, birth_date, nationality, passport_number, phone]", "kind: document,"
    change(path, details, "fields: [nationality, passport_number, phone]")
    change(path, vendor, "vendor: stripe, flow: document, kind: vendor,")
    change(path, "accepts: [passport]}", "}")
    change(path, "kind: selfie,", "kind: details, fields: [name, birth_date],")
    change(path, ", moves: 2}", "}")
    found = problems(folder)
    assert "steps.4.fields: `name` comes after the vendor's step" in found
    assert "steps.4.fields: `birth_date` comes after the vendor's step" in found


def test_a_journey_without_a_privacy_file_is_named(folder: Path) -> None:
    (folder / "privacy" / "kr.yml").unlink()
    assert "kr.yml: cannot be read" in problems(folder)


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


def test_a_time_that_is_none_is_named_by_its_line(folder: Path) -> None:
    change(folder / "retention.yml", "delivered: 7", "delivered: 0")
    assert re.search(r"retention\.yml:\d+: days\.delivered: ", problems(folder))


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
