"""Where something stands in JSON: names with dots between, `*` for each item of a list."""

from collections.abc import Iterable

Path = tuple[str, ...]


def path(text: str) -> Path:
    return tuple(text.split(".")) if text else ()


def values(thing: object, where: Path) -> list[object]:
    """All that stand there; null counts as not being there."""
    if not where:
        return [] if thing is None else [thing]
    name, rest = where[0], where[1:]
    if name == "*":
        return [value for item in thing for value in values(item, rest)] if isinstance(thing, list) else []
    return values(thing.get(name), rest) if isinstance(thing, dict) else []


def words(thing: object, where: Path) -> list[str]:
    """As `values`, but only what is a word or a whole number, or a list of these."""
    found: list[str] = []
    for value in values(thing, where):
        found += [str(each) for each in (value if isinstance(value, list) else [value]) if _is_word(each)]
    return found


def first_word(thing: object, places: Iterable[Path]) -> str | None:
    return next((word for place in places for word in words(thing, place)), None)


def _is_word(value: object) -> bool:
    return isinstance(value, str | int) and not isinstance(value, bool)
