"""The bank's own facts and the texts of reasons, as values for the placeholders of responses."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

LANGUAGES = ("ko", "fa", "en")
_RANGE = {"ko": "{min}~{max}", "fa": "{min} تا {max}", "en": "{min} to {max}"}
_OR = {"ko": (", ", " 또는 "), "fa": ("، ", " یا "), "en": (", ", " or ")}
_AND = {"ko": (", ", ", "), "fa": ("، ", " و "), "en": (", ", " and ")}
_NEEDED_FOR = {  # kinds of steps, by the names under `needs` in data/texts/
    "document": ("document",),
    "camera": ("document", "selfie"),
    "place": ("selfie",),
    "phone": ("code",),
    "account": ("transfer",),
}
_PLACE = re.compile(r"{([a-z]+)}")
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
        self._steps = {language: _of_steps(texts[language]["steps"], self._bank[language]) for language in LANGUAGES}
        self._begun_in: Mapping[str, str] = bank["journeys"]
        self._journeys = {
            (file.stem, language): _of_journey(_read(file), texts[language], language)
            for file in (data / "journeys").glob("*.yml")
            for language in LANGUAGES
        }

    def values(
        self, language: str, reason: str | None, journey: str | None = None, step_kind: str | None = None
    ) -> Values:
        """`reason` is a canonical code, an unknown one is explained as OTHER; an unknown journey as the language's."""
        reasons = self._reasons[language]
        explained = reasons.get(reason) or reasons["OTHER"]
        begun = self._journeys[self._begun_in[language], language]
        of_journey = self._journeys.get((journey or "", language), begun)
        of_step = self._steps[language].get(step_kind or "", {})
        told = {"cause": explained["cause"], "tip": explained["tip"]}
        return {**self._bank[language], **of_journey, **of_step, **told}


def _of_bank(bank: Mapping[str, Any], language: str) -> Values:
    crisis = bank.get("crisis_help")  # whom to call in danger of life: only the bank knows for its country
    return {name: _fact(bank[part], language) for name, part in _NAMED.items()} | {
        "crisis_help": f" {_fact(crisis, language)}" if crisis else ""
    }


def _of_journey(journey: Mapping[str, Any], texts: Mapping[str, Any], language: str) -> Values:
    accepted = [kind for step in journey["steps"] for kind in step.get("accepts", ())]
    minutes = _fact(journey["minutes"], language)
    documents = _either([texts["documents"][kind] for kind in accepted], language)
    return {
        "age": localised(journey["age"], language),
        "minutes": minutes,
        "minutes_whole": minutes,
        "idle_days": localised(journey["retention_days"]["idle"], language),
        "documents": documents,
        "needs": _needs(journey, texts["needs"], language).replace("{documents}", documents),
        "step_titles": _AND[language][0].join(texts["steps"][step["kind"]]["title"] for step in journey["steps"]),
    }


def _needs(journey: Mapping[str, Any], needs: Mapping[str, str], language: str) -> str:
    """What to have at hand, for the kinds of steps that the journey has."""
    kinds = {step["kind"] for step in journey["steps"]}
    names = [words for need, words in needs.items() if kinds & set(_NEEDED_FOR[need])]
    return _joined(names, *_AND[language])


def _of_steps(steps: Mapping[str, Mapping[str, str]], bank: Values) -> dict[str, Values]:
    """What the card of each kind of step says."""
    return {
        kind: {f"step_{part}": _PLACE.sub(lambda place: bank[place[1]], words) for part, words in text.items()}
        for kind, text in steps.items()
    }


def _either(names: Sequence[str], language: str) -> str:
    return _joined(names, *_OR[language])


def _joined(names: Sequence[str], comma: str, last: str) -> str:
    return last.join((comma.join(names[:-1]), names[-1])) if len(names) > 1 else "".join(names)


def _fact(value: Any, language: str) -> str:
    if isinstance(value, Mapping):
        value = value[language] if language in value else _RANGE[language].format(**value)
    return localised(value, language)


def _read(path: Path) -> dict[str, Any]:
    with path.open(encoding="utf-8") as file:
        return dict(yaml.safe_load(file))
