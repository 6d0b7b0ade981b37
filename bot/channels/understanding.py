"""What the customer wants: given by a choice or an event, else understood from the text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from channels.at_step import is_only_numbers, meant_here
from channels.typed_text import is_command, without_slashes
from channels.wire import Choice, Event, Text
from components.bare_question import bare_question
from components.clarify import NOT_UNDERSTOOD
from components.folding import fold

ParseData = dict[str, Any]

TYPED_NUMBER = "typed_number"  # nothing but numbers, hidden before they came here
_ONLY_CODES = re.compile(r"[\W_]*(?:\[code\][\W_]*)+")
_LETTERS = re.compile(r"\w+")

_SURELY_ELSEWHERE = 0.65
_LANGUAGE_NAMES = {
    "ko": re.compile(r"한국|한글|우리말|korean|کره", re.IGNORECASE),
    "fa": re.compile(r"فارسی|فارسي|پارسی|farsi|persian|페르시아|이란", re.IGNORECASE),
    "en": re.compile(r"english|영어|잉글리시|انگلیسی|انگليسي", re.IGNORECASE),
}


def given(said: Text | Choice | Event) -> ParseData | None:
    """Parse data that needs no understanding; None where the text has to be understood."""
    if isinstance(said, Choice):
        return _certain(said.intent, said.value)
    if isinstance(said, Event):
        return _certain(f"event_{said.name}")
    if is_only_numbers(said.text):
        return _certain("help_code" if _ONLY_CODES.fullmatch(said.text) else TYPED_NUMBER, text=said.text)
    return _certain("out_of_scope") if is_command(said.text) else None


def understandable(said: Text) -> str:
    return without_slashes(said.text)


def or_nothing(parsed: ParseData) -> ParseData:
    """Another matter that is only guessed at may be anything: the customer is asked, not sent away."""
    intent = parsed["intent"]
    if intent["name"] != "out_of_scope" or intent["confidence"] >= _SURELY_ELSEWHERE:
        return parsed
    return {**parsed, "intent": {**intent, "name": NOT_UNDERSTOOD}}


def answered_offer(parsed: ParseData, last_bubble: Mapping[str, Any]) -> ParseData:
    """A bare yes or no to what the last bubble offered means that choice; see `metadata` in the domain's responses."""
    offer = last_bubble.get("metadata") or {}
    meant = offer.get({"affirm": "yes", "deny": "no"}.get(parsed["intent"]["name"], ""))
    if not meant:
        return parsed
    return {**_certain(meant), "text": parsed["text"], "intent": {**parsed["intent"], "name": meant}}


def chosen_in_words(said: Text, last_buttons: Sequence[Mapping[str, str]]) -> ParseData | None:
    """A text that repeats what a button of the last bubble says is that choice."""
    named = [button["payload"] for button in last_buttons if _words(button["title"]) == _words(said.text)]
    if not named:
        return None
    intent, _, value = named[0].partition(".")
    return _certain(intent, value or None, said.text)


def said_at(said: Text, step_kind: str, last_said: Sequence[str]) -> ParseData | None:
    """What a bare question means at this step; `last_said` are the keys of the bubbles before it."""
    question = bare_question(said.text)
    meant = meant_here(question, step_kind, last_said) if question else None
    return _certain(meant, text=said.text) if meant else None


def wanted_language(said: Text | Choice | Event, parsed: ParseData) -> str | None:
    """The language that a wish to change names, if it names exactly one."""
    if parsed["intent"]["name"] != "change_language":
        return None
    if isinstance(said, Choice):
        return said.value if said.value in _LANGUAGE_NAMES else None
    named = [code for code, name in _LANGUAGE_NAMES.items() if name.search(parsed["text"] or "")]
    return named[0] if len(named) == 1 else None


def _words(text: str) -> str:
    return "".join(_LETTERS.findall(fold(text)))


def _certain(intent: str, value: str | None = None, text: str = "") -> ParseData:
    entities = [{"entity": "value", "value": value, "start": 0, "end": 0}] if value else []
    named = {"name": intent, "confidence": 1.0}
    return {"text": text, "intent": named, "entities": entities, "intent_ranking": [named]}
