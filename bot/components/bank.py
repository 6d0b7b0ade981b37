"""The bank's own facts and the texts of reasons, as values for the placeholders of responses."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

LANGUAGES = ("ko", "fa", "en")
_RANGE = {"ko": "{min}~{max}", "fa": "{min} تا {max}", "en": "{min} to {max}"}
_PERSIAN_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")

Values = dict[str, str]


def localised(value: object, language: str) -> str:
    """A number or a phrase as the language writes it."""
    text = str(value)
    return text.translate(_PERSIAN_DIGITS) if language == "fa" else text


class BankTexts:
    def __init__(self, data: Path) -> None:
        bank = _read(data / "bank.yml")
        self._facts = {language: _facts(bank, language) | _of_journey(data, bank, language) for language in LANGUAGES}
        self._reasons = {language: _read(data / "texts" / f"{language}.yml")["reasons"] for language in LANGUAGES}

    def values(self, language: str, reason: str | None) -> Values:
        """`reason` is a canonical code; an unknown one is explained as OTHER."""
        reasons = self._reasons[language]
        explained = reasons.get(reason) or reasons["OTHER"]
        return {**self._facts[language], "cause": explained["cause"], "tip": explained["tip"]}


def _facts(bank: Mapping[str, Any], language: str) -> Values:
    named = {"bank": bank["name"], "contact": bank["contact"], "branch": bank["branch"], **bank["facts"]}
    crisis = bank.get("crisis_help")  # whom to call in danger of life: only the bank knows for its country
    return {name: _fact(value, language) for name, value in named.items()} | {
        "crisis_help": f" {_fact(crisis, language)}" if crisis else ""
    }


def _of_journey(data: Path, bank: Mapping[str, Any], language: str) -> Values:
    journey = _read(data / "journeys" / f"{bank['journeys'][language]}.yml")
    return {"age": localised(journey["age"], language), "minutes_whole": _fact(journey["minutes"], language)}


def _fact(value: Any, language: str) -> str:
    if isinstance(value, Mapping):
        value = value[language] if language in value else _RANGE[language].format(**value)
    return localised(value, language)


def _read(path: Path) -> dict[str, Any]:
    with path.open(encoding="utf-8") as file:
        return dict(yaml.safe_load(file))
