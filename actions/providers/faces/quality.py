"""Whether a face can be compared at all: alone, large enough, whole, lit, sharp.

What is not seen here: a mask, sunglasses or a hand before the face; the detector often finds no face then.
"""

from dataclasses import dataclass

import cv2
import numpy as np

from actions.providers.builtin.opening import MOST_PIXELS, Refused
from actions.providers.faces.finding import Face, faces_in
from actions.providers.faces.models import Picture

SIDE = 800  # pixels to which the longer edge of a selfie is brought: a face under a tenth of it is not seen
CERTAIN = 0.3  # of the detector's score, for a second face; below it are mostly folds and patterns


@dataclass(frozen=True, slots=True)
class FaceLimits:
    """Lenient: what a person could compare, the machine takes."""

    pixels: int = MOST_PIXELS
    side: int = 400  # pixels of the photo's shorter edge
    width: float = 100.0  # pixels of the face in the photo
    edge: float = 0.02  # of the face's width, between it and the edge of the photo
    dark: float = 40.0  # mean brightness of the face, of 255
    highlight: float = 80.0  # its brightest twentieth: dark skin in good light has highlights, a dark photo has none
    bright: float = 235.0
    sharpness: float = 10.0  # variance of the Laplacian of the face at 150 pixels


def look_for_face(picture: Picture, limits: FaceLimits) -> Face:
    """The one face of a selfie. Raises Refused with what is wrong."""
    faces = faces_in(picture, SIDE)
    if not faces:  # nor is one found in the dark: then the customer should hear of the light
        raise Refused("FACE_TOO_DARK" if _too_dark(picture, limits) else "FACE_NOT_DETECTED")
    if any(other.score >= CERTAIN for other in faces[1:]):
        raise Refused("FACE_MULTIPLE")
    if flaw := _flaw(faces[0], picture, limits):
        raise Refused(flaw)
    return faces[0]


def _flaw(face: Face, picture: Picture, limits: FaceLimits) -> str | None:
    if _touches_the_edge(face, picture, limits.edge * face.width):
        return "FACE_NOT_FULLY_VISIBLE"
    if face.width < limits.width:
        return "FACE_QUALITY"
    if _too_dark(face.chip, limits):
        return "FACE_TOO_DARK"
    if float(np.mean(face.chip)) > limits.bright:
        return "FACE_QUALITY"
    return "FACE_BLUR" if sharpness(face) < limits.sharpness else None


def _touches_the_edge(face: Face, picture: Picture, margin: float) -> bool:
    height, width = picture.shape[:2]
    left, top, right, bottom = face.box
    return left < margin or top < margin or right > width - margin or bottom > height - margin


def _too_dark(picture: Picture, limits: FaceLimits) -> bool:
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    return float(np.mean(grey)) < limits.dark and float(np.percentile(grey, 95)) < limits.highlight


def sharpness(face: Face) -> float:
    return float(cv2.Laplacian(cv2.cvtColor(face.chip, cv2.COLOR_RGB2GRAY), cv2.CV_64F).var())
