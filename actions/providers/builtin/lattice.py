"""Reads one line of text as the signs of a machine readable zone: what the network saw, step by step.

The network knows 18,000 signs. It is asked only about the 37 of the zone, and only about those that may stand in each
place: where only letters may, what it takes for 0 counts for O.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from actions.providers.builtin.models import model
from actions.providers.builtin.opening import Pixels
from actions.verification.mrz_signs import ALIKE

MODEL = "PP-OCRv6_rec_small.onnx"
HEIGHT = 48  # pixels; what the network was taught on
LONGEST = 2400
SIGNS = "<0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
BLANK = len(SIGNS)
ALSO = {"<": "＜〈《«‹≤", "O": "○", "0": "〇"}  # what else the network calls them
NEVER = -30.0  # log of a likelihood that counts as none

Steps = NDArray[np.float32]  # steps x (signs, blank): logs of likelihoods


@dataclass(frozen=True, slots=True, repr=False)
class Reading:
    text: str
    score: float  # mean log of the likelihood of a step


def look(strip: Pixels) -> Steps:
    """`strip`: one line, upright."""
    height, width = strip.shape[:2]
    size = (min(LONGEST, max(HEIGHT, round(width * HEIGHT / height))), HEIGHT)
    resized = cv2.resize(strip, size, interpolation=cv2.INTER_AREA if height > HEIGHT else cv2.INTER_CUBIC)
    blue_first = resized[..., ::-1].astype(np.float32) / 127.5 - 1
    seen: NDArray[np.float32] = model(MODEL).run(None, {"x": blue_first.transpose(2, 0, 1)[None]})[0][0]
    return np.asarray(np.log(np.maximum(seen @ _merged(), np.exp(NEVER))), np.float32)


@cache
def _merged() -> NDArray[np.float32]:
    """Small and full-width letters count as the capital; spaces as nothing between signs."""
    names = model(MODEL).get_modelmeta().custom_metadata_map["character"].splitlines()
    known = ["", *names, " "]
    places = {name: place for place, name in enumerate(known)}
    merged = np.zeros((len(known), BLANK + 1), np.float32)
    for column, sign in enumerate(SIGNS):
        for name in {sign, sign.lower(), chr(ord(sign) + 0xFEE0), *ALSO.get(sign, "")} & places.keys():
            merged[places[name], column] = 1
    for name in {"", " ", "\u3000"} & places.keys():
        merged[places[name], BLANK] = 1
    return merged


def freely(steps: Steps) -> Reading:
    """Whatever stands there, of whatever length."""
    best = steps.argmax(axis=1)
    kept = [sign for place, sign in enumerate(best) if sign != BLANK and (place == 0 or best[place - 1] != sign)]
    return Reading("".join(SIGNS[sign] for sign in kept), float(steps.max(axis=1).mean()))


def exactly(steps: Steps, allowed: Sequence[str]) -> Reading | None:
    """The likeliest line with one of the allowed signs in each place (Viterbi over the network's steps)."""
    count, wide = len(allowed), len(steps)
    if wide < count:
        return None
    open_to = np.array([[0.0 if sign in signs else -np.inf for sign in SIGNS] for signs in allowed], np.float32)
    alone = np.array([[ALIKE.get(sign, "") in signs for sign in SIGNS] for signs in allowed])
    merged = np.logaddexp(steps[:, :BLANK], steps[:, [SIGNS.index(ALIKE.get(sign, sign)) for sign in SIGNS]])
    between = np.full(count + 1, -np.inf, np.float32)  # after so many signs, on a blank
    on = np.full((count + 1, BLANK), -np.inf, np.float32)  # on the sign in that place
    between[0] = 0.0
    came_on = np.zeros((wide, count + 1, BLANK), np.int8)
    came_between = np.zeros((wide, count + 1), np.int8)
    for step in range(wide):
        between, on, came_between[step], came_on[step] = _advance(
            between, on, steps[step, BLANK], open_to + np.where(alone, steps[step, :BLANK], merged[step])
        )
    return _traced(between, on, came_between, came_on, wide)


def _advance(
    between: NDArray[np.float32], on: NDArray[np.float32], nothing: np.float32, seen: NDArray[np.float32]
) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.int8], NDArray[np.int8]]:
    """Where each state is best reached from: -1 stays, BLANK from the blank, else from that sign one place before."""
    order = np.argsort(on, axis=1)[:, -2:]
    first, second = order[:, 1], order[:, 0]
    rows = np.arange(len(on))
    to_blank = np.where(on[rows, first] > between, first, BLANK)
    blank = np.maximum(on[rows, first], between) + nothing
    before = np.where(first[:-1, None] == np.arange(BLANK), second[:-1, None], first[:-1, None])
    ways = np.stack([on[1:], np.repeat(between[:-1, None], BLANK, 1), on[rows[:-1, None], before]])
    way = ways.argmax(axis=0)
    signs = np.full_like(on, -np.inf)
    signs[1:] = np.take_along_axis(ways, way[None], 0)[0] + seen
    from_sign = np.zeros(on.shape, np.int8)
    from_sign[1:] = np.choose(way, [np.full_like(before, -1), np.full_like(before, BLANK), before])
    return blank, signs, to_blank.astype(np.int8), from_sign


def _traced(
    between: NDArray[np.float32],
    on: NDArray[np.float32],
    came_between: NDArray[np.int8],
    came_on: NDArray[np.int8],
    wide: int,
) -> Reading | None:
    place = len(between) - 1
    sign = int(on[place].argmax())
    score = float(on[place, sign])
    if between[place] >= score:
        sign, score = BLANK, float(between[place])
    if not np.isfinite(score):
        return None
    text: list[str] = []
    for step in range(wide - 1, -1, -1):
        if sign == BLANK:
            sign = int(came_between[step, place])
            continue
        came = int(came_on[step, place, sign])
        if came != -1:
            text.append(SIGNS[sign])
            place, sign = place - 1, came
    return Reading("".join(reversed(text)), score / wide)
