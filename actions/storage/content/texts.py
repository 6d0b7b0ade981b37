"""Bank and wording: placeholders are filled here, so that the text a customer reads is the text that is hashed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from actions.services.ports import Bank
from actions.services.wording import Wording, text_hash
from actions.storage.content.circumstances import Circumstances
from actions.storage.content.files import PLACEHOLDER, ContentWrong, File, parse, read
from actions.storage.content.journey_entries import Closed

Text = Annotated[str, Field(min_length=1)]


class Part(BaseModel):
    """Closed in what we read; other sections of these files belong to other programs."""

    model_config = ConfigDict(extra="ignore", frozen=True, hide_input_in_errors=True)


class StepText(Part):
    title: Text
    why: Text
    how: Text
    tip: Text


class FieldText(Part):
    label: Text
    hint: Text
    error: Text


class LawText(Closed):
    """Said instead where the journey rests the item on a law: nobody is asked to consent to that."""

    title: Text
    purpose: Text
    items: Text | None = None
    refusal: Text
    agree: Text
    notice: Text


class ConsentText(Part):
    title: Text
    purpose: Text
    items: Text
    retention: Text
    refusal: Text
    agree: Text
    notice: Text
    by_law: LawText | None = None


class ReasonText(Part):
    cause: Text
    tip: Text


class Statements(Part):
    """What consents say of a journey: who decides, and whether anybody outside the bank is asked."""

    person: Text
    checks: Text
    nobody: Text
    others: Text


class TextFile(Part):
    reviewed_by: Text
    reviewed_on: date
    steps: dict[str, StepText]
    fields: dict[str, FieldText]
    consents: dict[str, ConsentText]
    reasons: dict[str, ReasonText]
    documents: dict[str, Text]
    evidence: dict[str, Text]
    statements: Statements


class BankFile(Part):
    v: Literal[1]
    reviewed_by: Text
    reviewed_on: date
    name: dict[str, Text]
    contact: dict[str, Text]
    branch: dict[str, Text]
    languages: Annotated[tuple[str, ...], Field(min_length=1)]
    journeys: dict[str, str]


def load_bank(path: Path) -> tuple[Bank, dict[str, dict[str, str]]]:
    """The bank, and its facts by language as they stand in texts."""
    file = read(path)
    entry = parse(file, BankFile)
    missing = [
        file.problem((part, language), "is missing")
        for language in entry.languages
        for part in ("name", "contact", "branch", "journeys")
        if language not in getattr(entry, part)
    ]
    if missing:
        raise ContentWrong(missing)
    return Bank(entry.journeys, entry.languages), {language: _facts(entry, language) for language in entry.languages}


def _facts(entry: BankFile, language: str) -> dict[str, str]:
    return {"bank": entry.name[language], "contact": entry.contact[language], "branch": entry.branch[language]}


@dataclass(frozen=True, slots=True)
class Texts:
    """One language's file, before anything is filled in."""

    file: File
    entry: TextFile

    def statements(self, true: Circumstances, asked: str) -> dict[str, str]:
        """The values of `{decision}` and `{sharing}` in the consents."""
        said = self.entry.statements.model_dump()
        return {"decision": said[true.decides], "sharing": _filled(said[true.shared], {"asked": asked})}

    def consents(self, laws: Mapping[str, str], problems: list[str]) -> dict[str, dict[str, str]]:
        """In the words for what each rests on; `laws` by item."""
        said = {}
        for item, text in self.entry.consents.items():
            said[item] = text.model_dump(exclude={"by_law"})
            if item in laws and text.by_law is None:
                problems.append(self.file.problem(("consents", item, "by_law"), "is missing: a journey has it by law"))
            elif item in laws and text.by_law:
                words = said[item] | text.by_law.model_dump(exclude_none=True)
                said[item] = {part: each.replace("{law}", laws[item]) for part, each in words.items()}
        return said

    def wording(
        self,
        facts: Mapping[str, str],
        before_camera: Mapping[str, str],
        statements: Mapping[str, str],
        laws: Mapping[str, str],
    ) -> Wording:
        problems: list[str] = []
        parts = {name: getattr(self.entry, name) for name in ("steps", "fields", "reasons", "documents")}
        parts["consents"] = self.consents(laws, problems)
        sections = {name: _fill(self.file, (name,), part, facts, problems) for name, part in parts.items()}
        said = {kind: _filled(text, facts) for kind, text in before_camera.items()}
        signed = {step: _filled(text, facts) for step, text in statements.items()}
        if problems:
            raise ContentWrong(problems)
        release = f"{self.entry.reviewed_on.isoformat()}-{text_hash(sections['consents'])[:8]}"
        language = self.file.path.stem
        return Wording(language=language, release=release, before_camera=said, statements=signed, **sections)


def load_texts(path: Path) -> Texts:
    file = read(path)
    return Texts(file, parse(file, TextFile))


def _fill(file: File, place: tuple[str, ...], part: Any, facts: Mapping[str, str], problems: list[str]) -> Any:
    if isinstance(part, str):
        unknown = set(PLACEHOLDER.findall(part)) - set(facts)
        where = "is no fact of bank.yml or of the journey's privacy file"
        problems += [file.problem(place, f"`{{{name}}}` {where}") for name in sorted(unknown)]
        return _filled(part, facts)
    entries = part.model_dump() if isinstance(part, BaseModel) else part
    return {key: _fill(file, (*place, key), value, facts, problems) for key, value in entries.items()}


def _filled(text: str, facts: Mapping[str, str]) -> str:
    return PLACEHOLDER.sub(lambda found: facts.get(found.group(1), ""), text)
