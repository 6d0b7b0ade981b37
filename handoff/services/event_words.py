"""Words for what happened, for clients that have none of their own."""

from collections.abc import Callable, Mapping
from typing import Any

Texts = Mapping[str, Mapping[str, str]]


def event_words(texts: Texts) -> Callable[[str, Mapping[str, Any], str], str | None]:
    def words(name: str, params: Mapping[str, Any], language: str) -> str | None:
        known = texts.get(language, {})
        kind = params.get("result") or params.get("state")
        text = known.get(f"{name}_{kind}") or known.get(name)
        return _filled(text, params) if text else None

    return words


def _filled(text: str, params: Mapping[str, Any]) -> str:
    # Not `format`: a name with braces in it must stay a name.
    for name, value in params.items():
        if isinstance(value, str):
            text = text.replace(f"{{{name}}}", value)
    return text
