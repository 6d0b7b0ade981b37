"""Cross-validation of the training data, compared with the last one: a table, a picture, and what was confused."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from components.content import read_yaml
from components.understanding.encoder import load_encoder
from components.understanding.model import Understanding
from evaluation import folds
from evaluation.judging import Bounds, Judged, decided, of, score
from evaluation.picture import draw
from evaluation.sentences import LANGUAGES, Sentence, taught
from evaluation.speed import Speed, measured
from evaluation.variants import VARIANTS
from evaluation.words import markdown

THRESHOLDS = [round(0.05 * step, 2) for step in range(19)]
_FOR_VARIANTS = 1500  # held-out sentences of one fold, each in four forms
Figures = dict[str, Any]


@dataclass
class Held:
    """Held-out sentences with the shares that a model gave them."""

    sentences: list[Sentence] = field(default_factory=list)
    classes: list[list[str]] = field(default_factory=list)
    shares: list[np.ndarray] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)

    def add(self, model: Understanding, sentences: list[Sentence]) -> None:
        self.sentences += sentences
        self.classes.append(model.classes)
        self.shares.append(model.shares([one.text for one in sentences]))
        self.sizes.append(len(sentences))

    def judged(self, bounds: Bounds) -> list[Judged]:
        ends = np.cumsum([0, *self.sizes])
        parts = (self.sentences[first:last] for first, last in pairwise(ends))
        rows = zip(parts, self.classes, self.shares, strict=True)
        return [one for part, classes, shares in rows for one in decided(part, classes, shares, bounds)]


def write_report(project: Path) -> None:
    bounds = _bounds(project / "config.yml")
    sentences = taught(project / "data" / "nlu")
    speed = measured(project / "models" / "gildong.tar.gz", sentences)
    encoder = load_encoder()
    remembering = folds.RememberingEncoder(encoder) if encoder else None
    any_third, sittings = Held(), Held()
    variants: Figures = {}
    for model, held in folds.models(sentences, folds.stratified(sentences), remembering, _tell):
        variants = variants or _variants(model, held, bounds)
        any_third.add(model, held)
    for model, held in folds.models(sentences, folds.grouped(sentences), remembering, _tell):
        sittings.add(model, held)
    _write(project, sentences, bounds, any_third, sittings, variants, speed)


def _write(
    project: Path,
    sentences: Sequence[Sentence],
    bounds: Bounds,
    any_third: Held,
    sittings: Held,
    variants: Figures,
    speed: Speed,
) -> None:
    folder = project / "evaluation"
    last = _read(folder / "figures.json")
    figures = {
        "sentences": dict(Counter(one.language for one in sentences)),
        "bounds": {"threshold": bounds.threshold, "ambiguity": bounds.ambiguity},
        "any third": _by_language(any_third.judged(bounds)),
        "a sitting": _by_language(sittings.judged(bounds)),
        "curve": {str(at): _by_language(sittings.judged(Bounds(at, bounds.ambiguity))) for at in THRESHOLDS},
        "variants": variants,
        "speed": speed,
    }
    draw(figures, folder / "report.png")
    (folder / "report.md").write_text(markdown(figures, last), "utf-8")
    (folder / "confusions.tsv").write_text(_confusions(sittings.judged(bounds)), "utf-8")
    (folder / "figures.json").write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", "utf-8")
    print((folder / "report.md").read_text("utf-8"))


def _by_language(judged: Sequence[Judged]) -> Figures:
    scores = {language: score(of(judged, language)) for language in LANGUAGES}
    return {
        language: {"accuracy": round(one.accuracy, 4), "accepted": round(one.accepted, 4)}
        for language, one in scores.items()
    }


def _variants(model: Understanding, held: Sequence[Sentence], bounds: Bounds) -> Figures:
    some = [held[place] for place in np.random.default_rng(0).permutation(len(held))[:_FOR_VARIANTS]]
    _tell(f"{len(some)} held-out sentences as other keyboards and hurried fingers write them")
    forms = {"as written": None, **VARIANTS}
    return {name: _by_language(folds.judged(model, some, bounds, variant)) for name, variant in forms.items()}


def _confusions(judged: Sequence[Judged]) -> str:
    wrong = [one for one in judged if not one.is_right]
    often = Counter((one.sentence.intent, one.understood) for one in wrong)
    wrong.sort(key=lambda one: (-often[one.sentence.intent, one.understood], one.sentence.intent, one.understood))
    lines = (
        "\t".join(
            (one.sentence.intent, one.understood, f"{one.confidence:.2f}", one.sentence.language, one.sentence.text)
        )
        for one in wrong
    )
    return "\n".join(["meant\tunderstood\tconfidence\tlanguage\ttext", *lines]) + "\n"


def _bounds(config: Path) -> Bounds:
    pipeline = read_yaml(config)["pipeline"]
    fallback = next(part for part in pipeline if part["name"] == "FallbackClassifier")
    return Bounds(fallback["threshold"], fallback["ambiguity_threshold"])


def _read(file: Path) -> Mapping[str, Any] | None:
    return json.loads(file.read_text("utf-8")) if file.exists() else None


def _tell(line: str) -> None:
    print(f"-> {line}", flush=True)
