"""What the bot says at a step of a case, in each language."""

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from components.content import read_yaml
from components.nlg import Wording
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from settings import PROJECT

DOMAIN = Domain.load("domain")
DATA = PROJECT / "data"
WORDING = Wording(domain=DOMAIN)
LANGUAGES = ("ko", "fa", "en")
ALL = ("code", "transfer", "signature", "vendor")
TEXTS = {code: read_yaml(DATA / "texts" / f"{code}.yml") for code in LANGUAGES}
KINDS = [kind for kind in TEXTS["en"]["steps"] if kind != "review"]
HERE = [kind for kind in KINDS if kind != "consent"]  # a consent is no try that could fail
SPOKEN = pytest.mark.parametrize("language", LANGUAGES)
AT_EACH = pytest.mark.parametrize("kind", KINDS)
Message = dict[str, Any]


async def said(key: str, language: str, wording: Wording = WORDING, **slots: Any) -> Message:
    given = {
        "language": language,
        "case_status": "started",
        "journey": "kr",
        "attempts_left": 3,
        "other_way": "visit",
        **slots,
    }
    events = [SlotSet(name, value) for name, value in given.items()]
    talk = DialogueStateTracker.from_events("c", [*events, UserUttered("said")], DOMAIN.slots)
    message = await wording.generate(key, talk, "gateway")
    assert message is not None
    return message


async def moved(
    result: str, kind: str, language: str, reason: str | None = None, left: int = 2, **more: Any
) -> Message:
    slots = {"step_kind": kind, "moved_kind": kind, "result": result, "reason": reason, "attempts_left": left, **more}
    return await said("utter_case_moved", language, **slots)


def key(message: Message) -> str:
    return str(message["id"]).rsplit(".", 1)[0]


def options(message: Message) -> list[str]:
    return [button["payload"] for button in message.get("buttons", [])]


def journey_of(folder: Path, *kinds: str) -> Wording:
    """Korea's, with these steps between the photos and the review."""
    data = Path(shutil.copytree(DATA, folder / "data", ignore=shutil.ignore_patterns("nlu", "rules", "stories")))
    path = data / "journeys" / "kr.yml"
    content = read_yaml(path)
    *steps, review = content["steps"]
    steps = [step for step in steps if step["kind"] in ("consent", "details", "document", "selfie")]
    steps += [{"id": kind, "kind": kind, "minutes": 1} for kind in kinds]
    changed = {**content, "steps": [*steps, review], "minutes": {"min": 11, "max": 17}}
    path.write_text(yaml.dump(changed, Dumper=yaml.CSafeDumper, allow_unicode=True), encoding="utf-8")
    return Wording(domain=DOMAIN, data=data)
