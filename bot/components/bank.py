"""The bank's own facts and the texts of reasons, as values for the placeholders of responses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

LANGUAGES = ("ko", "fa", "en")
_RANGE = {"ko": "{min}~{max}", "fa": "{min} تا {max}", "en": "{min} to {max}"}
_OR = {"ko": (", ", " 또는 "), "fa": ("، ", " یا "), "en": (", ", " or ")}
_NAMED = {"bank": "name", "contact": "contact", "branch": "branch"}  # placeholder: part of bank.yml
_PERSIAN_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")

Values = dict[str, str]


def localised(value: object, language: str) -> str:
    """A number or a phrase as the language writes it."""
    text = str(value)
    return text.translate(_PERSIAN_DIGITS) if language == "fa" else text


class BankTexts:
    def __init__(self, data: Path) -> None:
        bank = _read(data / "bank.yml")
        texts = {language: _read(data / "texts" / f"{language}.yml") for language in LANGUAGES}
        self._reasons = {language: texts[language]["reasons"] for language in LANGUAGES}
        self._bank = {language: _of_bank(bank, language) for language in LANGUAGES}
        self._begun_in: Mapping[str, str] = bank["journeys"]
        self._journeys = {
            (file.stem, language): _of_journey(_read(file), texts[language], language)
            for file in (data / "journeys").glob("*.yml")
            for language in LANGUAGES
        }

    def values(self, language: str, reason: str | None, journey: str | None = None) -> Values:
        """`reason` is a canonical code, an unknown one is explained as OTHER; an unknown journey as the language's."""
        reasons = self._reasons[language]
        explained = reasons.get(reason) or reasons["OTHER"]
        begun = self._journeys[self._begun_in[language], language]
        of_journey = self._journeys.get((journey or "", language), begun)
        return {**self._bank[language], **of_journey, "cause": explained["cause"], "tip": explained["tip"]}


def _of_bank(bank: Mapping[str, Any], language: str) -> Values:
    crisis = bank.get("crisis_help")  # whom to call in danger of life: only the bank knows for its country
    return {name: _fact(bank[part], language) for name, part in _NAMED.items()} | {
        "crisis_help": f" {_fact(crisis, language)}" if crisis else ""
    }


def _of_journey(journey: Mapping[str, Any], texts: Mapping[str, Any], language: str) -> Values:
    accepted = [kind for step in journey["steps"] for kind in step.get("accepts", ())]
    minutes = _fact(journey["minutes"], language)
    return {
        "age": localised(journey["age"], language),
        "minutes": minutes,
        "minutes_whole": minutes,
        "idle_days": localised(journey["retention_days"]["idle"], language),
        "documents": _either([texts["documents"][kind] for kind in accepted], language),
    }


def _either(names: Sequence[str], language: str) -> str:
    comma, last = _OR[language]
    return last.join((comma.join(names[:-1]), names[-1])) if len(names) > 1 else "".join(names)


def _fact(value: Any, language: str) -> str:
    if isinstance(value, Mapping):
        value = value[language] if language in value else _RANGE[language].format(**value)
    return localised(value, language)


def _read(path: Path) -> dict[str, Any]:
    with path.open(encoding="utf-8") as file:
        return dict(yaml.safe_load(file))
