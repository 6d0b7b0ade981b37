"""The privacy files of the data folder, read once at the start."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from components.content import read_yaml
from components.privacy_file import Facts, PrivacyWrongError, facts_by_language


class PrivacyFiles:
    def __init__(self, data: Path) -> None:
        files = sorted((data / "privacy").glob("*.yml"))
        journeys = {path.stem: data / "journeys" / path.name for path in files}
        self._facts = {
            path.stem: facts_by_language(path.stem, read_yaml(path), _read_if_there(journeys[path.stem]))
            for path in files
        }
        bank = data / "bank.yml"
        self._journeys: dict[str, str] = read_yaml(bank)["journeys"]
        for language, journey in self._journeys.items():
            if journey not in self._facts:
                raise PrivacyWrongError(f"privacy/{journey}.yml: is missing (bank.yml: journeys.{language})")
        read = [bank, data / "retention.yml", *files, *(path for path in journeys.values() if path.exists())]
        self.release = hashlib.sha256(b"".join(path.read_bytes() for path in read)).hexdigest()[:8]

    def facts(self, journey: str | None, language: str) -> Facts:
        """Of the case's journey; before there is a case, of the one that it would have in this language."""
        return self._facts.get(journey or self._journeys.get(language, ""), {}).get(language, {})


def _read_if_there(path: Path) -> Any:
    return read_yaml(path) if path.exists() else {}
