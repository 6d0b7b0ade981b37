from __future__ import annotations

import numpy as np
import pytest
from evaluation.folds import grouped, stratified
from evaluation.judging import Bounds, Judged, decided, score
from evaluation.sentences import BadTableError, Sentence, table, taught
from evaluation.variants import VARIANTS
from evaluation.words import markdown
from settings import PROJECT

CLASSES = ["ask_duration", "greet", "out_of_scope"]
SENTENCES = [Sentence(text, "greet", "en", sitting) for text in ("hi", "hey", "hello") for sitting in ("a", "b")]


def test_what_is_unsure_or_undecided_counts_as_not_understood() -> None:
    shares = np.array([[0.1, 0.8, 0.1], [0.2, 0.2, 0.15], [0.48, 0.5, 0.02]])
    judged = decided(SENTENCES[:3], CLASSES, shares, Bounds(threshold=0.25, ambiguity=0.05))
    assert [one.understood for one in judged] == ["greet", "nlu_fallback", "nlu_fallback"]


def test_accuracy_is_over_in_scope_and_false_accepts_over_out_of_scope() -> None:
    other, known = Sentence("rain?", "out_of_scope"), Sentence("hi", "greet")
    judged = [
        Judged(known, "greet", 0.9),
        Judged(known, "nlu_fallback", 0.1),
        Judged(other, "greet", 0.5),
        Judged(other, "nlu_fallback", 0.1),
        Judged(other, "out_of_scope", 0.9),
    ]
    total = score(judged)
    assert (total.accuracy, total.wrongly_accepted, total.out_of_scope) == (0.5, 1, 3)


def test_all_that_one_sitting_wrote_is_held_out_together() -> None:
    for held in grouped(SENTENCES):
        assert len({one.sitting for one, out in zip(SENTENCES, held, strict=True) if out}) == 1
        assert len({one.sitting for one, out in zip(SENTENCES, held, strict=True) if not out}) == 1


def test_every_sentence_is_held_out_once() -> None:
    many = SENTENCES * 3
    assert np.sum(stratified(many), axis=0).tolist() == [1] * len(many)


def test_each_language_was_written_by_the_same_sittings() -> None:
    sittings = {
        language: {one.sitting for one in taught(PROJECT / "data/nlu") if one.language == language}
        for language in ("ko", "fa", "en")
    }
    assert sittings["ko"] == sittings["fa"] == sittings["en"]
    assert len(sittings["ko"]) >= 5


@pytest.mark.parametrize("line", ["no intent", "too\tmany\tcells", "\tgreet"])
def test_a_line_that_is_no_pair_is_named(line: str) -> None:
    with pytest.raises(BadTableError, match="line 2"):
        table(["hi\tgreet\n", line], "en")


@pytest.mark.parametrize("name", VARIANTS)
@pytest.mark.parametrize(
    "one", [Sentence("왜 제 얼굴이 필요해요", "x", "ko"), Sentence("چرا عکس من را می‌خواهید", "x", "fa")]
)
def test_a_variant_differs_and_is_the_same_each_time(name: str, one: Sentence) -> None:
    assert VARIANTS[name](one) == VARIANTS[name](one) != one.text


def test_the_report_shows_the_change_since_the_last_one() -> None:
    def scores(accuracy: float) -> dict[str, dict[str, float]]:
        return {language: {"accuracy": accuracy, "accepted": 0.1} for language in ("ko", "fa", "en")}

    figures = {
        "sentences": {"ko": 1, "fa": 1, "en": 1},
        "bounds": {"threshold": 0.2, "ambiguity": 0.05},
        "any third": scores(0.9),
        "a sitting": scores(0.8),
        "curve": {"0.0": scores(0.9)},
        "variants": {"as written": scores(0.9), "slips": scores(0.82)},
        "speed": {"p50_ms": 3, "p95_ms": 20, "model_mb": 40, "process_mb": 800},
    }
    assert "80.0 % +5.0" in markdown(figures, {**figures, "a sitting": scores(0.75)})
    assert "| slips | 8.0 |" in markdown(figures, None)
