"""The trained model as the running bot asks it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from pathlib import Path

from rasa.core.agent import Agent, load_agent
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.log_utils import configure_structlog

from channels.hearing import heard
from channels.typed_text import clean
from channels.wire import Text, TurnRequest
from evaluation.judging import Judged
from evaluation.sentences import Sentence


def understood(model: Path, sentences: Sequence[Sentence]) -> list[Judged]:
    """Each sentence as the first that a customer writes, when no case runs; texts come masked."""
    configure_structlog(logging.ERROR)  # Rasa as a library prints every text
    return asyncio.run(_understood(model, sentences))


async def _understood(model: Path, sentences: Sequence[Sentence]) -> list[Judged]:
    agent = await load_agent(str(model))
    return [await _one(agent, sentence) for sentence in sentences]


async def _one(agent: Agent, sentence: Sentence) -> Judged:
    assert agent.processor is not None, "a model was loaded"  # noqa: S101
    tracker = DialogueStateTracker.from_events("evaluation", [], slots=agent.processor.domain.slots)
    said = Text(clean(sentence.text))
    request = TurnRequest("evaluation:1", "evaluation", 1, sentence.language, said, "nobody", None)  # type: ignore[arg-type]  # any language of the files
    intent = (await heard(agent.processor, tracker, request))["intent"]
    return Judged(sentence, str(intent["name"]), float(intent["confidence"]))
