"""The head is turned as asked: rendered heads of real portraits, looked at by the real models."""

from collections.abc import Callable, Sequence
from functools import cache

import pytest

from actions.providers.builtin.opening import open_photo
from actions.providers.faces.finding import faces_in
from actions.providers.faces.likeness import alike, bits_apart, fingerprint
from actions.providers.faces.looking import Selfie, look
from actions.providers.faces.models import Picture
from actions.providers.faces.quality import FaceLimits
from actions.services.providers import PhotoOutcome
from actions.verification.findings import Outcome
from actions.verification.liveness import Challenge, Move
from tests.servers.heads import COLLINS, HOPPER, Portrait, frames, front, turn
from tests.servers.heads_altered import COPIES, blurred, darkened, mirrored, swung

LEFT, RIGHT = Move.LEFT, Move.RIGHT
BOTH = Challenge((LEFT, RIGHT))
Alter = Callable[[bytes], bytes]


def looked(photos: Sequence[bytes], challenge: Challenge | None = BOTH, seen: Sequence[bytes] = ()) -> PhotoOutcome:
    return look(Selfie(photos, challenge, None, seen, FaceLimits()))


def why(outcome: PhotoOutcome) -> tuple[str | None, set[str]]:
    """The reason, and which parts of the task failed."""
    failed = {found.check for found in outcome.findings if found.outcome is Outcome.FAILED}
    return outcome.reason, failed - {"liveness"}


@pytest.mark.parametrize("portrait", [COLLINS, HOPPER], ids=lambda portrait: portrait.name)
@pytest.mark.parametrize(
    "moves", [(LEFT, RIGHT), (RIGHT, LEFT), (LEFT, RIGHT, LEFT), (RIGHT, LEFT, LEFT, RIGHT)], ids=str
)
def test_who_turns_the_head_as_asked_passes(portrait: Portrait, moves: tuple[Move, ...]) -> None:
    outcome = looked(frames(portrait, moves), Challenge(moves))
    assert why(outcome) == (None, set())
    assert outcome.findings[0].check == "liveness"
    assert outcome.findings[0].outcome is Outcome.PASSED
    assert len(outcome.fingerprints) == 1 + len(moves)


@pytest.mark.parametrize("alter", COPIES.values(), ids=COPIES)
def test_one_still_shown_again_fails(alter: Alter) -> None:
    still = front(COLLINS)
    outcome = looked([still, alter(still), alter(still)])
    assert outcome.reason == "LIVENESS_FAILED"
    assert outcome.findings[0].outcome is Outcome.FAILED


@pytest.mark.parametrize(
    ("portrait", "how"),
    [(HOPPER, "as it is"), *((COLLINS, how) for how in ("as it is", "encoded anew", "cropped", "moved"))],
    ids=str,
)
def test_one_turned_frame_does_for_one_turn_only(portrait: Portrait, how: str) -> None:
    front_, left, right, _ = frames(portrait, (LEFT, RIGHT, LEFT))
    assert why(looked([front_, left, right, COPIES[how](left)], Challenge((LEFT, RIGHT, LEFT)))) == (
        "LIVENESS_FAILED",
        {"liveness_copies"},
    )


@pytest.mark.parametrize(
    ("portrait", "how"),
    [(HOPPER, "as it is"), *((COLLINS, how) for how in ("as it is", "encoded anew", "cropped", "brightened"))],
    ids=str,
)
def test_a_mirrored_turn_is_not_the_other_turn(portrait: Portrait, how: str) -> None:
    front_, left, _ = frames(portrait, (LEFT, RIGHT))
    reason, failed = why(looked([front_, left, mirrored(COPIES[how](left))]))
    assert reason == "LIVENESS_FAILED"
    assert "liveness_mirrored" in failed


@pytest.mark.parametrize("degrees", [30, 45])
@pytest.mark.parametrize("portrait", [COLLINS, HOPPER], ids=lambda portrait: portrait.name)
def test_a_print_that_is_swung_fails(portrait: Portrait, degrees: float) -> None:
    still = front(portrait)
    for swings in ((degrees, -degrees), (-degrees, degrees)):
        reason, failed = why(looked([still, *(swung(still, swing) for swing in swings)]))
        assert reason == "LIVENESS_FAILED"
        assert "liveness_flat" in failed


@pytest.mark.parametrize("portrait", [COLLINS, HOPPER], ids=lambda portrait: portrait.name)
def test_the_wrong_order_fails(portrait: Portrait) -> None:
    assert why(looked(frames(portrait, (RIGHT, LEFT)))) == ("LIVENESS_FAILED", {"liveness_turns"})


def test_a_head_turned_at_the_start_fails() -> None:
    reason, failed = why(looked([turn(COLLINS, LEFT), *frames(COLLINS, (LEFT, RIGHT), seed=20)[1:]]))
    assert reason == "LIVENESS_FAILED"
    assert "liveness_frontal" in failed


@pytest.mark.parametrize("count", [0, 1, 2, 4])
def test_another_number_of_frames_than_asked_fails(count: int) -> None:
    outcome = looked(frames(COLLINS, (LEFT, RIGHT, LEFT))[:count])
    assert outcome.reason == "LIVENESS_FAILED"
    assert [found.check for found in outcome.findings] == ["liveness"]


@cache
def earlier() -> tuple[list[bytes], tuple[bytes, ...]]:
    """The frames of an attempt, and what is remembered of them."""
    photos = frames(COLLINS, (RIGHT, LEFT), seed=31)
    return photos, tuple(looked(photos, Challenge((RIGHT, LEFT))).fingerprints)


def test_other_frames_than_those_of_an_earlier_attempt_pass() -> None:
    assert why(looked(frames(COLLINS, (LEFT, RIGHT), seed=71), seen=earlier()[1])) == (None, set())


@pytest.mark.parametrize("alter", COPIES.values(), ids=COPIES)
def test_a_frame_of_an_earlier_attempt_fails(alter: Alter) -> None:
    photos, seen = earlier()
    reason, failed = why(looked([alter(photos[0]), *frames(COLLINS, (LEFT, RIGHT), seed=71)[1:]], seen=seen))
    assert reason == "LIVENESS_FAILED"
    assert "liveness_used" in failed


def test_all_frames_of_an_earlier_attempt_in_the_order_now_asked_fail() -> None:
    (front_, right, left), seen = earlier()
    assert why(looked([front_, left, right], seen=seen)) == ("LIVENESS_FAILED", {"liveness_used"})


def test_a_failed_attempt_leaves_fingerprints_too() -> None:
    assert len(looked(frames(COLLINS, (RIGHT, LEFT))).fingerprints) == 3


def test_another_person_turning_the_head_fails() -> None:
    mixed = [front(HOPPER), *frames(COLLINS, (LEFT, RIGHT))[1:]]
    reason, failed = why(looked(mixed))
    assert reason == "LIVENESS_FAILED"
    assert "liveness_person" in failed


@pytest.mark.parametrize(("alter", "reason"), [(darkened, "FACE_TOO_DARK"), (blurred, "FACE_BLUR")])
def test_a_frame_that_cannot_be_seen_is_called_that(alter: Alter, reason: str) -> None:
    photos = frames(COLLINS, (LEFT, RIGHT))
    assert looked([*photos[:2], alter(photos[2])]).reason == reason


def test_without_a_challenge_a_person_looks() -> None:
    outcome = looked([front(COLLINS)], None)
    assert (outcome.reason, outcome.fingerprints) == (None, ())
    assert [(found.check, found.outcome) for found in outcome.findings] == [("liveness", Outcome.UNCLEAR)]


def test_a_fingerprint_tells_a_frame_and_not_a_face() -> None:
    assert bits_apart(*_regions_and_print(front(COLLINS, 1), front(COLLINS, 1))) == 0
    assert bits_apart(*_regions_and_print(front(COLLINS, 1), front(COLLINS, 2))) > 12
    assert alike(_region(front(COLLINS, 1)), _region(front(COLLINS, 2))) < 0.97


def _region(photo: bytes) -> Picture:
    return faces_in(open_photo(photo).pixels, 800)[0].region


def _regions_and_print(photo: bytes, earlier: bytes) -> tuple[Picture, list[bytes]]:
    return _region(photo), [fingerprint(_region(earlier))]
