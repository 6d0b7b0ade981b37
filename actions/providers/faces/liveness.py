"""Did a person turn the head as asked: frontal first, then each turn in order, every frame a picture of its own.

It stops a photo held up or swung, the same picture sent several times (encoded anew, cropped, brightened, mirrored),
frames of earlier attempts, turns in another order and another person's frames. It does NOT stop a film of the person
that shows the turns asked for, a print that is bent round, a mask, frames fed past the camera, a face that a program
swaps or turns, or a still altered enough between two frames: a good forgery passes. It is for pilots, it informs the
person who decides, and no laboratory has tested it. Its bounds were chosen on heads rendered from portraits
(tests/servers/heads.py), not on living people.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from actions.providers.faces.comparing import SOURCE, apart
from actions.providers.faces.finding import Face
from actions.providers.faces.flatness import flatness
from actions.providers.faces.likeness import alike, bits_apart
from actions.providers.faces.models import Numbers
from actions.providers.faces.pose import FRONTAL, TURNED, asked_turn, turn_of
from actions.verification.findings import Finding, Outcome
from actions.verification.liveness import Challenge

REASON = "LIVENESS_FAILED"
# What stands beside each bound was seen on rendered heads.
SAME_PERSON = 0.6  # distance of descriptors; looser than to the document: a turned face looks less alike
COPY = 0.97  # correlation; copies mostly had over 0.98, a second frame of one turn 0.97 at most
MIRRORED = (
    0.93  # correlation; mirrored copies mostly had over 0.97, a left turn and the mirrored right one 0.80 at most
)
FLAT = 0.95  # correlation; swung pictures had 0.98 at least, turned heads 0.93 at most
USED = 12  # bits of 256; copies mostly had fewer than 10, second frames of one pose 13 at least


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    face: Face
    descriptor: Numbers


def liveness(frames: Sequence[Frame], challenge: Challenge | None, seen: Sequence[bytes]) -> tuple[Finding, ...]:
    """The finding `liveness` first; after it, for the person who looks, what it rests on."""
    if challenge is None:
        return (Finding("liveness", Outcome.UNCLEAR, SOURCE),)
    parts = () if len(frames) != challenge.frames else tuple(_parts(frames, challenge, seen))
    passed = bool(parts) and all(part.outcome is Outcome.PASSED for part in parts)
    return (_judged("liveness", passed), *parts)


def _parts(frames: Sequence[Frame], challenge: Challenge, seen: Sequence[bytes]) -> Iterator[Finding]:
    faces = [frame.face for frame in frames]
    frontal = abs(turn_of(faces[0].points))
    yield _judged("liveness_frontal", frontal <= FRONTAL, frontal, FRONTAL)
    least = _least_turn(faces, challenge)
    yield _judged("liveness_turns", least >= TURNED, least, TURNED)
    flattest = _most(flatness(faces[0].region, face.region) for face in faces[1:])
    yield _judged("liveness_flat", flattest < FLAT, flattest, FLAT)
    farthest = _most(apart(frames[0].descriptor, frame.descriptor) for frame in frames[1:])
    yield _judged("liveness_person", farthest <= SAME_PERSON, farthest, SAME_PERSON)
    most = _most(alike(one.region, other.region) for one, other in combinations(faces, 2))
    yield _judged("liveness_copies", most < COPY, most, COPY)
    mirrored = _most(alike(one.region, other.flipped) for one, other in combinations(faces, 2))
    yield _judged("liveness_mirrored", mirrored < MIRRORED, mirrored, MIRRORED)
    fewest = min(bits_apart(region, seen) for face in faces for region in (face.region, face.flipped))
    yield _judged("liveness_used", fewest > USED, fewest, USED)


def _least_turn(faces: Sequence[Face], challenge: Challenge) -> float:
    """Degrees of the smallest turn in the direction asked for."""
    asked = zip(challenge.moves, faces[1:], strict=True)
    return float(np.min([asked_turn(move, faces[0].points, face.points) for move, face in asked]))


def _most(values: Iterable[float]) -> float:
    """What is no number stays none, wherever it stands: Python's own `max` may pass over it."""
    return float(np.max(list(values)))


def _judged(check: str, passed: bool, score: float | None = None, threshold: float | None = None) -> Finding:
    measured = score is None or np.isfinite(score)
    rounded = round(float(score), 3) if score is not None and measured else None
    if passed and measured:
        return Finding(check, Outcome.PASSED, SOURCE, None, rounded, threshold)
    return Finding(check, Outcome.FAILED, SOURCE, REASON, rounded, threshold)
