"""N-grams and a sentence encoder as one model; the encoder here is a fake that knows synonyms."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from components.understanding import blend, encoder, noise
from components.understanding.blend import Blend
from components.understanding.mending import Mender
from components.understanding.model import Understanding
from components.understanding.recipe import Recipe

MEANINGS = {"photo": 0, "picture": 0, "image": 0, "branch": 1, "office": 1, "counter": 1}
TAUGHT = [
    *(
        (f"{word} {rest}", "photo")
        for word in ("photo", "my photo", "a photo")
        for rest in ("is dark", "again", "please")
    ),
    *(
        (f"{word} {rest}", "branch")
        for word in ("branch", "a branch", "the branch")
        for rest in ("hours", "near", "today")
    ),
    *(
        (f"{word} {rest}", "out_of_scope")
        for word in ("weather", "songs", "football")
        for rest in ("now", "then", "here")
    ),
]


class KnowsSynonyms:
    asked = 0

    def vectors(self, texts: Sequence[str]) -> np.ndarray:
        self.asked += len(texts)
        rows = np.full((len(texts), 3), 0.1)
        for row, text in enumerate(texts):
            rows[row, next((MEANINGS[word] for word in text.split() if word in MEANINGS), 2)] = 1.0
        return rows

    def pieces(self, word: str) -> int:
        return 1 if word in MEANINGS else 3


def trained(reader: KnowsSynonyms | None) -> Understanding:
    return Understanding.trained([text for text, _ in TAUGHT], [intent for _, intent in TAUGHT], reader)


def named(model: Understanding, text: str) -> str:
    return model.classes[int(model.shares([text])[0].argmax())]


def test_a_word_nobody_taught_is_understood_through_the_encoder() -> None:
    assert named(trained(KnowsSynonyms()), "a picture") == "photo"
    assert named(trained(KnowsSynonyms()), "a counter") == "branch"


def test_the_encoder_is_not_asked_where_the_ngrams_are_sure() -> None:
    reader = KnowsSynonyms()
    model = trained(reader)
    before = reader.asked
    model.blend = Blend(weight=1.0, sure=0.0)
    model.shares(["photo is dark"])
    assert reader.asked == before


def test_without_an_encoder_the_ngrams_answer_alone() -> None:
    model = trained(None)
    assert not model.asks_encoder
    assert named(model, "my photo please") == "photo"


@pytest.mark.parametrize("text", ["", "…", "?!", "漢"])
def test_of_a_text_without_a_known_letter_nothing_is_claimed(text: str) -> None:
    assert trained(KnowsSynonyms()).shares([text]).max() == 0


def test_a_model_that_was_kept_answers_as_before(tmp_path: Path) -> None:
    model = trained(KnowsSynonyms())
    model.save(tmp_path)
    texts = ["a picture", "photo is drak", "the branch today", "foo"]
    again = Understanding.load(tmp_path, KnowsSynonyms())
    np.testing.assert_allclose(again.shares(texts), model.shares(texts), rtol=1e-4)


def test_a_model_trained_with_the_encoder_serves_without_it(tmp_path: Path) -> None:
    trained(KnowsSynonyms()).save(tmp_path)
    model = Understanding.load(tmp_path, None)
    assert not model.asks_encoder
    assert named(model, "my photo please") == "photo"


def test_training_twice_gives_the_same_model() -> None:
    first, second = trained(KnowsSynonyms()), trained(KnowsSynonyms())
    np.testing.assert_array_equal(first.shares(["a pictre"]), second.shares(["a pictre"]))


def test_a_recipe_is_what_the_configuration_can_say() -> None:
    assert Recipe(**Recipe().as_dict()) == Recipe()


def test_an_encoder_that_cannot_run_is_reported_and_missing(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(*_: object) -> None:
        raise OSError("no such instruction")

    monkeypatch.setattr(encoder, "PackagedEncoder", fails)
    assert encoder.load_encoder() is None
    assert "encoder_not_loaded OSError" in caplog.text


def test_the_packaged_encoder_reads_all_three_languages_alike() -> None:
    reader = encoder.load_encoder(threads=1)
    assert reader is not None
    selfie, same, other = reader.vectors(["why do you need my face", "왜 제 얼굴이 필요한가요", "지점이 어디에 있나요"])
    assert selfie @ same > selfie @ other
    assert reader.pieces("photo") == 1
    assert reader.pieces("verification") < reader.pieces("vrefictaoin")


def test_two_opinions_agree_where_both_are_sure() -> None:
    ngrams, meaning = np.array([[0.6, 0.3, 0.1]]), np.array([[0.1, 0.8, 0.1]])
    assert Blend(weight=0.5).blended(ngrams, meaning).argmax() == 1
    assert Blend(weight=0.25).blended(ngrams, np.array([[0.3, 0.4, 0.3]])).argmax() == 0
    assert Blend().blended(ngrams, meaning).sum() == pytest.approx(1)


def test_the_encoder_is_believed_less_the_fewer_words_are_known() -> None:
    ngrams, meaning = np.array([[0.6, 0.3, 0.1]] * 2), np.array([[0.1, 0.8, 0.1]] * 2)
    both = Blend(weight=1).blended(ngrams, meaning, np.array([1.0, 0.25]))
    np.testing.assert_allclose(both[:1], Blend(weight=1).blended(ngrams, meaning)[:1])
    assert both.argmax(axis=1).tolist() == [1, 0]


def test_the_opinion_that_is_right_on_unseen_sentences_weighs_more() -> None:
    right = np.arange(3).repeat(20)
    good = np.full((60, 3), 0.1)
    good[np.arange(60), right] = 0.8
    bad = np.roll(good, 1, axis=1)
    assert blend.fitted(bad, good, right).weight > 1
    assert blend.fitted(good, bad, right).weight < 1


def test_ngrams_that_gain_from_the_encoder_at_any_confidence_are_never_sure() -> None:
    right = np.zeros(10, dtype=int)
    wrong_and_sure, good = np.tile([0.05, 0.95], (10, 1)), np.tile([0.999, 0.001], (10, 1))
    assert not blend.fitted(wrong_and_sure, good, right).is_sure(wrong_and_sure).any()


def test_a_misspelt_word_becomes_the_taught_one_and_a_known_word_stays() -> None:
    mender = Mender({"verification": 3, "passport": 2, "احراز": 2}, lambda word: 1 if word == "verifications" else 3)
    assert mender.mended("my verfication and pasport") == "my verification and passport"
    assert mender.mended("verifications") == "verifications"
    assert mender.mended("ahead") == "ahead"
    assert mender.mended("본인확임") == "본인확임"
    assert mender.mended("احرز؟") == "احراز؟"


def test_known_words_are_counted_among_those_of_alphabets() -> None:
    mender = Mender({"photo": 3, "عکس": 2}, len)
    assert mender.known_share("photo، عکس xyz ok 사진") == 0.5
    assert mender.known_share("사진 123") == 1


@pytest.mark.parametrize("text", ["신분증 사진이 흐려요", "عکس کارت تار است", "the photo is blurred"])
def test_noise_is_of_the_script_it_disturbs_and_the_same_each_time(text: str) -> None:
    slipped = [noise.with_slips(text, random.Random(seed)) for seed in range(30)]
    assert slipped == [noise.with_slips(text, random.Random(seed)) for seed in range(30)]
    assert len(set(slipped)) > 10
    alphabet = set(text) | set(noise._NEIGHBOURS[noise._script(text)])
    assert all(set(one) <= alphabet for one in slipped)


def test_a_slip_concerns_one_letter_and_as_many_are_added_as_lost() -> None:
    text = "send the code again please " * 200
    slipped = noise.with_slips(text, random.Random(1))
    assert abs(len(slipped) - len(text)) < len(text) / 100
    assert all(len(noise.with_slips("go", random.Random(seed), share=1)) <= 4 for seed in range(50))
    assert {noise.with_slips("a", random.Random(seed), share=1) for seed in range(50)} >= {"", "a"}


def test_broken_spacing_changes_spaces_only() -> None:
    text = "지금 본인 확인을 시작할게요"
    broken = {noise.with_broken_spacing(text, random.Random(seed)) for seed in range(20)}
    assert len(broken) > 10
    assert {one.replace(" ", "") for one in broken} == {text.replace(" ", "")}
