"""A bank whose facts a test may change, and what the bot says of them."""

import shutil
from pathlib import Path
from typing import Any

import yaml
from components.content import read_yaml
from components.nlg import Wording
from components.privacy_file import ITEMS
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from settings import PROJECT

DOMAIN = Domain.load("domain")
DATA = PROJECT / "data"
WORDING = Wording(domain=DOMAIN)
LANGUAGES = ("ko", "fa", "en")
COUNTRIES = ("kr", "ir", "intl")
CHANGED = "SAID OTHERWISE"


# Answer, item of the step, and the fact without which it is no answer.
HEARTS = [
    ("utter_ask_why_verification", "all", "why"),
    ("utter_ask_biometric_purpose", "selfie", "why.selfie"),
    ("utter_ask_third_party_sharing", "all", "shared"),
    ("utter_ask_data_protection", "selfie", "protection"),
    ("utter_ask_protection_technology", "all", "technology"),
    ("utter_ask_data_storage", "photo", "kept.photo"),
    ("utter_ask_data_storage", "selfie", "kept.selfie"),
    ("utter_ask_data_storage", "number", "kept.number"),
    ("utter_ask_data_deletion", "all", "withdraw"),
    ("utter_ask_data_deletion", "selfie", "withdraw.selfie"),
    ("utter_refuse_biometric", "selfie", "refusal.selfie"),
    ("utter_ask_alternative", "selfie", "alternative.selfie"),
    ("utter_ask_alternative", "photo", "alternative"),
]


class Bank:
    """A data folder whose privacy files can be changed."""

    def __init__(self, folder: Path) -> None:
        self.project, self.folder = folder, folder / "data"
        learnt = shutil.ignore_patterns("nlu", "rules", "stories")
        shutil.copytree(DATA, self.folder, ignore=learnt)

    def tells(self, country: str, key: str, text: Any) -> None:
        """`None` takes the fact out, for the item as for all."""
        path = self.folder / "privacy" / f"{country}.yml"
        content = read_yaml(path)
        facts, (question, _, item) = content["facts"], key.partition(".")
        by_item = bool(set(facts[question]) & {*ITEMS, "all"})
        place, name = (facts[question], item or "all") if by_item else (facts, question)
        if text is None:
            del place[name]
        else:
            place[name] = text
        path.write_text(yaml.dump(content, Dumper=yaml.CSafeDumper, allow_unicode=True), encoding="utf-8")

    def journey(self, country: str, **changes: Any) -> None:
        path = self.folder / "journeys" / f"{country}.yml"
        content = read_yaml(path)
        path.write_text(
            yaml.dump({**content, **changes}, Dumper=yaml.CSafeDumper, allow_unicode=True), encoding="utf-8"
        )

    def keeps(self, **days: int) -> None:
        path = self.folder / "retention.yml"
        content = read_yaml(path)
        path.write_text(
            yaml.dump({**content, "days": content["days"] | days}, Dumper=yaml.CSafeDumper), encoding="utf-8"
        )

    @property
    def wording(self) -> Wording:
        return Wording(domain=DOMAIN, data=self.folder)


def tracker(language: str, **slots: Any) -> DialogueStateTracker:
    given = {"language": language, "case_status": "started", "journey": "kr", "other_way": "visit", **slots}
    events = [SlotSet(name, value) for name, value in given.items()]
    return DialogueStateTracker.from_events("c", [*events, UserUttered("said")], DOMAIN.slots)


async def said(wording: Wording, key: str, language: str = "en", **slots: Any) -> dict[str, Any]:
    return await said_in(tracker(language, **slots), key, wording)


async def said_in(talk: DialogueStateTracker, key: str, wording: Wording = WORDING) -> dict[str, Any]:
    message = await wording.generate(key, talk, "gateway")
    assert message is not None
    return message


def facts_of(message: dict[str, Any]) -> list[str]:
    return list(message["metadata"]["facts"])
