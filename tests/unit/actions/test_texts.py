"""What customers read on cards and in reasons: complete, alike in the three languages, and silent where it must be."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from actions.verification.details import READERS
from actions.verification.journey import Kind
from actions.verification.reasons import REASONS, public_code
from actions.verification.status import Status

FOLDER = Path(__file__).parents[3] / "data" / "texts"
LANGUAGES = ("ko", "fa", "en")
TEXTS: dict[str, dict[str, Any]] = {
    language: yaml.safe_load((FOLDER / f"{language}.yml").read_text(encoding="utf-8")) for language in LANGUAGES
}
TOLD = {public_code(code) for code in REASONS}
SENSITIVE = {reason.code for reason in REASONS.values() if reason.sensitive}


@pytest.mark.parametrize("language", LANGUAGES)
def test_r10_every_reason_that_can_reach_a_customer_has_a_cause_and_a_tip(language: str) -> None:
    reasons = TEXTS[language]["reasons"]
    assert set(reasons) == TOLD
    assert all(set(text) == {"cause", "tip"} and all(text.values()) for text in reasons.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_r11_what_lies_behind_a_sensitive_reason_has_no_words_of_its_own(language: str) -> None:
    assert len(SENSITIVE) > 0
    assert SENSITIVE.isdisjoint(TEXTS[language]["reasons"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_r10_a_reason_that_allows_no_other_try_names_another_way(language: str) -> None:
    others = {"ko": ("직원", "영업점"), "fa": ("کارشناس", "شعبه"), "en": ("person", "branch")}[language]
    final = [code for code in TOLD if code and not REASONS[code].retry]
    tips = {code: TEXTS[language]["reasons"][code]["tip"] for code in final}
    assert [code for code, tip in tips.items() if not any(other in tip for other in others)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_r04_every_kind_of_step_says_what_it_is_why_how_and_a_tip(language: str) -> None:
    steps = TEXTS[language]["steps"]
    assert set(steps) == {str(kind) for kind in Kind}
    assert all(set(text) == {"title", "why", "how", "tip"} and all(text.values()) for text in steps.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_status_and_every_field_has_words(language: str) -> None:
    assert set(TEXTS[language]["statuses"]) == {str(status) for status in Status}
    assert set(TEXTS[language]["fields"]) >= set(READERS)


def test_the_languages_hold_the_same_in_the_same_order() -> None:
    orders = {language: [(part, list(text)) for part, text in _sections(TEXTS[language])] for language in LANGUAGES}
    assert orders["ko"] == orders["fa"] == orders["en"]


def _sections(texts: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [(part, text) for part, text in texts.items() if isinstance(text, dict)]
