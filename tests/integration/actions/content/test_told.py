"""What the files of `data/` say: the real ones fit together, and customers are told what is true of their journey."""

import json
import re
from pathlib import Path

import pytest
import yaml

from actions.storage.content.circumstances import KINDS_THAT_ASK
from actions.storage.content.folder import load_content
from actions.verification.checks import BANKS_OWN, CHECKS
from actions.verification.journey import Kind, Rule
from tests.integration.actions.content.files import DATA, change, numbers


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
    assert not found.consent("biometrics").required  # type: ignore[union-attr]  # the journey has it
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


def test_r25_how_long_things_are_kept_is_the_banks_choice(folder: Path) -> None:
    change(folder / "retention.yml", "answers: 30", "answers: 12")
    assert load_content(folder).times.answers == 12


@pytest.mark.parametrize("journey", ["kr", "ir", "intl"])
def test_r21_each_item_that_a_law_keeps_names_the_law_and_the_time(journey: str) -> None:
    read = load_content(DATA).journeys[journey]
    signed = {"signature"} if any(step.kind is Kind.SIGNATURE for step in read.steps) else set()
    assert {one.item for one in read.kept_by_law} == {"details", "document", "consents"} | signed
    assert {one.days for one in read.kept_by_law} == {read.retention.relationship}
    assert all(one.law for one in read.kept_by_law)
