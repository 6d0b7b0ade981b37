"""The same components, through Rasa, on public sets of others' sentences; the sets stay where they are."""

from __future__ import annotations

import asyncio
import json
import logging
import random
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import mean

import yaml
from rasa.core.agent import load_agent
from rasa.core.channels.channel import UserMessage
from rasa.model_training import train_nlu
from rasa.utils.log_utils import configure_structlog

from components.content import read_yaml
from evaluation.sentences import Sentence, comma_separated

_FEW, _SAMPLES = 10, 3
_OOS = "oos"
_WANTED_RECALL = 0.8
_MARGIN = 0.06  # the tuning set has a hundred sentences; two standard errors of them are 0.06
Guess = tuple[str, float]


def compare(folder: Path, project: Path) -> None:
    configure_structlog(logging.ERROR)
    config = read_yaml(project / "config.yml")
    pipeline = [part for part in config["pipeline"] if part["name"] != "FallbackClassifier"]
    _banking(folder / "banking77", pipeline)
    _clinc(folder / "clinc150" / "data_small.json", pipeline)


def _banking(folder: Path, pipeline: list[dict[str, object]]) -> None:
    taught, asked = (comma_separated(folder / name) for name in ("train.csv", "test.csv"))
    few = [_right(_guesses(pipeline, _sample(taught, seed), asked), asked) for seed in range(_SAMPLES)]
    shown = ", ".join(f"{100 * one:.2f}" for one in few)
    print(
        f"Banking77, {_FEW} per intent: {100 * mean(few):.2f} % (samples of seeds 0 to {_SAMPLES - 1}: {shown})",
        flush=True,
    )
    print(f"Banking77, all: {100 * _right(_guesses(pipeline, taught, asked), asked):.2f} %", flush=True)


def _clinc(file: Path, pipeline: list[dict[str, object]]) -> None:
    parts = json.loads(file.read_text("utf-8"))
    taught, tuning, asked = (
        [Sentence(text, intent) for name in names for text, intent in parts[name]]
        for names in (("train", "oos_train"), ("val", "oos_val"), ("test", "oos_test"))
    )
    guesses = _guesses(pipeline, taught, [*tuning, *asked])
    tuned, judged = guesses[: len(tuning)], guesses[len(tuning) :]
    thresholds = (step / 100 for step in range(5, 100))
    threshold = next(bound for bound in thresholds if _recall(tuned, tuning, bound) >= _WANTED_RECALL + _MARGIN)
    bounds = (0.0, *(threshold - step / 100 for step in (4, 3, 2, 1, 0)))
    curve = ((bound, _in_scope(judged, asked, bound), _recall(judged, asked, bound)) for bound in bounds)
    for bound, right, recall in curve:
        shown = f"in scope {100 * right:.2f} %, out of scope recalled {100 * recall:.1f} %"
        print(f"CLINC150 small, threshold {bound:.2f}: {shown}", flush=True)


def _sample(sentences: Sequence[Sentence], seed: int) -> list[Sentence]:
    dice = random.Random(seed)  # noqa: S311 - the same samples each time
    names = sorted({one.intent for one in sentences})
    return [one for name in names for one in dice.sample([s for s in sentences if s.intent == name], _FEW)]


def _right(guesses: Sequence[Guess], asked: Sequence[Sentence]) -> float:
    return mean(name == one.intent for (name, _), one in zip(guesses, asked, strict=True))


def _in_scope(guesses: Sequence[Guess], asked: Sequence[Sentence], threshold: float) -> float:
    """What is rejected counts as wrong."""
    pairs = zip(guesses, asked, strict=True)
    return mean(name == one.intent and sure >= threshold for (name, sure), one in pairs if one.intent != _OOS)


def _recall(guesses: Sequence[Guess], asked: Sequence[Sentence], threshold: float) -> float:
    pairs = zip(guesses, asked, strict=True)
    return mean(name == _OOS or sure < threshold for (name, sure), one in pairs if one.intent == _OOS)


def _guesses(pipeline: list[dict[str, object]], taught: Sequence[Sentence], asked: Sequence[Sentence]) -> list[Guess]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _write(folder, pipeline, taught)
        model = train_nlu(str(folder / "config.yml"), str(folder / "nlu.yml"), str(folder / "models"))
        return asyncio.run(_parsed(str(model), asked))


def _write(folder: Path, pipeline: list[dict[str, object]], taught: Sequence[Sentence]) -> None:
    by_intent: dict[str, list[str]] = {}
    for one in taught:
        by_intent.setdefault(one.intent, []).append(" ".join(one.text.split()))
    nlu = [{"intent": name, "examples": "".join(f"- {text}\n" for text in texts)} for name, texts in by_intent.items()]
    (folder / "nlu.yml").write_text(yaml.safe_dump({"version": "3.1", "nlu": nlu}, allow_unicode=True), "utf-8")
    config = {"recipe": "default.v1", "assistant_id": "public", "language": "en", "pipeline": pipeline}
    (folder / "config.yml").write_text(yaml.safe_dump(config), "utf-8")


async def _parsed(model: str, asked: Sequence[Sentence]) -> list[Guess]:
    agent = await load_agent(model)
    assert agent.processor is not None, "a model was loaded"  # noqa: S101
    messages = (UserMessage(one.text) for one in asked)
    intents = [(await agent.processor.parse_message(message))["intent"] for message in messages]
    return [(str(intent["name"]), float(intent["confidence"])) for intent in intents]
