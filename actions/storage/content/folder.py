from dataclasses import dataclass
from pathlib import Path

from actions.services.ports import Bank
from actions.services.wording import Wording
from actions.storage.content.files import ContentWrong
from actions.storage.content.journeys import load_journey
from actions.storage.content.texts import load_bank, load_wording
from actions.verification.journey import Journey


@dataclass(frozen=True, slots=True)
class Content:
    bank: Bank
    journeys: dict[str, Journey]
    wordings: dict[str, Wording]


def load_content(folder: Path) -> Content:
    """All of it fits together, or nothing is loaded."""
    bank, facts = load_bank(folder / "bank.yml")
    journeys = {path.stem: load_journey(path) for path in sorted((folder / "journeys").glob("*.yml"))}
    wordings = {lang: load_wording(folder / "texts" / f"{lang}.yml", facts[lang]) for lang in bank.languages}
    if problems := [*_unknown_journeys(folder, bank, journeys), *_missing_words(folder, journeys, wordings)]:
        raise ContentWrong(problems)
    return Content(bank, journeys, wordings)


def _unknown_journeys(folder: Path, bank: Bank, journeys: dict[str, Journey]) -> list[str]:
    return [
        f"{folder / 'bank.yml'}: journeys.{language}: there is no journeys/{journey}.yml"
        for language, journey in bank.journeys.items()
        if journey not in journeys
    ]


def _missing_words(folder: Path, journeys: dict[str, Journey], wordings: dict[str, Wording]) -> list[str]:
    """What a journey shows must exist in every language: a customer may change language anywhere."""
    shown = {("reasons", "OTHER"), ("reasons", "CONSENT_DECLINED"), ("reasons", "UNDERAGE")}
    for journey in journeys.values():
        shown |= {("consents", consent.item) for consent in journey.consents}
        for step in journey.steps:
            shown |= {("steps", str(step.kind))}
            shown |= {("fields", field) for field in step.fields} | {("documents", kind) for kind in step.accepts}
    return [
        f"{folder / 'texts' / language}.yml: {section}.{key}: is missing"
        for language, wording in wordings.items()
        for section, key in sorted(shown)
        if key not in getattr(wording, section)
    ]
