"""The lines of an answer: newline-delimited JSON, one thing the bot says or asks for in each."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Staff:
    """What only staff see of a bubble: how the customer was understood and which wording answered."""

    intent: str | None
    confidence: float
    response: str | None
    release: str | None
    explains: bool
    facts: tuple[str, ...] = ()  # keys of the privacy configuration that the text rests on


def bubble(n: int, kind: str, body: Mapping[str, Any], staff: Staff) -> str:
    return _line({"bubble": {"n": n, "kind": kind, "body": body, "staff": asdict(staff)}})


def handoff(trigger: str, topic: str) -> str:
    return _line({"handoff": {"trigger": trigger, "topic": topic}})


def language(code: str) -> str:
    return _line({"language": code})


def declined() -> str:
    """The customer wants no more unasked offers of help in this case."""
    return _line({"declined": "help"})


def done(count: int) -> str:
    return _line({"done": True, "count": count})


def body_of(text: str, options: Sequence[Mapping[str, str]], card: str | None) -> tuple[str, dict[str, Any]]:
    """The kind of a bubble and its body; a card brings its own buttons, so it takes no options."""
    if card:
        return "card", {"card": card, "text": text}
    if options:
        return "choices", {"text": text, "options": [{"id": o["payload"], "label": o["title"]} for o in options]}
    return "text", {"text": text}


def _line(record: Mapping[str, Any]) -> str:
    # ASCII, so that nothing inside a text can be read as the end of a line.
    return json.dumps(record, separators=(",", ":")) + "\n"
