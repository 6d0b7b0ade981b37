"""Finds the document in the photo: the sheet or card itself, by its edges against what it lies on."""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from actions.providers.builtin.opening import Pixels

Points = NDArray[np.float32]

SIDE = 400  # pixels; the outline of a document needs no more
SMALLEST = 0.03  # of the picture
FULL = 0.88  # of its hull, and of the rectangle around it; perspective takes some
LONGEST = 2.4  # times as long as wide; a passport lying open is square, a card 1.6
CONTACT = 0.3  # of a side of the picture: the document goes on beyond it
BORDER = 2  # pixels at `SIDE`


@dataclass(frozen=True, slots=True, repr=False)
class Page:
    outline: Points  # in the photo's own pixels
    share: float  # of the picture
    beyond: tuple[int, int]  # sides of the picture over which it seems to go on: above and below, left and right
    shape: float  # how many times as long as wide

    def holds(self, point: tuple[float, float]) -> bool:
        return cv2.pointPolygonTest(self.outline, point, False) >= 0


def find_pages(pixels: Pixels) -> list[Page]:
    """The likeliest first: the largest that looks like a rectangle."""
    height, width = pixels.shape[:2]
    scale = SIDE / max(height, width)
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    small = cv2.GaussianBlur(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), (0, 0), 1.5)
    pages = [page for mask in _masks(np.asarray(small, np.uint8)) for page in _in(mask, scale)]
    return sorted(pages, key=lambda page: -page.share)


def _masks(small: Pixels) -> Iterator[NDArray[np.uint8]]:
    """Lighter than what it lies on, or darker, or less colourful, or another hue; or only a closed edge around it."""
    lab = cv2.cvtColor(small, cv2.COLOR_RGB2LAB)
    saturation = cv2.cvtColor(small, cv2.COLOR_RGB2HSV)[..., 1]
    for channel in (lab[..., 0], saturation, lab[..., 1], lab[..., 2]):
        _, light = cv2.threshold(channel, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
        yield _closed(np.asarray(light, np.uint8))
        yield _closed(np.asarray(255 - light, np.uint8))
    edges = cv2.dilate(cv2.Canny(small, 20, 60), np.ones((3, 3), np.uint8))
    yield np.asarray(edges, np.uint8)


def _closed(mask: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Print makes no holes, and a shadow no tail."""
    mask = np.asarray(cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8)), np.uint8)
    return np.asarray(cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((9, 9), np.uint8)), np.uint8)


def _in(mask: NDArray[np.uint8], scale: float) -> Iterator[Page]:
    contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    for contour in contours:
        hull = cv2.convexHull(contour)
        area, (_, sides, _) = cv2.contourArea(hull), cv2.minAreaRect(hull)
        share = area / mask.size
        if share < SMALLEST or share > 0.97:
            continue
        shape, beyond = max(sides) / min(sides), _beyond(np.asarray(contour, np.int32), mask.shape)
        if shape > LONGEST * (2 if any(beyond) else 1):  # what is left of it may be a strip
            continue
        if cv2.contourArea(contour) > FULL * area and area > FULL * sides[0] * sides[1]:
            outline = np.asarray(hull[:, 0] / scale, np.float32)
            yield Page(outline, share, beyond, shape)


def _beyond(contour: NDArray[np.int32], shape: tuple[int, ...]) -> tuple[int, int]:
    filled = np.zeros(shape, np.uint8)
    cv2.drawContours(filled, [contour], -1, 1, cv2.FILLED)
    above_below = (filled[:BORDER].max(0), filled[-BORDER:].max(0))
    left_right = (filled[:, :BORDER].max(1), filled[:, -BORDER:].max(1))
    return _over(above_below), _over(left_right)


def _over(sides: tuple[NDArray[np.uint8], NDArray[np.uint8]]) -> int:
    return sum(bool(side.mean() > CONTACT) for side in sides)
