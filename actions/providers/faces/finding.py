"""Where faces are in a picture, and each face cut out upright, so that two can be compared."""

from dataclasses import dataclass
from typing import Any

import cv2
import dlib
import numpy as np

from actions.providers.faces.models import Numbers, Picture, models

LEAST = 0.0  # of the detector's score; below it are shadows and patterns
CHIP = 150  # pixels, as the descriptor was trained
AROUND = 0.25
REGION = 96  # pixels; the same face at one size and upright, to see whether two pictures are one
# The landmarks depend a little on the detector's box: the mean over boxes beside it depends less.
NUDGES = ((0, 0, 0), (0.03, 0, 0), (-0.03, 0, 0), (0, 0.03, 0), (0, -0.03, 0), (0, 0, 0.04), (0, 0, -0.04))


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """`points`: person's left eye (outer, inner corner), right eye (outer, inner), base of the nose; pixels."""

    score: float
    box: tuple[float, float, float, float]  # left, top, right, bottom
    points: Numbers
    chip: Picture
    region: Picture  # grey
    flipped: Picture  # the region of the mirrored picture; landmarks found anew, they are not symmetrical

    @property
    def width(self) -> float:
        return self.box[2] - self.box[0]


def faces_in(picture: Picture, side: int) -> list[Face]:
    """The largest first. `side`: to how many pixels the longer edge is brought; 80 of them are the smallest face."""
    scale = side / max(picture.shape[:2])
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    small = np.asarray(cv2.resize(picture, None, fx=scale, fy=scale, interpolation=way), np.uint8)
    boxes, scores, _ = models().detector.run(small, 0, LEAST)
    found = [_face(picture, small, scale, box, score) for box, score in zip(boxes, scores, strict=True)]
    return sorted(found, key=lambda face: -face.width)


def _face(picture: Picture, small: Picture, scale: float, box: Any, score: float) -> Face:
    points = _landmarks(small, box) / scale
    edges = (box.left() / scale, box.top() / scale, box.right() / scale, box.bottom() / scale)
    flipped = _flipped_region(picture, small, scale, box)
    return Face(score, edges, points, _chip(picture, edges, points), _region(picture, points), flipped)


def _flipped_region(picture: Picture, small: Picture, scale: float, box: Any) -> Picture:
    last = small.shape[1] - 1
    other = dlib.rectangle(last - box.right(), box.top(), last - box.left(), box.bottom())
    points = _landmarks(_mirrored(small), other) / scale
    return _region(_mirrored(picture), points)


def _mirrored(picture: Picture) -> Picture:
    return np.ascontiguousarray(picture[:, ::-1])


def _landmarks(small: Picture, box: Any) -> Numbers:
    found = [models().landmarks(small, _nudged(box, *nudge)).parts() for nudge in NUDGES]
    every = np.array([[(point.x, point.y) for point in points] for points in found], np.float64)
    return np.asarray(every.mean(axis=0), np.float64)


def _nudged(box: Any, right: float, down: float, grown: float) -> Any:
    size = box.width()
    return dlib.rectangle(
        round(box.left() + (right - grown) * size),
        round(box.top() + (down - grown) * size),
        round(box.right() + (right + grown) * size),
        round(box.bottom() + (down + grown) * size),
    )


def _chip(picture: Picture, edges: tuple[float, ...], points: Numbers) -> Picture:
    parts = dlib.points([dlib.point(round(x), round(y)) for x, y in points])
    shape = dlib.full_object_detection(dlib.rectangle(*(round(edge) for edge in edges)), parts)
    return np.asarray(dlib.get_face_chip(picture, shape, size=CHIP, padding=AROUND), np.uint8)


def _region(picture: Picture, points: Numbers) -> Picture:
    """Eyes level, at one size: measured by the eyes and the nose, so that a turn of the head changes it little."""
    left, right = points[:2].mean(axis=0), points[2:4].mean(axis=0)
    level, middle = left - right, (left + right) / 2
    apart = float(np.hypot(*level))
    down = np.array([-level[1], level[0]]) / apart
    long = float((points[4] - middle) @ down)
    centre = middle + down * long * 0.6
    scale = REGION * 0.55 / float(np.hypot(apart, 1.6 * long))
    move = cv2.getRotationMatrix2D(
        (float(centre[0]), float(centre[1])), float(np.degrees(np.arctan2(level[1], level[0]))), scale
    )
    move[:, 2] += REGION / 2 - centre
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    return np.asarray(
        cv2.warpAffine(grey, move, (REGION, REGION), flags=way, borderMode=cv2.BORDER_REPLICATE), np.uint8
    )
