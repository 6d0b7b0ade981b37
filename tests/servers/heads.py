"""Heads that turn: frames as a camera would give them, rendered from one frontal portrait in the public domain.

The portrait is laid on an upright cylinder as wide as the head, with a nose that stands out, and the cylinder is
turned. It is no living person: it moves what a detector and five landmarks look at, nothing more.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from actions.verification.liveness import Move

Picture = NDArray[np.uint8]
Field = NDArray[np.float32]

PORTRAITS = Path(__file__).parents[1] / "portraits"
TURN = 33.0  # degrees: what a person does who is asked to turn the head a little
RADIUS = 0.9  # of the head; lengths are in distances between the outer corners of the eyes, about nine centimetres
NOSE = 0.12  # how far the nose stands out
CHIN = 1.15  # below the eyes; the neck twists, the shoulders stay
NECK = 0.7
LOOK = 0.004  # of the picture's width: two or three millimetres on the face
BESIDE = 0.6  # how far beside the head the background is drawn along


@dataclass(frozen=True)
class Portrait:
    """`eyes`: outer corners, left in the picture first; `nose`: its base. In pixels of the file."""

    name: str
    eyes: tuple[tuple[int, int], tuple[int, int]]
    nose: tuple[int, int]

    @property
    def picture(self) -> Picture:
        return np.asarray(cv2.imread(str(PORTRAITS / f"{self.name}.jpg")), np.uint8)

    @property
    def jpeg(self) -> bytes:
        return (PORTRAITS / f"{self.name}.jpg").read_bytes()


COLLINS = Portrait("collins_1993", ((182, 232), (320, 239)), (249, 309))
HOPPER = Portrait("hopper_1984", ((166, 218), (294, 210)), (237, 282))
WAYS = {Move.LEFT: 1, Move.RIGHT: -1}


def frames(portrait: Portrait, moves: Sequence[Move], seed: int = 1, degrees: float = TURN) -> list[bytes]:
    """What a customer's camera gives who does what the challenge asks: the frontal frame, then one a move."""
    return [front(portrait, seed), *(turn(portrait, move, seed + at, degrees) for at, move in enumerate(moves, 1))]


@cache
def front(portrait: Portrait, seed: int = 1) -> bytes:
    return encoded(as_a_camera_gives_it(portrait.picture, seed))


@cache
def turn(portrait: Portrait, move: Move, seed: int = 2, degrees: float = TURN) -> bytes:
    return encoded(as_a_camera_gives_it(turned(portrait, WAYS[move] * degrees), seed))


def turned(portrait: Portrait, degrees: float) -> Picture:
    """Positive: to the person's own left, which is the right edge of the picture."""
    picture = portrait.picture
    (left, y_left), (right, y_right) = portrait.eyes
    unit, middle, eyes = right - left, (left + right) / 2, (y_left + y_right) / 2
    rows, columns = np.mgrid[0 : picture.shape[0], 0 : picture.shape[1]].astype(np.float32)
    x, y = (columns - middle) / unit, (rows - eyes) / unit
    angle = np.radians(degrees) * (1 - _rise(y, CHIN, CHIN + NECK))
    nose = ((portrait.nose[0] - middle) / unit, (portrait.nose[1] - eyes) / unit)
    source = x + _along(x, angle) - _nose(x, y, nose, angle)
    return np.asarray(
        cv2.remap(
            picture, (source * unit + middle).astype(np.float32), rows, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
        ),
        np.uint8,
    )


def _along(x: Field, angle: Field) -> Field:
    """From where on the cylinder what is now at x came, less x; beside the head it fades."""
    on = np.clip(x, -RADIUS, RADIUS)
    behind = np.clip(np.arcsin(on / RADIUS) - angle, -np.pi / 2, np.pi / 2)
    return (RADIUS * np.sin(behind) - on) * (1 - _rise(np.abs(x), RADIUS, RADIUS + BESIDE))


def _nose(x: Field, y: Field, nose: tuple[float, float], angle: Field) -> Field:
    now = RADIUS * np.sin(np.arcsin(nose[0] / RADIUS) + angle) + NOSE * np.sin(angle)
    near = np.exp(-(((x - now) / 0.25) ** 2) / 2 - (((y - nose[1] + 0.1) / 0.3) ** 2) / 2)
    return NOSE * np.sin(angle) * near


def _rise(value: Field, start: float, end: float) -> Field:
    step = np.clip((value - start) / (end - start), 0, 1)
    return step * step * (3 - 2 * step)


def as_a_camera_gives_it(picture: Picture, seed: int) -> Picture:
    """Never twice the same: the hand moves, the light changes, the sensor adds noise."""
    dice = np.random.default_rng(seed)
    height, width = picture.shape[:2]
    move = cv2.getRotationMatrix2D((width / 2, height / 2), dice.uniform(-2, 2), dice.uniform(0.96, 1.02))
    move[:, 2] += dice.uniform(-0.02, 0.02, 2) * width
    moved = cv2.warpAffine(
        _with_another_look(picture, dice), move, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    rows, columns = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j]
    slope = dice.uniform(-0.08, 0.08, 2)
    light = dice.uniform(0.94, 1.06) + slope[0] * rows + slope[1] * columns
    noise = dice.normal(0, 2.5, moved.shape)
    return np.asarray(np.clip(moved * light[..., None] + noise, 0, 255), np.uint8)


def _with_another_look(picture: Picture, dice: np.random.Generator) -> Picture:
    """Brows, eyes and mouth never rest: each part of the picture lies a little elsewhere."""
    height, width = picture.shape[:2]
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
    coarse = dice.normal(0, LOOK * width, (2, 16, 12)).astype(np.float32)
    down, right = (cv2.resize(shift, (width, height), interpolation=cv2.INTER_CUBIC) for shift in coarse)
    moved = cv2.remap(picture, columns + right, rows + down, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(moved, np.uint8)


def encoded(picture: Picture, quality: int = 90) -> bytes:
    return cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])[1].tobytes()
