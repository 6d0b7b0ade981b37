"""The files with the bank's facts: whole, released, and refused where they do not fit."""

import re
from typing import Any

import pytest
from bank_facts import (
    COUNTRIES,
    DATA,
    LANGUAGES,
    Bank,
)
from channels.gateway import GatewayInput
from components.content import read_yaml
from components.privacy import explained
from components.privacy_file import Fact, PrivacyWrongError, facts_by_language
from components.privacy_files import PrivacyFiles


def test_other_times_are_another_release(bank: Bank) -> None:
    before = PrivacyFiles(bank.folder).release
    bank.keeps(messages=81)
    assert PrivacyFiles(bank.folder).release != before


def test_r18_whom_the_journey_asks_without_the_file_naming_them_stops_the_start(bank: Bank) -> None:
    bank.journey("ir", steps=[{"id": "details", "kind": "details", "informs": ["oracle"]}])
    with pytest.raises(PrivacyWrongError, match=r"privacy/ir.yml: asked.oracle: is missing"):
        PrivacyFiles(bank.folder)


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
    content = read_yaml(DATA / "privacy" / "kr.yml")
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
