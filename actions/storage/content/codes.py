"""`codes.yml`: the words that go out with a code."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Literal

from actions.services.code_texts import CodeTexts
from actions.storage.content.files import PLACEHOLDER, ContentWrong, File, parse, read
from actions.storage.content.journey_entries import Closed
from actions.storage.content.texts import Text

CODE = "code"
LONGEST = {"text": 160, "memo": 14}  # signs; banks cut what stands on a statement


class CodesFile(Closed):
    v: Literal[1]
    reviewed_by: Text
    reviewed_on: date
    text: dict[str, Text]
    memo: dict[str, Text]


def load_code_texts(path: Path, facts: Mapping[str, Mapping[str, str]]) -> dict[str, CodeTexts]:
    """By language, for each that the bank speaks."""
    file = read(path)
    entry = parse(file, CodesFile)
    problems = [each for part in LONGEST for language in facts for each in _wrong(file, entry, part, language, facts)]
    if problems:
        raise ContentWrong(problems)
    return {
        language: CodeTexts(_filled(entry.text[language], known), _filled(entry.memo[language], known))
        for language, known in facts.items()
    }


def _wrong(file: File, entry: CodesFile, part: str, language: str, facts: Mapping[str, Mapping[str, str]]) -> list[str]:
    said: str | None = getattr(entry, part).get(language)
    at = (part, language)
    if said is None:
        return [file.problem(at, "is missing")]
    named = set(PLACEHOLDER.findall(said))
    found = [file.problem(at, f"`{{{name}}}` is no fact of bank.yml") for name in sorted(named - {CODE} - {"bank"})]
    if said.count("{code}") != 1:
        found.append(file.problem(at, "must name `{code}` once"))
    if "://" in said or "www." in said:
        found.append(file.problem(at, "no link may go out"))
    if len(_filled(said, facts[language]).replace("{code}", "000000")) > LONGEST[part]:
        found.append(file.problem(at, f"is longer than {LONGEST[part]} signs"))
    return found


def _filled(text: str, known: Mapping[str, str]) -> str:
    return text.replace("{bank}", known["bank"])
