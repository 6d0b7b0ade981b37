"""Finds the machine readable zone among the lines of text of a photo, and reads it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import cv2
import numpy as np

from actions.providers.builtin.lattice import Reading, Steps, exactly, freely, look
from actions.providers.builtin.opening import Pixels
from actions.providers.builtin.text_lines import TextLine, find_text
from actions.verification.mrz import LAYOUTS, Mrz, Unreadable, parse
from actions.verification.mrz_signs import allowed, as_letters, mended

SLENDER = 14.0  # a line of thirty signs is 20 times longer than high, with its margin; of a card's text hardly any is
MOST_LINES = 6  # the longest ones are looked at
OFF = 4  # signs that a free reading may miss or see twice
OFF_IN_NAMES = 1
NAMES_IN = {"TD1": 2, "TD2": 0, "TD3": 0}  # the line
PARALLEL = 6.0  # degrees
APART = 3.5  # heights of a line, from one line of the zone to the next
WORDS = 4.0  # as slender is what is left of a line of which only the name was taken for text
MARGINS = (1.0, 1.3, 0.8)  # of a line's height: a strip that is cut otherwise may be read better
LIKELY = -0.35  # mean log of a step's likelihood, below which it is guessing


@dataclass(frozen=True, slots=True, repr=False)
class Zone:
    """`mrz`: read, every check digit agreeing; without it lines stand there that look like a zone."""

    lines: tuple[TextLine, ...]  # as they are read, the first one first
    mrz: Mrz | None = None


def read_zone(pixels: Pixels, text: Sequence[TextLine]) -> Zone | None:
    """Upright first, then as if the photo stood on its head; a zone on its side is found by the lines' own angle."""
    slender = (line for line in text if line.slenderness >= WORDS)
    long = sorted(slender, key=lambda line: -line.length)[:MOST_LINES]
    seen: Zone | None = None
    for lines in (long, [_turned(line) for line in long]):
        for zone in _zones(pixels, lines):
            if zone.mrz is not None:
                return zone
            seen = seen or zone
    return seen


def lines_of_zone(pixels: Pixels) -> tuple[TextLine, ...]:
    """Of a zone that can be read, the first one first; of any other none."""
    zone = read_zone(pixels, find_text(pixels))
    return zone.lines if zone and zone.mrz else ()


def _turned(line: TextLine) -> TextLine:
    return TextLine(line.centre, line.length, line.height, line.angle + 180)


def _zones(pixels: Pixels, lines: Sequence[TextLine]) -> Iterator[Zone]:
    groups = [group for size in (2, 3) for group in _groups(lines, size)]
    for margin in MARGINS:
        seen = {line: look(cut(pixels, line, margin)) for group in groups for line in group}
        groups = [group for group in groups if _layouts([seen[line] for line in group])]
        for group in groups:
            yield Zone(group, _read([seen[line] for line in group]))


def _groups(lines: Sequence[TextLine], size: int) -> Iterator[tuple[TextLine, ...]]:
    """Neighbours that run in parallel. All are as long as the longest: fillers are often not taken for text."""
    for first in lines:
        below = [line for line in lines if _depth(first, line) > first.height / 2]  # not another piece of the same line
        below.sort(key=lambda line: _depth(first, line))
        group = (first, *below[: size - 1])
        if len(group) == size and all(_neighbours(one, next_) for one, next_ in pairwise(group)):
            longest = max(group, key=lambda line: line.length)
            if longest.slenderness >= SLENDER:
                yield tuple(_stretched(line, longest) for line in group)


def _stretched(line: TextLine, longest: TextLine) -> TextLine:
    """The same line from where the longest one begins to where it ends, or further where it is longer itself."""
    shift = _along(line, longest)
    left = min(-line.length / 2, shift - longest.length / 2)
    right = max(line.length / 2, shift + longest.length / 2)
    middle, along = (left + right) / 2, np.deg2rad(line.angle)
    centre = (line.centre[0] + middle * float(np.cos(along)), line.centre[1] + middle * float(np.sin(along)))
    return replace(line, centre=centre, length=right - left)


def placed(line: TextLine, point: tuple[float, float]) -> tuple[float, float]:
    """How much further on the point stands than the middle of the line, and how far below it, as one reads."""
    along = np.deg2rad(line.angle)
    dx, dy = point[0] - line.centre[0], point[1] - line.centre[1]
    return float(dx * np.cos(along) + dy * np.sin(along)), float(dy * np.cos(along) - dx * np.sin(along))


def _depth(upper: TextLine, lower: TextLine) -> float:
    return placed(upper, lower.centre)[1]


def _along(line: TextLine, other: TextLine) -> float:
    return placed(line, other.centre)[0]


def _neighbours(upper: TextLine, lower: TextLine) -> bool:
    height = (upper.height + lower.height) / 2
    return (
        abs((upper.angle - lower.angle + 90) % 180 - 90) <= PARALLEL
        and _depth(upper, lower) <= APART * height
        and abs(_along(upper, lower)) <= max(upper.length, lower.length) / 2
    )


def cut(pixels: Pixels, line: TextLine, margin: float) -> Pixels:
    corners = line.corners(longer=0.4, higher=margin)
    width, height = (max(1, int(np.linalg.norm(corners[0] - corners[place]))) for place in (1, 3))
    flat = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    straight = cv2.getPerspectiveTransform(corners, flat)
    strip = cv2.warpPerspective(pixels, straight, (width, height), borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(strip, np.uint8)


def _layouts(seen: Sequence[Steps]) -> list[str]:
    counts = [len(freely(steps).text) for steps in seen]
    return [
        name
        for name, layout in LAYOUTS.items()
        if layout.lines == len(counts) and all(abs(count - layout.width) <= OFF for count in counts)
    ]


def _read(seen: Sequence[Steps]) -> Mrz | None:
    for name in _layouts(seen):
        readings = [exactly(steps, places) for steps, places in zip(seen, allowed(name), strict=True)]
        if any(reading is None or reading.score < LIKELY for reading in readings):
            continue
        if not _confirmed(seen[NAMES_IN[name]], readings[NAMES_IN[name]]):
            continue
        joined = mended(name, "".join(reading.text for reading in readings if reading))
        if joined is not None and (mrz := _parsed(joined, LAYOUTS[name].width)) is not None:
            return mrz
    return None


def _confirmed(steps: Steps, reading: Reading | None) -> bool:
    """No check digit guards the names: read freely, they must come out the same, and the line as long."""
    free = freely(steps).text
    if reading is None or abs(len(free) - len(reading.text)) > OFF_IN_NAMES:
        return False
    return [as_letters(part) for part in free.split("<") if part] == [part for part in reading.text.split("<") if part]


def _parsed(joined: str, width: int) -> Mrz | None:
    try:
        return parse("\n".join(joined[start : start + width] for start in range(0, len(joined), width)))
    except Unreadable:
        return None
