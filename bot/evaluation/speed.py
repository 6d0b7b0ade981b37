"""How long the trained model takes to understand one message on one core, and what it weighs."""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
import os
import random
import resource
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import TypedDict

import numpy as np
from rasa.core.agent import load_agent
from rasa.core.channels.channel import UserMessage
from rasa.utils.log_utils import configure_structlog

from evaluation.sentences import Sentence
from evaluation.variants import slips

_MESSAGES = 600
_WARM_UP = 20


class Speed(TypedDict):
    p50_ms: float
    p95_ms: float
    model_mb: float
    process_mb: float


def speed_of(model: Path, sentences: Sequence[Sentence]) -> Speed:
    """Through Rasa, on sentences with slips, of which the model is about as unsure as of new ones."""
    configure_structlog(logging.ERROR)
    some = [slips(one) for one in random.Random(0).sample(list(sentences), _MESSAGES)]  # noqa: S311  # the same messages each time
    took = np.asarray(asyncio.run(_timed(model, some))) * 1000
    p50, p95 = (round(float(np.percentile(took, share)), 1) for share in (50, 95))
    weight = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    return Speed(p50_ms=p50, p95_ms=p95, model_mb=round(model.stat().st_size / 1e6, 1), process_mb=round(weight))


def measured(model: Path, sentences: Sequence[Sentence]) -> Speed:
    """In a process of its own, on one core, so that nothing else of the evaluation is weighed with it."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), os.sched_setaffinity, (0, {0})) as alone:
        return alone.submit(speed_of, model, sentences).result()


async def _timed(model: Path, texts: Sequence[str]) -> list[float]:
    agent = await load_agent(str(model))
    assert agent.processor is not None, "a model was loaded"  # noqa: S101
    took = []
    for text in [*texts[:_WARM_UP], *texts]:
        began = time.perf_counter()
        await agent.processor.parse_message(UserMessage(text))
        took.append(time.perf_counter() - began)
    return took[_WARM_UP:]
