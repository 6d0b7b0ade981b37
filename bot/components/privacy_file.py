"""What the bank says about data in one country: its file checked whole, every mistake named by file and key."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from components.bank import DAYS_OF_CHAT, DAYS_OF_JOURNEY, ENTERED, LANGUAGES
from components.privacy_journey import true_of, unnamed

# The questions of a privacy notice, in its order; `before_camera` is the one sentence said unasked.
QUESTIONS = (
    *("controller", "contact", "what", "why", "basis", "mandatory", "refusal", "alternative", "how_it_works"),
    *(
        "kept",
        "kept_if_not_approved",
        "where",
        "shared",
        "sold",
        "protection",
        "technology",
        "abroad",
        "automated",
        "human_review",
    ),
    *("withdraw", "access", "delete", "complain", "never_asked", "before_camera"),
)
ITEMS = ("photo", "selfie", "video", "template", "number")
CHAT = "chat"  # no step asks for it; what is told of it is how long it is kept
ALL = "all"
NOT_MADE = "not_made"
NOT_KEPT = "not_kept"  # made for a moment, never stored
_NOTHING_KEPT = (NOT_MADE, NOT_KEPT)
_HEAD = {"v": int, "id": str, "reviewed_by": str, "reviewed_on": object, "facts": dict}
_KEPT = re.compile(r"{(kept\.[a-z]+)}")
_HOLE = re.compile(r"{([^}]*)}")
_OF_THE_BANK = ("bank", "contact", "branch")
_OF_DATA = (*DAYS_OF_JOURNEY, *DAYS_OF_CHAT, ENTERED)


@dataclass(frozen=True)
class Fact:
    text: str
    keys: tuple[str, ...]  # where it stands in the configuration: its own key and those that it names


Facts = Mapping[str, Fact]  # by key: `shared`, `kept.selfie`, and `not_made.video` where nothing is made
_Texts = dict[str, Any]  # by key, a text for each language, NOT_MADE or NOT_KEPT


class PrivacyWrongError(ValueError):
    """A privacy file cannot be used; one line for each thing to mend."""


def facts_by_language(country: str, content: Any, journey: Mapping[str, Any]) -> dict[str, Facts]:
    """Of two texts that stand for one, the one that is true of this journey."""
    name = f"privacy/{country}.yml"
    problems = list(_wrong_head(country, content))
    texts: _Texts = {}
    if not problems:
        texts = dict(_texts(true_of(content["facts"], journey)))
        problems = [f"asked.{who}: is missing" for who in unnamed(content["facts"], journey, LANGUAGES)]
        problems += [problem for key, text in texts.items() for problem in _wrong(key, text)]
    if problems:
        raise PrivacyWrongError("\n".join(f"{name}: {problem}" for problem in problems))
    return {language: _facts(country, texts, language) for language in LANGUAGES}


def _wrong_head(country: str, content: Any) -> Iterator[str]:
    if not isinstance(content, Mapping):
        yield "file: is no mapping"
        return
    yield from (f"{key}: is unknown" for key in content if key not in _HEAD)
    for key, kind in _HEAD.items():
        if not isinstance(content.get(key), kind) or not content.get(key):
            yield f"{key}: is missing"
    if content.get("v") != 1:
        yield "v: must be 1"
    if content.get("id") != country:
        yield "id: must be the file's name"


def _texts(facts: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for question, value in facts.items():
        by_item = isinstance(value, Mapping) and not set(value) & set(LANGUAGES)
        for item, text in value.items() if by_item else [(ALL, value)]:
            yield (question if item == ALL else f"{question}.{item}"), text


def _wrong(key: str, text: Any) -> Iterator[str]:
    question, _, item = key.partition(".")
    if question not in QUESTIONS:
        yield f"{key}: is unknown"
    elif item and item not in ITEMS and key != f"kept.{CHAT}":
        yield f"{key}: is unknown; items are {', '.join((ALL, *ITEMS))}"
    elif text in _NOTHING_KEPT:
        if question != "kept":
            yield f"{key}: `{text}` belongs to `kept`"
    elif not isinstance(text, Mapping):
        yield f"{key}: must be a text in each language"
    else:
        yield from (f"{key}.{language}: is unknown" for language in text if language not in LANGUAGES)
        for language in LANGUAGES:
            yield from _wrong_text(f"{key}.{language}", text.get(language), _may_name(question, item))


def _may_name(question: str, item: str) -> set[str]:
    """What stands on the cards of actions/ too can name only what is known there."""
    kept = {f"kept.{one}" for one in ITEMS} if question != "kept" else set()
    on_cards = question == "before_camera" or (question == "kept" and item != CHAT)
    return {*_OF_THE_BANK, *kept, *(() if on_cards else _OF_DATA)}


def _wrong_text(place: str, text: Any, may_name: set[str]) -> Iterator[str]:
    if not isinstance(text, str) or not text.strip():
        yield f"{place}: is missing"
        return
    yield from (f"{place}: `{{{hole}}}` is unknown" for hole in _HOLE.findall(text) if hole not in may_name)


def _facts(country: str, texts: _Texts, language: str) -> Facts:
    """A text that names a time which is not told anywhere is not told either."""
    told = {key: text[language] for key, text in texts.items() if text not in _NOTHING_KEPT}
    facts: dict[str, Fact] = {}
    for key, text in texts.items():
        if text in _NOTHING_KEPT:
            facts[key.replace("kept", text, 1)] = Fact("", (f"{country}.{key}",))
            continue
        named = _KEPT.findall(told[key])
        if all(other in told for other in named):
            whole = _KEPT.sub(lambda hole: told[hole[1]], told[key])
            facts[key] = Fact(whole, tuple(f"{country}.{one}" for one in (key, *named)))
    return facts
