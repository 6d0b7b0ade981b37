"""Which of the bank's texts about data are true of a journey: who decides in it, and who outside the bank is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

ASKED = "asked"
CHOICES = (frozenset({"person", "checks"}), frozenset({"nobody", "others"}))
_HOLE = "{asked}"
_KINDS_THAT_ASK = ("code", "transfer", "vendor")  # such a step reaches somebody outside
_COMMA = {"ko": ", ", "fa": "، ", "en": ", "}


def asked_by(journey: Mapping[str, Any]) -> list[str]:
    """Kinds of steps and checks for which somebody outside the bank is asked, in the journey's order."""
    asked: dict[str, None] = {}
    for step in journey.get("steps", ()):
        kind = [step["kind"]] if step["kind"] in _KINDS_THAT_ASK else []
        asked.update(dict.fromkeys([*kind, *step.get("needs", ()), *step.get("informs", ())]))
    return list(asked)


def true_of(facts: Mapping[str, Any], journey: Mapping[str, Any]) -> dict[str, Any]:
    """The facts with one text where two stood; `asked` has gone into those that name it."""
    asked = asked_by(journey)
    holds = {str(journey.get("decide", "person")), "others" if asked else "nobody"}
    names = [facts.get(ASKED, {}).get(who, {}) for who in asked]
    return {name: _chosen(fact, holds, names) for name, fact in facts.items() if name != ASKED}


def unnamed(facts: Mapping[str, Any], journey: Mapping[str, Any], languages: Sequence[str]) -> list[str]:
    """Whom the journey asks without the file naming them."""
    told = facts.get(ASKED, {})
    return [who for who in asked_by(journey) if not all(told.get(who, {}).get(language) for language in languages)]


def _chosen(value: Any, holds: set[str], names: Sequence[Mapping[str, str]]) -> Any:
    if not isinstance(value, Mapping):
        return value
    if any(value and set(value) <= choice for choice in CHOICES):
        return _chosen(next((text for word, text in value.items() if word in holds), None), holds, names)
    return {key: _with_names(text, key, names) or _chosen(text, holds, names) for key, text in value.items()}


def _with_names(text: Any, language: str, names: Sequence[Mapping[str, str]]) -> str | None:
    if not isinstance(text, str) or _HOLE not in text:
        return None
    told = dict.fromkeys(name[language] for name in names if name.get(language))
    return text.replace(_HOLE, _COMMA.get(language, ", ").join(told))
