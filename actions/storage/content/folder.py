from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from actions.services.code_texts import CodeTexts
from actions.services.ports import Bank
from actions.services.times import Times
from actions.services.wording import Wording
from actions.storage.content.asked_for import asked_for
from actions.storage.content.circumstances import circumstances_of
from actions.storage.content.codes import load_code_texts
from actions.storage.content.files import ContentWrong
from actions.storage.content.journeys import load_journey
from actions.storage.content.privacy import load_privacy
from actions.storage.content.texts import Texts, load_bank, load_texts
from actions.storage.content.times import load_times
from actions.verification.journey import Journey


@dataclass(frozen=True, slots=True)
class Content:
    bank: Bank
    journeys: dict[str, Journey]
    times: Times
    wordings: dict[str, dict[str, Wording]]  # by journey and language: what is kept how long is the journey's
    messages: dict[str, CodeTexts]  # by language


def load_content(folder: Path) -> Content:
    """All of it fits together, or nothing is loaded."""
    bank, facts = load_bank(folder / "bank.yml")
    journeys = {path.stem: load_journey(path) for path in sorted((folder / "journeys").glob("*.yml"))}
    texts = {language: load_texts(folder / "texts" / f"{language}.yml") for language in bank.languages}
    messages = load_code_texts(folder / "codes.yml", facts)
    if problems := _missing_names(folder, bank, journeys):
        raise ContentWrong(problems)
    wordings = {name: _wordings(folder, journey, texts, facts) for name, journey in journeys.items()}
    if problems := [*_unknown_journeys(folder, bank, journeys), *_missing_words(folder, journeys, wordings)]:
        raise ContentWrong(problems)
    return Content(bank, journeys, load_times(folder / "retention.yml"), wordings, messages)


def _wordings(
    folder: Path, journey: Journey, texts: Mapping[str, Texts], facts: Mapping[str, Mapping[str, str]]
) -> dict[str, Wording]:
    true = circumstances_of(journey)
    privacy = load_privacy(folder / "privacy" / f"{journey.id}.yml", true)

    def told(language: str, each: Texts) -> dict[str, str]:
        statements = each.statements(true, privacy.asked(true.asked, language))
        return {**facts[language], **privacy.times(language), **statements, **asked_for(journey, each, language)}

    return {
        language: each.wording(
            told(language, each),
            privacy.before_camera(language),
            {step.id: step.statement[language] for step in journey.steps if step.statement},
            {consent.item: consent.law[language] for consent in journey.consents if consent.law},
        )
        for language, each in texts.items()
    }


def _unknown_journeys(folder: Path, bank: Bank, journeys: dict[str, Journey]) -> list[str]:
    return [
        f"{folder / 'bank.yml'}: journeys.{language}: there is no journeys/{journey}.yml"
        for language, journey in bank.journeys.items()
        if journey not in journeys
    ]


def _missing_names(folder: Path, bank: Bank, journeys: dict[str, Journey]) -> list[str]:
    """What a journey itself says to customers, in every language that the bank speaks."""
    return [
        f"{folder / 'journeys' / journey.id}.yml: {place}.{language}: is missing"
        for journey in journeys.values()
        for place, said in _said(journey).items()
        for language in bank.languages
        if language not in said
    ]


def _said(journey: Journey) -> dict[str, Mapping[str, str]]:
    statements = {f"steps.{n}.statement": s.statement for n, s in enumerate(journey.steps) if s.statement}
    numbers = {f"report_numbers.{n}.who": each.who for n, each in enumerate(journey.report_numbers)}
    laws = {f"consents.{n}.law": each.law for n, each in enumerate(journey.consents) if each.law}
    return statements | numbers | laws | {f"banks.{n}.name": bank.name for n, bank in enumerate(journey.banks)}


def _missing_words(folder: Path, journeys: dict[str, Journey], wordings: dict[str, dict[str, Wording]]) -> list[str]:
    """What a journey shows must exist in every language: a customer may change language anywhere."""
    missing = {
        f"{folder / 'texts' / language}.yml: {section}.{key}: is missing"
        for journey in journeys.values()
        for language, wording in wordings[journey.id].items()
        for section, key in _shown(journey)
        if key not in getattr(wording, section)
    }
    return sorted(missing)


def _shown(journey: Journey) -> set[tuple[str, str]]:
    shown = {("reasons", "OTHER"), ("reasons", "CONSENT_DECLINED"), ("reasons", "UNDERAGE")}
    shown |= {("consents", consent.item) for consent in journey.consents}
    shown |= {("steps", str(way.kind)) for way in journey.alternatives}
    for step in journey.steps:
        shown |= {("steps", str(step.kind))}
        shown |= {("fields", field) for field in step.fields} | {("documents", kind) for kind in step.accepts}
    return shown
