"""Is a turned face only the frontal picture, swung: a print or a screen that is turned before the camera.

Between two views of a flat thing lies a projective map; a head has depth, and no such map lays one view on the other.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from actions.providers.faces.models import Picture

MARGIN = 14  # pixels that the one view may reach beyond the other
STARTS = (1.0, 0.8)  # widths to begin with: what is swung away looks narrower
STEPS = (cv2.TERM_CRITERIA_COUNT | cv2.TERM_CRITERIA_EPS, 60, 1e-5)


def flatness(frontal: Picture, turned: Picture) -> float:
    """Up to 1: how well the best projective map lays the one region on the other."""
    inner, whole = _contours(frontal)[MARGIN:-MARGIN, MARGIN:-MARGIN].copy(), _contours(turned)
    return max(_laid_on(inner, whole, width) for width in STARTS)


def _laid_on(inner: NDArray[np.float32], whole: NDArray[np.float32], width: float) -> float:
    middle = whole.shape[1] / 2
    start = np.array([[width, 0, MARGIN * width + middle * (1 - width)], [0, 1, MARGIN], [0, 0, 1]], np.float32)
    everywhere = np.full(whole.shape, 255, np.uint8)
    try:
        found, _ = cv2.findTransformECC(inner, whole, start, cv2.MOTION_HOMOGRAPHY, STEPS, everywhere, 5)
    except cv2.error:  # no map was found: the views differ by more than a swing
        return 0.0
    return float(found)


def _contours(region: Picture) -> NDArray[np.float32]:
    grey = region.astype(np.float32)
    return np.asarray(cv2.GaussianBlur(grey, (0, 0), 1.5) - cv2.GaussianBlur(grey, (0, 0), 10.0), np.float32)
