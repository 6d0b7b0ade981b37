"""The bank's own facts and the texts of reasons, as values for the placeholders of responses."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from components.content import read_yaml
from components.retention import days_kept

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
# Numbers of days that texts may name: of the journey's retention_days, and of retention.yml.
DAYS_OF_JOURNEY = {f"{name}_days": name for name in ("idle", "invited", "review", "declined")}
DAYS_OF_CHAT = {"message_days": "messages", "conversation_days": "conversations"}
ENTERED = "entered"  # what the journey's cards ask for in writing
_NAMED = {"bank": "name", "contact": "contact", "branch": "branch"}  # placeholder: part of bank.yml
_PERSIAN_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")

Values = dict[str, str]


def localised(value: object, language: str) -> str:
    """A number or a phrase as the language writes it."""
    text = str(value)
    return text.translate(_PERSIAN_DIGITS) if language == "fa" else text


class BankTexts:
    def __init__(self, data: Path) -> None:
        bank = read_yaml(data / "bank.yml")
        texts = {language: read_yaml(data / "texts" / f"{language}.yml") for language in LANGUAGES}
        self._reasons = {language: texts[language]["reasons"] for language in LANGUAGES}
        chat = {name: days_kept(data, what) for name, what in DAYS_OF_CHAT.items()}
        self._bank = {language: _of_bank(bank, language) | _spoken(chat, language) for language in LANGUAGES}
        self._steps = {language: _of_steps(texts[language]["steps"], self._bank[language]) for language in LANGUAGES}
        self._begun_in: Mapping[str, str] = bank["journeys"]
        self._journeys = {
            (file.stem, language): _of_journey(read_yaml(file), texts[language], language)
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
        **_spoken({name: journey["retention_days"][what] for name, what in DAYS_OF_JOURNEY.items()}, language),
        ENTERED: _entered(journey, texts, language),
        "report": _report(journey.get("report_numbers", ()), texts["report"], language),
        "documents": documents,
        "needs": _needs(journey, texts["needs"], language).replace("{documents}", documents),
        "step_titles": _AND[language][0].join(texts["steps"][step["kind"]]["title"] for step in journey["steps"]),
    }


def _entered(journey: Mapping[str, Any], texts: Mapping[str, Any], language: str) -> str:
    """The names of the fields, and a signature where one is asked for."""
    names = [texts["fields"][field]["label"] for step in journey["steps"] for field in step.get("fields", ())]
    names += [texts["evidence"][step["kind"]] for step in journey["steps"] if step["kind"] == "signature"]
    # An English label begins with a capital, and so does no word inside a sentence.
    inside = [name[:1].lower() + name[1:] if language == "en" else name for name in dict.fromkeys(names)]
    return _joined(inside, *_AND[language])


def _report(numbers: Sequence[Mapping[str, Any]], lead: str, language: str) -> str:
    """Whom to call about fraud, a line each; nothing where the journey names nobody."""
    lines = [f"• {localised(one['number'], language)}: {one['who'][language]}" for one in numbers]
    return "\n".join(["", lead, *lines]) if lines else ""


def _spoken(numbers: Mapping[str, int], language: str) -> Values:
    return {name: localised(number, language) for name, number in numbers.items()}


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
