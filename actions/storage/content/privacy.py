"""What cards say from a journey's privacy file; the rest of these files is for the bot."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import Field

from actions.storage.content.circumstances import Circumstances
from actions.storage.content.files import ContentWrong, parse, read
from actions.storage.content.texts import Part, Text
from actions.verification.journey import Kind

KEPT = re.compile(r"\{kept\.([a-z]+)\}")
TIMES = {"retention_selfie": "selfie", "retention_document": "photo", "retention_details": "number"}
COMMA = {"fa": "، "}
PHOTO_OF = {Kind.DOCUMENT: "photo", Kind.SELFIE: "selfie"}

Words = Mapping[str, Text]  # by language


class Facts(Part):
    kept: Mapping[str, Words | Literal["not_made", "not_kept"]] = Field(default_factory=dict)
    asked: Mapping[str, Words] = Field(default_factory=dict)
    before_camera: Mapping[str, Words] = Field(default_factory=dict)


class PrivacyFile(Part):
    v: Literal[1]
    id: str
    reviewed_by: Text
    reviewed_on: date
    facts: Facts

    def times(self, language: str) -> dict[str, str]:
        """The values of `{retention_...}` in the texts."""
        return {name: kept for name, item in TIMES.items() if (kept := self._kept(item, language))}

    def asked(self, who: tuple[str, ...], language: str) -> str:
        """Those outside the bank whom a journey asks, as a phrase."""
        return COMMA.get(language, ", ").join(dict.fromkeys(self.facts.asked[each][language] for each in who))

    def before_camera(self, language: str) -> dict[str, str]:
        """By kind of step; nothing is said that names a time which is not told."""
        said: dict[str, str] = {}
        for kind, item in PHOTO_OF.items():
            text = self.facts.before_camera.get(item, {}).get(language, "")
            times = {named: self._kept(named, language) for named in KEPT.findall(text)}
            if text and all(times.values()):
                said[kind] = KEPT.sub(lambda hole, times=times: str(times[hole[1]]), text)  # type: ignore[misc]  # mypy cannot infer a default's type
        return said

    def _kept(self, item: str, language: str) -> str | None:
        words = self.facts.kept.get(item)
        return words.get(language) if isinstance(words, Mapping) else None


def load_privacy(path: Path, journey: Circumstances) -> PrivacyFile:
    """Of two texts that stand for one, the one that is true of this journey."""
    file = read(path)
    entry = parse(replace(file, content=journey.chosen(file.content)), PrivacyFile)
    problems = [] if entry.id == path.stem else [file.problem(("id",), "must be the file's name")]
    unnamed = [who for who in journey.asked if who not in entry.facts.asked]
    problems += [file.problem(("facts", "asked", who), "is missing: the journey asks there") for who in unnamed]
    if problems:
        raise ContentWrong(problems)
    return entry
