"""What the widget says agrees with the catalogue of events and with the words of the cards."""

import re
from pathlib import Path

import pytest
import yaml

from handoff.domain.events import MESSAGE_EVENTS

ROOT = Path(__file__).parents[3]
WIDGET = ROOT / "handoff" / "web" / "widget"
LANGUAGES = ("ko", "fa", "en")
SILENT = {"opened", "came_back", "step_idle", "case_moved", "bot_unavailable"}  # no words, or words by their params


def strings(language: str) -> dict[str, str]:
    source = (WIDGET / "strings" / f"{language}.js").read_text()
    return dict(re.findall(r"^  (\w+): '(.*)',$", source, flags=re.MULTILINE))


def test_all_languages_have_the_same_strings() -> None:
    assert set(strings("ko")) == set(strings("fa")) == set(strings("en"))


def test_every_event_of_the_catalogue_has_words_or_is_silent_on_purpose() -> None:
    said = {key.removeprefix("event_") for key in strings("en") if key.startswith("event_")}
    assert set(MESSAGE_EVENTS) - SILENT <= said


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


def test_no_page_has_a_script_or_style_inside_it() -> None:
    for page in ("chat.html", "demo.html"):
        source = (ROOT / "handoff" / "web" / page).read_text()
        assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", source)


def test_nothing_is_ever_parsed_as_html() -> None:
    for path in [*WIDGET.rglob("*.js"), *(ROOT / "handoff" / "web" / "demo").rglob("*.js")]:
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(", path.read_text())
