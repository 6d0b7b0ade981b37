"""What content staff edit: complete in three languages, and every name in it known."""

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from components.bank import BankTexts
from components.clarify import NEVER_ASKED_ABOUT
from components.content import read_yaml
from components.folding import fold
from components.instead import _INSTEAD, _LEADS_SOMEWHERE, CLARIFY, SOMETHING_ELSE, UNSAID
from components.repetition import _LADDERS, SAME_AGAIN
from settings import PROJECT

LANGUAGES = ("ko", "fa", "en")
FEWEST_EXAMPLES = 15
LONGEST_LABEL = 24
WITHOUT_EXAMPLES = {
    *("confirm_cancel", "choose_alternative", "reopen", "nlu_fallback", "dismiss_offer", "signal", "ask_for_review"),
    *(SOMETHING_ELSE, "typed_number"),
    *("tell_more", "whole_notice"),
}
SAID_IN_CODE = {
    *(SAME_AGAIN, "utter_step_brief", "utter_technical_problem"),
    *("utter_privacy_unknown", "utter_privacy_unknown_part"),
}


def read(path: Path) -> dict[str, Any]:
    return dict(read_yaml(path))


def merged(section: str) -> dict[str, Any]:
    return {
        name: value
        for path in (PROJECT / "domain").glob("*.yml")
        for name, value in read(path).get(section, {}).items()
    }


INTENTS: list[str] = read(PROJECT / "domain/intents.yml")["intents"]
SLOTS = merged("slots")
RESPONSES: dict[str, list[dict[str, Any]]] = merged("responses")
ACTIONS: list[str] = read(PROJECT / "domain/actions.yml")["actions"]
RULES = [rule for path in (PROJECT / "data/rules").glob("*.yml") for rule in read(path)["rules"]]
EXAMPLES: dict[tuple[str, str], list[str]] = {}
for language in LANGUAGES:
    for path in sorted((PROJECT / "data/nlu" / language).glob("*/*.yml")):
        for item in read(path)["nlu"]:
            lines = [line.removeprefix("- ").strip() for line in item["examples"].splitlines()]
            EXAMPLES.setdefault((language, item["intent"]), []).extend(lines)
TYPED = [name for name in INTENTS if not name.startswith("event_") and name not in WITHOUT_EXAMPLES]


def conditions(variation: dict[str, Any]) -> dict[str, str]:
    return {condition["name"]: condition["value"] for condition in variation["condition"]}


@pytest.mark.parametrize("key", RESPONSES)
def test_a_response_has_exactly_one_wording_for_each_case_and_language(key: str) -> None:
    cases: dict[tuple[Any, ...], Counter[str]] = {}
    for variation in RESPONSES[key]:
        found = conditions(variation)
        language = found.pop("language")
        if found.get("asked_language") == language:
            found["asked_language"] = "the same"
        cases.setdefault(tuple(sorted(found.items())), Counter())[language] += 1
    assert all(counted == Counter(LANGUAGES) for counted in cases.values()), cases


@pytest.mark.parametrize("key", RESPONSES)
def test_the_languages_of_a_response_offer_the_same(key: str) -> None:
    offers: dict[str, set[tuple[str, ...]]] = {}
    for variation in RESPONSES[key]:
        name, language = variation["id"].rsplit(".", 1)
        assert language == conditions(variation)["language"]
        options = tuple(button["payload"] for button in variation.get("buttons", []))
        offers.setdefault(name, set()).add((*options, str(variation.get("custom")), str(variation.get("metadata"))))
    for name, seen in offers.items():
        assert len(seen) == (len(LANGUAGES) if name == "utter_language_changed" else 1), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_placeholder_has_a_value(language: str) -> None:
    known = set(BankTexts(PROJECT / "data").values(language, None, None, "code")) | set(SLOTS) | {"there", "or_there"}
    for variation in (v for variations in RESPONSES.values() for v in variations):
        named = set(re.findall(r"{([^}]*)}", variation["text"]))
        assert {name for name in named if not name.startswith("privacy.")} <= known, variation["id"]


def test_every_option_is_a_known_wish() -> None:
    for variation in (v for variations in RESPONSES.values() for v in variations):
        offered = [button["payload"].partition(".")[0] for button in variation.get("buttons", [])]
        meta = variation.get("metadata", {})
        assert {*offered, *(meta[name] for name in ("yes", "no") if name in meta)} <= set(INTENTS), variation["id"]


@pytest.mark.parametrize("variation", RESPONSES[CLARIFY], ids=LANGUAGES)
def test_a_clarifying_question_has_words_for_every_wish_that_it_may_ask_about(variation: dict[str, Any]) -> None:
    labels = {button["payload"]: button["title"] for button in variation["buttons"]}
    assert set(labels) == set(TYPED) - NEVER_ASKED_ABOUT | {SOMETHING_ELSE}
    assert len(set(labels.values())) == len(labels)
    assert all(len(label) <= LONGEST_LABEL for label in labels.values())


def test_a_card_has_no_options() -> None:
    cards = [v for variations in RESPONSES.values() for v in variations if "card" in v.get("custom", {})]
    kinds = set(read(PROJECT.parent / "data/texts/en.yml")["steps"])
    assert {card["custom"]["card"] for card in cards} == kinds - {"review"}
    assert len(cards) == 12 * len(LANGUAGES)  # a visit and a call are also shown when they are chosen
    assert not any(card.get("buttons") for card in cards)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("intent", TYPED)
def test_an_intent_has_enough_examples_in_each_language(intent: str, language: str) -> None:
    assert len({fold(example) for example in EXAMPLES.get((language, intent), [])}) >= FEWEST_EXAMPLES


def test_examples_are_of_known_intents() -> None:
    assert {intent for _, intent in EXAMPLES} == set(TYPED)


def test_no_example_stands_for_two_wishes() -> None:
    wishes: dict[str, set[str]] = {}
    for (_, intent), examples in EXAMPLES.items():
        for example in examples:
            wishes.setdefault(fold(example), set()).add(intent)
    assert {example: found for example, found in wishes.items() if len(found) > 1} == {}


def test_every_intent_has_one_rule() -> None:
    ruled = Counter(step["intent"] for rule in RULES for step in rule["steps"] if "intent" in step)
    assert ruled == Counter(INTENTS)


def test_every_rule_ends_in_something_that_exists() -> None:
    named = {step["action"] for rule in RULES for step in rule["steps"] if "action" in step}
    assert named <= set(RESPONSES) | set(ACTIONS)
    assert set(ACTIONS) <= named


def test_a_person_can_be_called_without_the_action_server() -> None:
    (rule,) = [rule for rule in RULES if rule["steps"][0] == {"intent": "request_human"}]
    assert [step["action"] for step in rule["steps"][1:]] == ["utter_request_human"]
    for key in ("utter_request_human", "utter_already_waiting", "utter_still_waiting", "utter_fallback_handoff"):
        assert all("handoff" in variation["custom"] for variation in RESPONSES[key])


def test_every_response_that_the_action_server_gives_exists() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in (PROJECT.parent / "actions").rglob("*.py"))
    given = set(re.findall(r'"(utter_[a-z_]+)"', code))
    assert given
    assert given <= set(RESPONSES) | {variation["id"].rsplit(".", 1)[0] for v in RESPONSES.values() for variation in v}


def test_every_response_named_in_code_exists() -> None:
    named = SAID_IN_CODE | {key for ladder in _LADDERS.values() for key in ladder}
    named |= {key for others in _INSTEAD.values() for key in others.values()} | set(_INSTEAD) | set(_LADDERS)
    assert named - {UNSAID} <= set(RESPONSES)
    assert set(_LEADS_SOMEWHERE) <= set(INTENTS)


def test_what_the_bot_is_measured_by_is_never_taught() -> None:
    held_out = read(PROJECT.parent / "tests/conversations/asking_for_a_person.yml")
    measured = {fold(sentence) for sentences in held_out.values() for kind in sentences.values() for sentence in kind}
    taught = {fold(example) for examples in EXAMPLES.values() for example in examples}
    assert measured & taught == set()
