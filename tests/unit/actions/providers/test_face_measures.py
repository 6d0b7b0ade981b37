"""What is measured on a face, without any model: the turn of the head, and whether two pictures are one."""

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from actions.providers.faces.finding import Face
from actions.providers.faces.flatness import flatness
from actions.providers.faces.likeness import alike, bits_apart, fingerprint
from actions.providers.faces.liveness import Frame, liveness
from actions.providers.faces.pose import TURNED, asked_turn, turn_of
from actions.verification.findings import Outcome
from actions.verification.liveness import Challenge, Move

# Left eye (outer, inner), right eye (outer, inner), nose; the person's left is at the right of the picture.
FRONTAL = np.array([[300, 200], [265, 200], [190, 200], [225, 200], [245, 270]], np.float64)
TO_THE_LEFT = np.array([[300, 200], [272, 200], [200, 200], [237, 200], [268, 270]], np.float64)


def pattern(seed: int) -> NDArray[np.uint8]:
    noise = np.random.default_rng(seed).normal(size=(96, 96)).astype(np.float32)
    smooth = cv2.GaussianBlur(noise, (0, 0), 3.5)
    return np.asarray(cv2.normalize(smooth, None, 20, 230, cv2.NORM_MINMAX), np.uint8)


def about(points: NDArray[np.float64], degrees: float) -> NDArray[np.float64]:
    angle = np.radians(degrees)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    return np.asarray(points @ turn.T, np.float64)


def test_a_frontal_face_is_hardly_turned() -> None:
    assert abs(turn_of(FRONTAL)) < 1


def test_left_is_the_persons_own() -> None:
    assert asked_turn(Move.LEFT, FRONTAL, TO_THE_LEFT) > TURNED
    assert asked_turn(Move.RIGHT, FRONTAL, TO_THE_LEFT) < -TURNED


@pytest.mark.parametrize("degrees", [-25, 10, 40])
def test_a_tilted_head_is_turned_as_far(degrees: float) -> None:
    assert turn_of(about(TO_THE_LEFT, degrees)) == pytest.approx(turn_of(TO_THE_LEFT))


def frame(points: NDArray[np.float64], seed: int) -> Frame:
    picture = pattern(seed)
    return Frame(Face(1.0, (0, 0, 96, 96), points, picture, picture, pattern(seed + 50)), np.zeros(128))


BOTH = Challenge((Move.LEFT, Move.RIGHT))
TO_THE_RIGHT = 2 * FRONTAL - TO_THE_LEFT
# One eye without width, both eyes, all of the face in one point: what was measured then is no number.
FALLEN = [np.array([[300, 200], [265, 200], [200, 200], [200, 200], [215, 270]]), FRONTAL[[0, 0, 2, 2, 4]], FRONTAL * 0]


def test_a_turn_to_each_side_passes() -> None:
    frames = [frame(points, seed) for seed, points in enumerate((FRONTAL, TO_THE_LEFT, TO_THE_RIGHT))]
    assert liveness(frames, BOTH, ())[0].outcome is Outcome.PASSED


@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize("fallen", FALLEN, ids=["one eye", "both eyes", "one point"])
def test_what_cannot_be_measured_never_passes(place: int, fallen: NDArray[np.float64]) -> None:
    points = [FRONTAL, TO_THE_LEFT, TO_THE_RIGHT]
    points[place] = np.asarray(fallen, np.float64)
    findings = liveness([frame(each, seed) for seed, each in enumerate(points)], BOTH, ())
    assert findings[0].outcome is Outcome.FAILED
    assert all(each.score is None or np.isfinite(each.score) for each in findings)


def test_a_picture_is_told_from_another_one() -> None:
    assert alike(pattern(1), pattern(1)) > 0.99
    assert alike(pattern(1), pattern(2)) < 0.8


def test_brightness_does_not_make_another_picture() -> None:
    brighter = np.clip(pattern(1) * 1.2 + 5, 0, 255).astype(np.uint8)
    assert alike(pattern(1), brighter) > 0.97
    assert bits_apart(brighter, [fingerprint(pattern(1))]) < 12


def test_a_fingerprint_has_256_bits_and_the_nearest_known_one_counts() -> None:
    known = [fingerprint(pattern(seed)) for seed in (1, 2, 3)]
    assert {len(one) for one in known} == {32}
    assert bits_apart(pattern(2), known) == 0
    assert bits_apart(pattern(9), known) > 60


@pytest.mark.parametrize("seen", [[], [b""], [b"of another kind"]])
def test_without_a_known_fingerprint_none_is_near(seen: list[bytes]) -> None:
    assert bits_apart(pattern(1), seen) == 256


def test_a_flat_picture_seen_aslant_is_flat() -> None:
    corners = np.array([[0, 0], [96, 0], [96, 96], [0, 96]], np.float32)
    aslant = np.array([[10, 3], [84, 0], [84, 96], [10, 92]], np.float32)
    view = cv2.getPerspectiveTransform(corners, aslant)
    seen = cv2.warpPerspective(pattern(1), view, (96, 96), borderMode=cv2.BORDER_REFLECT)
    assert flatness(pattern(1), np.asarray(seen, np.uint8)) > 0.95
    assert flatness(pattern(1), pattern(2)) < 0.8
