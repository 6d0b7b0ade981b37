"""Reading what was sent: as agreed, or refused by the name of the field, never by its value."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

MAX_TEXT = 4000  # characters; handoff accepts less, so this only stops a broken client

Shape = Mapping[str, tuple[type, bool]]  # name -> (type, may it be null or absent)


class MalformedError(ValueError):
    """The request is refused; `field` names what is wrong, never its value."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


def shaped(sent: Any, shape: Shape, field: str) -> dict[str, Any]:
    """All names of the shape, with null for what was left out and may be."""
    if not isinstance(sent, dict) or set(sent) - set(shape):
        raise MalformedError(field)
    return {
        name: optional(sent.get(name), kind, nullable, f"{field}.{name}") for name, (kind, nullable) in shape.items()
    }


def optional(value: Any, kind: type, nullable: bool, field: str) -> Any:
    if value is None and nullable:
        return None
    return typed(value, kind, field)


def closed(sent: Any, field: str, names: set[str], one_of: frozenset[str] = frozenset()) -> dict[str, Any]:
    """Exactly these names, and exactly one of `one_of` if there are such."""
    if not isinstance(sent, dict):
        raise MalformedError(field)
    chosen = one_of & set(sent)
    if set(sent) != names | chosen or len(chosen) != bool(one_of):
        raise MalformedError(field)
    return sent


def typed(value: Any, kind: type, field: str) -> Any:
    if not isinstance(value, kind) or isinstance(value, bool) is not (kind is bool):
        raise MalformedError(field)
    if kind is str and len(value) > MAX_TEXT:
        raise MalformedError(field)
    return value


def matching(value: Any, pattern: re.Pattern[str], field: str) -> str:
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise MalformedError(field)
    return value


def among(value: Any, allowed: tuple[str, ...], field: str) -> Any:
    if value not in allowed:
        raise MalformedError(field)
    return value
