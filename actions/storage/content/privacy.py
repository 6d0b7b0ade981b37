"""What cards say from a journey's privacy file; the rest of these files is for the bot."""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import Field

from actions.storage.content.files import ContentWrong, parse, read
from actions.storage.content.texts import Part, Text
from actions.verification.journey import Kind

NOT_MADE = "not_made"
KEPT = re.compile(r"\{kept\.([a-z]+)\}")
TIMES = {"retention_selfie": "selfie", "retention_document": "photo", "retention_details": "number"}
PHOTO_OF = {Kind.DOCUMENT: "photo", Kind.SELFIE: "selfie"}

Words = Mapping[str, Text]  # by language


class Facts(Part):
    kept: Mapping[str, Words | Literal["not_made"]] = Field(default_factory=dict)
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
        words = self.facts.kept.get(item, NOT_MADE)
        return None if isinstance(words, str) else words.get(language)


def load_privacy(path: Path) -> PrivacyFile:
    file = read(path)
    entry = parse(file, PrivacyFile)
    if entry.id != path.stem:
        raise ContentWrong([file.problem(("id",), "must be the file's name")])
    return entry
