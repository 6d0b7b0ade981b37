"""What one check of a document photo costs on one core, and how often bad photos are read."""

import multiprocessing
import os
import time
from datetime import date
from pathlib import Path

from actions.providers.builtin.documents import look_at
from actions.providers.builtin.quality import DocumentLimits
from actions.services.providers import PhotoOutcome
from actions.verification.findings import Outcome
from tests.bench.figures import Sample
from tests.servers.scenes import varied
from tests.servers.specimens import passport_jpeg, resident_card_jpeg

Row = tuple[str, float, str, str]

TODAY = date(2026, 11, 22)
TYPED = {"name": "Anna Maria Eriksson", "birth_date": "1990-08-12", "passport_number": "L898902C3"}
PHOTOS = 60


def rows(photos: int = PHOTOS) -> list[Row]:
    """In a process of its own, on one core, so that memory and time are those of the check alone."""
    passports = [passport_jpeg(), *(passport_jpeg(scene=varied(seed)) for seed in range(photos))]
    cards = [resident_card_jpeg(seed=seed) for seed in range(photos // 3)]
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(measure, (passports, cards))


def measure(bad: list[bytes], plain: list[bytes]) -> list[Row]:
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    before = peak()
    first, _ = timed(bad[:1], ("passport",))
    passports, outcomes = timed(bad[1:], ("passport",))
    cards, _ = timed(plain, ("resident_card",))
    return [
        ("document check, the first (loads the networks)", first.milliseconds[0], "ms", ""),
        ("document check, passport on a bad day, p50", passports.p50, "ms", ""),
        ("document check, passport on a bad day, p95", passports.p95, "ms", ""),
        ("document check, card without a zone, p50", cards.p50, "ms", ""),
        ("document check, memory on top", peak() - before, "MiB", ""),
        *((f"bad photos: {name}", 100 * share, "%", bound) for name, share, bound in shares(outcomes)),
    ]


def peak() -> float:
    """The most memory this program has held, in MiB. (`getrusage` counts what its parent held, too.)"""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(float(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


def timed(photos: list[bytes], accepts: tuple[str, ...]) -> tuple[Sample, list[PhotoOutcome]]:
    sample, outcomes = Sample(), []
    for photo in photos:
        begun = time.process_time()  # of this process: others on the machine do not count
        outcomes.append(look_at(photo, accepts, TYPED, TODAY, DocumentLimits()))
        sample.milliseconds.append((time.process_time() - begun) * 1000)
    return sample, outcomes


def shares(outcomes: list[PhotoOutcome]) -> list[tuple[str, float, str]]:
    kinds = [_kind(outcome) for outcome in outcomes]
    bounds = {"read right": "", "left to a person": "", "to be taken again": "", "read wrong": "0"}
    return [(name, kinds.count(name) / len(kinds), bound) for name, bound in bounds.items()]


def _kind(outcome: PhotoOutcome) -> str:
    matched = next((each.outcome for each in outcome.findings if each.check == "mrz_match"), None)
    if matched is not None:
        names = {Outcome.PASSED: "read right", Outcome.FAILED: "read wrong"}
        return names.get(matched, "left to a person")
    return "to be taken again" if outcome.reason else "left to a person"
