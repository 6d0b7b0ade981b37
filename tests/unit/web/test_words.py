"""What widget and console say agrees with the catalogue of events and with the words of the cards."""

import re
from pathlib import Path

import pytest
import yaml

from handoff.domain.events import MESSAGE_EVENTS

ROOT = Path(__file__).parents[3]
WIDGET = ROOT / "handoff" / "web" / "widget"
LANGUAGES = ("ko", "fa", "en")
# The bot speaks, or the card shows it, or there is nothing left to show.
SILENT = {"opened", "came_back", "step_idle", "step_stuck", "person_wanted", "consent_given", "forgotten"}
BY_PARAMS = {"case_moved", "bot_unavailable"}


def strings(language: str) -> dict[str, str]:
    source = (WIDGET / "strings" / f"{language}.js").read_text()
    return dict(re.findall(r"^  (\w+): '(.*)',$", source, flags=re.MULTILINE))


def test_all_languages_have_the_same_strings() -> None:
    assert set(strings("ko")) == set(strings("fa")) == set(strings("en"))


def test_every_event_of_the_catalogue_has_words_or_is_silent_on_purpose() -> None:
    said = {key.removeprefix("event_") for key in strings("en") if key.startswith("event_")}
    assert set(MESSAGE_EVENTS) - SILENT - BY_PARAMS <= said


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_step_is_called_the_same_in_the_progress_and_on_its_card(language: str) -> None:
    texts = yaml.safe_load((ROOT / "data" / "texts" / f"{language}.yml").read_text())
    said = strings(language)
    for kind, words in texts["steps"].items():
        assert said[f"kind_{kind}"] == words["title"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_status_that_customers_can_meet_has_words(language: str) -> None:
    texts = yaml.safe_load((ROOT / "data" / "texts" / f"{language}.yml").read_text())
    assert {f"status_{status}" for status in texts["statuses"]} <= set(strings(language))


def test_every_string_that_the_code_asks_for_exists() -> None:
    code = "\n".join(path.read_text() for path in WIDGET.rglob("*.js") if "strings" not in path.parts)
    asked = set(re.findall(r"\btext\('(\w+)'", code))
    assert asked <= set(strings("en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_staff_read_every_event_in_words(language: str) -> None:
    source = (ROOT / "handoff" / "web" / "console" / "strings" / f"{language}.js").read_text()
    assert set(MESSAGE_EVENTS) <= set(re.findall(r'"event\.(\w+)":', source))
