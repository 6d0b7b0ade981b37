from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from evaluation.sentences import LANGUAGES

_NAMES = {"ko": "Korean", "fa": "Persian", "en": "English"}
_HOW = {
    "any third": "any third of the sentences held out",
    "a sitting": "all that one sitting wrote held out",
}


def markdown(figures: Mapping[str, Any], last: Mapping[str, Any] | None) -> str:
    parts = [
        "# How well the bot understands",
        "Written by `make evaluate`. No sentence was judged by a model that had seen it. The second row below is "
        "the fairer guide to what customers write: the model has seen nothing by the same hand in the same sitting.",
        "![Accuracy against out-of-scope accepted, and losses by variant](report.png)",
        "## Understood rightly, in scope (out of scope wrongly accepted)",
        _table(["", *_NAMES.values()], [_row(_HOW[way], figures[way], last and last.get(way)) for way in _HOW]),
        "## Points lost on other spellings (one fold)",
        _table(["", *_NAMES.values()], _losses(figures["variants"])),
        "## By threshold, a sitting held out",
        _table(["threshold", *_NAMES.values()], [_row(at, scores) for at, scores in figures["curve"].items()]),
        "## Size and speed",
        _facts(figures),
        "Every sentence that was understood wrongly is in `confusions.tsv`, the most frequent confusion first.",
    ]
    return "\n\n".join(parts) + "\n"


def _row(name: str, scores: Mapping[str, Any], last: Mapping[str, Any] | None = None) -> list[str]:
    return [name, *(_cell(scores[language], last and last[language]) for language in LANGUAGES)]


def _cell(one: Mapping[str, float], last: Mapping[str, float] | None) -> str:
    change = f" {100 * (one['accuracy'] - last['accuracy']):+.1f}" if last else ""
    return f"{100 * one['accuracy']:.1f} %{change} ({100 * one['accepted']:.1f} %)"


def _losses(variants: Mapping[str, Any]) -> list[list[str]]:
    base = variants["as written"]

    def lost(scores: Mapping[str, Any], language: str) -> str:
        return f"{100 * (base[language]['accuracy'] - scores[language]['accuracy']):.1f}"

    rows = [(name, scores) for name, scores in variants.items() if name != "as written"]
    return [[name, *(lost(scores, language) for language in LANGUAGES)] for name, scores in rows]


def _facts(figures: Mapping[str, Any]) -> str:
    speed, counts, bounds = figures["speed"], figures["sentences"], figures["bounds"]
    taught = ", ".join(f"{_NAMES[language]} {counts[language]:,}" for language in LANGUAGES)
    return "\n".join(
        (
            f"- Sentences taught: {taught}.",
            f"- One message on one core: p50 {speed['p50_ms']} ms, p95 {speed['p95_ms']} ms.",
            f"- Model {speed['model_mb']} MB; the process that held it {speed['process_mb']} MB.",
            f"- FallbackClassifier: threshold {bounds['threshold']}, ambiguity {bounds['ambiguity']}.",
        )
    )


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
