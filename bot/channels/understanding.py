"""What the customer wants: given by a choice or an event, else understood from the text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from channels.typed_text import is_command, without_slashes
from channels.wire import Choice, Event, Text

ParseData = dict[str, Any]

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
    return _certain("out_of_scope") if is_command(said.text) else None


def understandable(said: Text) -> str:
    return without_slashes(said.text)


def answered_offer(parsed: ParseData, last_bubble: Mapping[str, Any]) -> ParseData:
    """A bare yes or no to what the last bubble offered means that choice; see `metadata` in the domain's responses."""
    offer = last_bubble.get("metadata") or {}
    meant = offer.get({"affirm": "yes", "deny": "no"}.get(parsed["intent"]["name"], ""))
    if not meant:
        return parsed
    return {**_certain(meant), "text": parsed["text"], "intent": {**parsed["intent"], "name": meant}}


def wanted_language(said: Text | Choice | Event, parsed: ParseData) -> str | None:
    """The language that a wish to change names, if it names exactly one."""
    if parsed["intent"]["name"] != "change_language":
        return None
    if isinstance(said, Choice):
        return said.value if said.value in _LANGUAGE_NAMES else None
    named = [code for code, name in _LANGUAGE_NAMES.items() if name.search(parsed["text"] or "")]
    return named[0] if len(named) == 1 else None


def _certain(intent: str, value: str | None = None) -> ParseData:
    entities = [{"entity": "value", "value": value, "start": 0, "end": 0}] if value else []
    named = {"name": intent, "confidence": 1.0}
    return {"text": "", "intent": named, "entities": entities, "intent_ranking": [named]}
