from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import matplotlib

matplotlib.use("Agg")
from matplotlib import pyplot as plt

from evaluation.sentences import LANGUAGES

_COLOURS = {"ko": "#1f5fa8", "fa": "#1d8a5f", "en": "#b3541e"}


def draw(figures: Mapping[str, Any], file: Path) -> None:
    """Left: what each threshold gains and costs. Right: points lost by variant."""
    drawing, (left, right) = plt.subplots(1, 2, figsize=(11, 4.2), constrained_layout=True)
    for language in LANGUAGES:
        curve = [scores[language] for scores in figures["curve"].values()]
        accepted = [100 * one["accepted"] for one in curve]
        left.plot(
            accepted, [100 * one["accuracy"] for one in curve], "o-", ms=3, color=_COLOURS[language], label=language
        )
    left.set(
        xlabel="out of scope wrongly accepted, %", ylabel="in scope right, %", title="By threshold, a sitting held out"
    )
    left.legend()
    _losses(right, figures["variants"])
    for panel in (left, right):
        panel.grid(alpha=0.3)
    drawing.savefig(file, dpi=110)
    plt.close(drawing)


def _losses(panel: Any, variants: Mapping[str, Any]) -> None:
    names = [name for name in variants if name != "as written"]
    for place, language in enumerate(LANGUAGES):
        whole = variants["as written"][language]["accuracy"]
        lost = [100 * (whole - variants[name][language]["accuracy"]) for name in names]
        panel.bar([row + 0.27 * (place - 1) for row in range(len(names))], lost, 0.25, color=_COLOURS[language])
    panel.set(xticks=range(len(names)), ylabel="points lost", title="Other keyboards, hurried fingers")
    panel.set_xticklabels(names)
