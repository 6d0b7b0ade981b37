"""A sentence frame of the domain filled with what the bank says about data; what it does not say is not said.

Each line of a frame is a sentence of its own. One that names an unknown fact (`{privacy.sold}`) is left out, except
under a heading (`• Sold: {privacy.sold}`), where it is named as unknown; nothing is said twice. `[selfie]` in front:
only when the question is about that item. The first line that names a fact is the heart of an answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from components.privacy_file import Fact, Facts

HEADING = "• "
_PLACE = re.compile(r"{privacy\.([a-z_.]+\*?)}")
_ITEM_OF_STEP = {"document": "photo", "selfie": "selfie", "details": "number"}
_ONLY_FOR = re.compile(r"\[([a-z]+)\] *")
ALL_ITEMS = "all"


@dataclass(frozen=True)
class Explained:
    text: str
    keys: tuple[str, ...]
    has_heart: bool


@dataclass(frozen=True)
class _Line:
    text: str
    facts: tuple[Fact, ...]
    is_known: bool
    names_facts: bool

    @property
    def is_headed(self) -> bool:
        return self.text.startswith(HEADING)


def item_of(step_kind: str) -> str:
    """What a question is about that is asked at this step."""
    return _ITEM_OF_STEP.get(step_kind, ALL_ITEMS)


def names_facts(frame: str) -> bool:
    return bool(_PLACE.search(frame))


def explained(frame: str, facts: Facts, item: str, unknown: str) -> Explained:
    """`unknown` stands under a heading of which nothing is known."""
    lines = [_filled(line, facts, item, unknown) for line in _about(frame, item)]
    said: list[_Line] = []
    for line in lines:
        if (line.is_known or line.is_headed) and (not line.text or line not in said):
            said.append(line)
    keys = dict.fromkeys(chain.from_iterable(fact.keys for line in said for fact in line.facts))
    return Explained(_joined([line.text for line in said]), tuple(keys), _has_heart(lines))


def _about(frame: str, item: str) -> Iterator[str]:
    for line in frame.strip().split("\n"):
        limit = _ONLY_FOR.match(line)
        if limit is None or limit[1] == item:
            yield line[limit.end() :] if limit else line


def _filled(line: str, facts: Facts, item: str, unknown: str) -> _Line:
    found = {place: _found(place, facts, item) for place in _PLACE.findall(line)}
    known = tuple(chain.from_iterable(found.values()))
    if line.startswith(HEADING):
        text = _fill(line, found) if known else f"{line.partition(':')[0]}: {unknown}"
        return _Line(text, known, bool(known), bool(found))
    is_known = all(found.values())
    return _Line(_fill(line, found) if is_known else "", known, is_known, bool(found))


def _found(place: str, facts: Facts, item: str) -> Sequence[Fact]:
    """`shared` is about the item at hand where the bank says something of its own about it; `shared.*` is all of it."""
    if place.endswith(".*"):
        question = place[:-2]
        return [fact for key, fact in facts.items() if key.partition(".")[0] == question]
    fact = facts.get(f"{place}.{item}") or facts.get(place.removesuffix(f".{ALL_ITEMS}"))
    return [fact] if fact else []


def _fill(line: str, found: dict[str, Sequence[Fact]]) -> str:
    filled = _PLACE.sub(lambda place: " ".join(fact.text for fact in found[place[1]]), line)
    return " ".join(filled.split())


def _has_heart(lines: Sequence[_Line]) -> bool:
    """Headings stand for each other: it is enough to know of one."""
    naming = [line for line in lines if line.names_facts]
    if naming and naming[0].is_headed:
        return any(line.is_known for line in naming if line.is_headed)
    return not naming or naming[0].is_known


def _joined(texts: Sequence[str]) -> str:
    """Sentences run on; a heading begins a line, and an empty line stays one."""
    text = ""
    for line in texts:
        starts_anew = line.startswith(HEADING) or text.rpartition("\n")[2].startswith(HEADING)
        text += ("\n" if starts_anew else " ") + line if line else "\n\n"
    return re.sub(r"\s*\n\n\s*", "\n\n", text).strip()
