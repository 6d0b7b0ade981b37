"""What consents say of a journey, in three languages."""

from pathlib import Path

import pytest
import yaml

from actions.storage.content.folder import load_content
from actions.verification.journey import Basis
from tests.integration.actions.content.files import DATA, change


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


def test_the_release_changes_with_the_words_of_a_consent(folder: Path) -> None:
    before = load_content(folder).wordings["intl"]["en"]
    change(folder / "texts" / "en.yml", "title: Your selfie", "title: Your face")
    after = load_content(folder).wordings["intl"]["en"]
    assert before.release != after.release
    assert before.consent_hash("biometrics") != after.consent_hash("biometrics")
    assert before.consent_hash("id_number") == after.consent_hash("id_number")


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


@pytest.mark.parametrize("language", ["ko", "fa", "en"])
def test_r22_the_korean_number_is_said_to_rest_on_a_law(language: str) -> None:
    content = load_content(DATA)
    basis = {item.item: str(item.basis) for item in content.journeys["kr"].consents}
    assert basis["id_number"] == "statute"
    facts = yaml.safe_load((DATA / "privacy" / "kr.yml").read_text())["facts"]
    law = {"ko": "법에 따라", "fa": "قانون", "en": "under these laws"}[language]
    assert law in facts["basis"][language]
