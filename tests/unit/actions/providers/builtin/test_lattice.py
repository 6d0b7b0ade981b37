import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.providers.builtin.lattice import BLANK, SIGNS, Steps, exactly, freely

TEXT = st.text(st.sampled_from(SIGNS), min_size=1, max_size=12)


def steps_of(text: str, sure: float = 0.9) -> Steps:
    """What a network would say that saw each sign once, with nothing between."""
    steps = np.full((2 * len(text) + 1, BLANK + 1), (1 - sure) / BLANK)
    for step in range(len(steps)):
        steps[step, SIGNS.index(text[step // 2]) if step % 2 else BLANK] = sure
    return np.asarray(np.log(steps), np.float32)


@given(TEXT)
def test_what_was_seen_clearly_is_read(text: str) -> None:
    exact = exactly(steps_of(text), [SIGNS] * len(text))
    assert exact is not None
    assert (freely(steps_of(text)).text, exact.text) == (text, text)


@given(TEXT, st.integers(1, 12))
def test_a_line_of_a_given_length_has_it(text: str, length: int) -> None:
    exact = exactly(steps_of(text), [SIGNS] * length)
    assert exact is None or len(exact.text) == length


@pytest.mark.parametrize(
    ("seen", "allowed", "read"),
    [("90O812", "0123456789", "900812"), ("ER1K550N", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "ERIKSSON")],
)
def test_what_cannot_stand_there_counts_for_its_look_alike(seen: str, allowed: str, read: str) -> None:
    exact = exactly(steps_of(seen), [allowed] * len(seen))
    assert exact is not None
    assert exact.text == read


def test_a_line_with_fewer_steps_than_signs_cannot_be_read() -> None:
    assert exactly(steps_of("AB"), [SIGNS] * 6) is None


def test_what_hardly_can_stand_there_scores_low() -> None:
    fits, does_not = exactly(steps_of("ABCD"), ["ABCD"] * 4), exactly(steps_of("ABCD"), ["0123"] * 4)
    assert fits is not None
    assert does_not is not None
    assert fits.score > does_not.score + 0.5
