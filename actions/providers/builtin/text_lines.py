"""Finds where text stands in a photo, whatever it says and whatever its script."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from actions.providers.builtin.models import model
from actions.providers.builtin.opening import Pixels

Points = NDArray[np.float32]

MODEL = "PP-OCRv6_det_small.onnx"
SIDE = 960  # pixels; at this size the smallest print of a card that fills half the photo is still found
STRIDE = 32  # the network halves the picture five times
LIKELY = 0.3  # a pixel belongs to text
SURE = 0.6  # the whole line does, on average
GROWN = 1.6  # the network marks the heart of a line; the line itself is larger


@dataclass(frozen=True, slots=True)
class TextLine:
    """A turned rectangle in the photo. `angle`: of the long side, between -90 and 90 degrees."""

    centre: tuple[float, float]
    length: float
    height: float
    angle: float

    @property
    def slenderness(self) -> float:
        return self.length / self.height

    def corners(self, longer: float = 0.0, higher: float = 1.0) -> Points:
        """Clockwise from the upper left as one reads along the long side; with a margin at the ends, and of height."""
        size = (self.length + 2 * longer * self.height, self.height * higher)
        along = np.deg2rad(self.angle)
        across = np.array([[np.cos(along), np.sin(along)], [-np.sin(along), np.cos(along)]])
        half = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * np.array(size) / 2
        return np.asarray(half @ across + np.array(self.centre), np.float32)


def find_text(pixels: Pixels) -> list[TextLine]:
    height, width = pixels.shape[:2]
    scale = min(1.0, SIDE / max(height, width))
    size = tuple(max(1, round(side * scale / STRIDE)) * STRIDE for side in (width, height))
    likely = _likelihood(np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8))
    back = (width / size[0], height / size[1])
    return [line for contour in _contours(likely) if (line := _line(contour, likely, back))]


def _likelihood(small: Pixels) -> NDArray[np.float32]:
    blue_first = small[..., ::-1].astype(np.float32) / 127.5 - 1
    network = model(MODEL)
    found: NDArray[np.float32] = network.run(None, {"x": blue_first.transpose(2, 0, 1)[None]})[0][0, 0]
    return found


def _contours(likely: NDArray[np.float32]) -> list[NDArray[np.int32]]:
    found, _ = cv2.findContours(np.asarray(likely > LIKELY, np.uint8), cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    return [np.asarray(contour, np.int32) for contour in found]


def _line(contour: NDArray[np.int32], likely: NDArray[np.float32], back: tuple[float, float]) -> TextLine | None:
    mask = np.zeros(likely.shape, np.uint8)
    cv2.drawContours(mask, [contour], -1, 255, cv2.FILLED)
    (x, y), (long, short), angle = cv2.minAreaRect(contour)
    if long < short:
        long, short, angle = short, long, angle + 90
    if short < 2 or cv2.mean(likely, mask)[0] < SURE:
        return None
    grown = GROWN * long * short / (long + short)
    angle = (angle + 90) % 180 - 90
    return TextLine((x * back[0], y * back[1]), (long + grown) * back[0], (short + grown) * back[1], angle)
