from pathlib import Path

import pytest

from handoff.services.event_words import event_words
from handoff.storage.bank_files import read_event_texts

DATA = Path(__file__).parents[4] / "data"
TEXTS = {"en": {"agent_joined": "{name} has joined.", "case_moved_passed": "Received.", "case_moved": "Moved."}}


def test_the_name_of_an_agent_stands_in_the_words() -> None:
    assert event_words(TEXTS)("agent_joined", {"name": "Sora"}, "en") == "Sora has joined."


def test_a_name_with_braces_stays_a_name() -> None:
    assert event_words(TEXTS)("agent_joined", {"name": "{x.__class__}"}, "en") == "{x.__class__} has joined."


def test_what_came_of_it_has_words_of_its_own_where_there_are_some() -> None:
    words = event_words(TEXTS)
    assert words("case_moved", {"result": "passed", "step": "selfie"}, "en") == "Received."
    assert words("case_moved", {"result": "declined"}, "en") == "Moved."


def test_what_has_no_words_is_not_told() -> None:
    assert event_words(TEXTS)("came_back", {}, "en") is None
    assert event_words(TEXTS)("agent_joined", {"name": "Sora"}, "fa") is None


@pytest.mark.parametrize(
    "name", ["agent_joined", "agent_left", "masked", "handoff_requested", "bot_unavailable", "sign_in"]
)
@pytest.mark.parametrize("language", ["ko", "fa", "en"])
def test_what_matters_most_has_words_in_every_language(name: str, language: str) -> None:
    words = event_words(read_event_texts(DATA, ("ko", "fa", "en")))
    said = words(name, {"name": "Sora", "state": "slow"}, language)
    assert said
    assert "{" not in said
