"""Can a person read the document in this photo? Lenient: only what nobody could read is sent back."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from actions.providers.builtin.opening import Opened, Pixels
from actions.providers.builtin.page import Page, find_pages
from actions.providers.builtin.text_lines import TextLine
from actions.providers.builtin.zone import Zone, cut

Grey = NDArray[np.uint8]
PORTRAIT = 0.5  # lengths of the zone; ICAO 9303, part 4: the portrait's upper edge stands higher than that


@dataclass(frozen=True, slots=True)
class DocumentLimits:
    """Found by rendering documents under all kinds of light; where reading fails is where a photo is sent back."""

    side: int = 600  # pixels, the shorter one of the file
    darkest: float = 48.0  # the light parts of the document, of 255
    sharpness: float = 0.07  # steepest edges of the print by its contrast, at a line height of 48 pixels
    contrast: float = 22.0  # of print to paper, of 255
    text: int = 3  # lines that can be read; with fewer it is no document
    share: float = 0.07  # of the picture that the document takes
    print_height: float = 11.0  # pixels; a line with its margin
    glare: float = 0.03  # of the document, in one patch
    glare_on_zone: float = 0.004  # enough to hide some signs
    white: float = 250.0  # from here on nothing is left to see
    overexposed: float = 0.5  # of the picture
    shapes: tuple[float, float] = (1.47, 1.71)  # of a card, ISO 7810 ID-1 (1.586), seen from a little aside
    shapes_with_zone: tuple[float, float] = (1.31, 1.71)  # a passport's page is less long (1.42)


@dataclass(frozen=True, slots=True, repr=False)
class Seen:
    """What has been found in the photo so far."""

    opened: Opened
    text: Sequence[TextLine]
    zone: Zone | None
    zone_expected: bool


def quality(seen: Seen, limits: DocumentLimits) -> str | None:
    """The reason to take the photo again. A zone that was read proves the photo good enough."""
    if min(seen.opened.size) < limits.side:
        return "DOC_TOO_SMALL"
    pixels = seen.opened.pixels
    grey = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), np.uint8)
    pages = find_pages(pixels)
    legible = [line for line in seen.text if _legible(pixels, line, limits)]
    page = _page_of(pages, legible)
    if seen.zone is not None and seen.zone.mrz is not None:
        return _beside_the_zone(seen.zone, grey, page, limits)
    if page is not None and _runs_out(page, legible, grey, seen.zone_expected, limits):
        return "DOC_CROPPED"
    if len(legible) < limits.text:
        return _why_nothing(grey, pages, limits)
    return _why_not_all(seen, grey, legible, page, limits)


def _beside_the_zone(zone: Zone, grey: Grey, page: Page | None, limits: DocumentLimits) -> str | None:
    """The zone tells where the page must be. Only what hides the rest of it counts."""
    if zone.mrz is not None and zone.mrz.layout == "TD3" and not _page_in_picture(zone, grey):
        return "DOC_CROPPED"
    outline = page.outline if page else _around(zone.lines)
    return "DOC_GLARE" if _largest_patch(grey, _inside(outline, grey), limits.white) > limits.glare else None


def _page_in_picture(zone: Zone, grey: Grey) -> bool:
    """A passport's portrait begins about half the zone's length above it; the head of the page may be missing."""
    upper = zone.lines[0]
    left, right = upper.corners()[:2]
    away = np.array([right[1] - left[1], left[0] - right[0]]) * PORTRAIT
    return all(0 <= x < grey.shape[1] and 0 <= y < grey.shape[0] for x, y in (left + away, right + away))


def _page_of(pages: Sequence[Page], legible: Sequence[TextLine]) -> Page | None:
    """Rather one that lies in the picture whole: what touches the border may be half of the desk."""
    holding = [page for page in pages if legible and _holds_most(page, legible)]
    return next((page for page in holding if not any(page.beyond)), next(iter(holding), None))


def _runs_out(page: Page, text: Sequence[TextLine], grey: Grey, zone_expected: bool, limits: DocumentLimits) -> bool:
    """A corner or a margin may be missing, not a part: the shape is another, or print reaches the border. What is cut
    at two sides that meet keeps its shape; what fills the whole picture is a scan."""
    if page.beyond in ((0, 0), (2, 2)):
        return False
    if all(page.beyond):
        return True
    least, most = limits.shapes_with_zone if zone_expected else limits.shapes
    return not least <= page.shape <= most or any(_at_border(line, grey) for line in text)


def _at_border(line: TextLine, grey: Grey) -> bool:
    height, width = grey.shape
    return any(not (0 < x < width and 0 < y < height) for x, y in line.corners(longer=0.3))


def _legible(pixels: Pixels, line: TextLine, limits: DocumentLimits) -> bool:
    sharp, contrast = sharpness(np.asarray(cv2.cvtColor(cut(pixels, line, 1.0), cv2.COLOR_RGB2GRAY), np.uint8))
    return line.slenderness >= 2 and contrast >= limits.contrast and sharp >= limits.sharpness


def sharpness(strip: Grey) -> tuple[float, float]:
    """How steep the edges are for their contrast, and the contrast; noise is smoothed away first."""
    height, width = strip.shape
    size = (max(48, round(width * 48 / height)), 48)
    resized = cv2.resize(strip, size, interpolation=cv2.INTER_AREA if height > 48 else cv2.INTER_CUBIC)
    smooth = cv2.GaussianBlur(np.asarray(resized, np.float32), (0, 0), 1.2)
    steep = np.hypot(cv2.Sobel(smooth, cv2.CV_32F, 1, 0), cv2.Sobel(smooth, cv2.CV_32F, 0, 1)) / 8
    contrast = float(np.percentile(smooth, 99) - np.percentile(smooth, 1))
    return float(np.percentile(steep, 98)) / max(contrast, 8.0), contrast


def _why_nothing(grey: Grey, pages: Sequence[Page], limits: DocumentLimits) -> str:
    """Too dark, burnt out, out of focus; or there is no document."""
    if np.percentile(grey, 90) < limits.darkest:
        return "DOC_DARK"
    if np.mean(grey >= limits.white) > limits.overexposed:
        return "DOC_GLARE"
    whole = [page for page in pages if not any(page.beyond)]
    return "DOC_BLUR" if whole and _out_of_focus(grey) else "DOC_NOT_FOUND"


def _out_of_focus(grey: Grey) -> bool:
    """Not even the edge of the document is sharp."""
    small = cv2.resize(grey, None, fx=800 / max(grey.shape), fy=800 / max(grey.shape), interpolation=cv2.INTER_AREA)
    smooth = cv2.GaussianBlur(np.asarray(small, np.float32), (0, 0), 1.2)
    steep = np.hypot(cv2.Sobel(smooth, cv2.CV_32F, 1, 0), cv2.Sobel(smooth, cv2.CV_32F, 0, 1)) / 8
    contrast = np.percentile(smooth, 98) - np.percentile(smooth, 2)
    return bool(np.percentile(steep, 99.5) < 0.12 * contrast)


def _holds_most(page: Page, text: Sequence[TextLine]) -> bool:
    return sum(page.holds(line.centre) for line in text) > 0.7 * len(text)


def _why_not_all(
    seen: Seen, grey: Grey, text: Sequence[TextLine], page: Page | None, limits: DocumentLimits
) -> str | None:
    outline = page.outline if page else _around(text)
    if page is None and any(_at_border(line, grey) for line in text):
        return "DOC_CROPPED"
    share = cv2.contourArea(outline) / grey.size
    if share < limits.share or np.median([line.height for line in text]) < limits.print_height:
        return "DOC_TOO_SMALL"
    inside = _inside(outline, grey)
    if np.percentile(grey[inside > 0], 90) < limits.darkest:
        return "DOC_DARK"
    least = limits.glare_on_zone if seen.zone_expected else limits.glare
    return "DOC_GLARE" if _largest_patch(grey, inside, limits.white) > least else None


def _inside(outline: NDArray[np.float32], grey: Grey) -> Grey:
    mask = np.zeros(grey.shape, np.uint8)
    return np.asarray(cv2.fillPoly(mask, [np.asarray(outline, np.int32)], 255), np.uint8)


def _around(text: Sequence[TextLine]) -> NDArray[np.float32]:
    corners = np.concatenate([line.corners() for line in text])
    return np.asarray(cv2.convexHull(corners)[:, 0], np.float32)


def _largest_patch(grey: Grey, inside: Grey, white: float) -> float:
    """White paper under strong light is white all over; glare is a patch in something that is not."""
    burnt = np.asarray((grey >= white) & (inside > 0), np.uint8)
    if burnt.sum() > 0.5 * np.count_nonzero(inside):
        return 0.0
    burnt = np.asarray(cv2.morphologyEx(burnt, cv2.MORPH_OPEN, np.ones((7, 7), np.uint8)), np.uint8)
    _, _, stats, _ = cv2.connectedComponentsWithStats(burnt)
    return float(stats[1:, cv2.CC_STAT_AREA].max(initial=0) / np.count_nonzero(inside))
