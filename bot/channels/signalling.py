"""A signal in what the customer wrote takes the place of the wish, where it matters more."""

from __future__ import annotations

from channels.understanding import ParseData
from channels.wire import Choice, Event, Text
from components.signals import NONE, comes_first, detect

SIGNAL = "signal"


def signal_in(said: Text | Choice | Event, parsed: ParseData) -> str:
    return detect(said.text, parsed["intent"]["name"]) if isinstance(said, Text) else NONE


def answered_signal(parsed: ParseData, signal: str) -> ParseData:
    """The ranking still tells staff what was understood."""
    intent = parsed["intent"]
    if not comes_first(signal, intent["name"], float(intent["confidence"])):
        return parsed
    return {**parsed, "intent": {**intent, "name": SIGNAL}, "entities": []}
