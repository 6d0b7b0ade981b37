"""Are two frames one picture: shown again, perhaps encoded anew, cropped, moved, brightened or mirrored.

Two ways. Frames that lie before us are compared by correlation (`alike`). Of frames of earlier attempts only a
fingerprint of 256 bits was kept (`fingerprint`): whether each part of the face is brighter than the part beside it.
"""

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from actions.providers.faces.models import Picture

ROWS, COLUMNS = 16, 16
MARGIN = 12  # pixels by which one region may lie beside the other
# Landmarks differ a little from copy to copy, so one of the two is also tried larger, smaller and tilted.
VARIANTS = tuple((scale, tilt) for scale in (1.0, 0.94, 0.97, 1.03, 1.06) for tilt in (0.0, -3.0, 3.0))
STEPS = (-2.0, 0.0, 2.0)  # pixels


def alike(region: Picture, other: Picture) -> float:
    """Up to 1: the same picture, whatever its brightness."""
    inner = _contours(region)[MARGIN:-MARGIN, MARGIN:-MARGIN]
    contours = _contours(other)
    return max(_correlation(_moved(contours, scale, tilt), inner) for scale, tilt in VARIANTS)


def _correlation(whole: NDArray[np.float32], part: NDArray[np.float32]) -> float:
    return float(cv2.matchTemplate(whole, part, cv2.TM_CCOEFF_NORMED).max())


def _contours(region: Picture) -> NDArray[np.float32]:
    """Without the light that lies over the whole face, and without noise."""
    grey = region.astype(np.float32)
    return np.asarray(cv2.GaussianBlur(grey, (0, 0), 1.0) - cv2.GaussianBlur(grey, (0, 0), 8.0), np.float32)


def _moved(
    grey: NDArray[np.float32], scale: float, tilt: float, right: float = 0, down: float = 0
) -> NDArray[np.float32]:
    height, width = grey.shape
    move = cv2.getRotationMatrix2D((width / 2, height / 2), tilt, scale)
    move[:, 2] += np.array([right, down])
    return np.asarray(cv2.warpAffine(grey, move, (width, height), borderMode=cv2.BORDER_REFLECT), np.float32)


def fingerprint(region: Picture) -> bytes:
    return np.packbits(_bits(region.astype(np.float32))).tobytes()


def bits_apart(region: Picture, seen: Sequence[bytes]) -> int:
    """From the nearest of the fingerprints, the region tried a little moved; 256 when there is none."""
    known = [np.unpackbits(np.frombuffer(print_, np.uint8)) for print_ in seen if len(print_) == ROWS * COLUMNS // 8]
    tried = [_bits(variant) for variant in _variants(region.astype(np.float32))]
    return min((int(np.count_nonzero(bits != old)) for bits in tried for old in known), default=ROWS * COLUMNS)


def _variants(grey: NDArray[np.float32]) -> list[NDArray[np.float32]]:
    return [_moved(grey, *variant, right, down) for variant in VARIANTS for right in STEPS for down in STEPS]


def _bits(grey: NDArray[np.float32]) -> NDArray[np.uint8]:
    smooth = cv2.GaussianBlur(grey, (0, 0), 2.0)
    small = cv2.resize(smooth, (COLUMNS + 1, ROWS), interpolation=cv2.INTER_AREA)
    return np.asarray(small[:, 1:] > small[:, :-1], np.uint8).ravel()
