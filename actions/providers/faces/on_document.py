"""The portrait on an identity document: the one large face; a ghost image beside it is much smaller.

A photo can show more than the document. Somebody else's passport beside one's own face would be one's own passport if
the largest face counted: where there is a machine readable zone, the portrait stands where the zone says.
"""

from collections.abc import Sequence

import numpy as np

from actions.providers.builtin.text_lines import TextLine
from actions.providers.builtin.zone import placed
from actions.providers.faces.finding import Face, faces_in
from actions.providers.faces.models import Picture
from actions.providers.faces.quality import CERTAIN, sharpness

SIDE = 1280  # pixels to which the longer edge is brought; the portrait takes about a tenth of it
GHOST = 0.75  # of the portrait's width at most
WIDTH = 60.0  # pixels of the face in the photo
SHARPNESS = 6.0  # print and film soften a portrait; less than this and nobody could compare
QUARTERS = (0, 1, 3, 2)  # turns by 90 degrees: cards are often photographed sideways
# Of a page with a zone, in lengths of it (112 mm of a page of 125 x 88 mm; ICAO 9303, part 4): from the upper line up
# to the middle of the face, from the zone's middle to either side, and the width of the face.
ABOVE, BESIDE, WIDEST = (0.1, 0.6), 0.5, 0.27
UPRIGHT = 1.0  # of the detector's score; a pattern on a card that lies on its side may pass for a poor face


def portrait_on(document: Picture, zone: Sequence[TextLine]) -> Face | None:
    """Nothing as well when there is a face that could mislead: no customer is told that two faces differ by mistake.
    `zone`: the lines of the one that was read; without one no check has read the document, and a person looks."""
    best, turned = list[Face](), 0
    for quarters in QUARTERS:
        faces = _certain(faces_in(np.ascontiguousarray(np.rot90(document, quarters)), SIDE))
        if _score(faces) > _score(best):
            best, turned = faces, quarters
        if _score(best) >= UPRIGHT:
            break
    if zone:
        best = [face for face in best if _is_above(zone, face, _turned_back(face, turned, document))]
    return _portrait(best)


def _is_above(zone: Sequence[TextLine], face: Face, middle: tuple[float, float]) -> bool:
    """A card of three lines has its portrait on the other side."""
    upper = zone[0]
    along, below = placed(upper, middle)
    above, width = -below / upper.length, face.width / upper.length
    stands = ABOVE[0] <= above <= ABOVE[1] and abs(along) <= BESIDE * upper.length
    return len(zone) == 2 and stands and width <= WIDEST


def _turned_back(face: Face, quarters: int, document: Picture) -> tuple[float, float]:
    """The middle of the face in the photo as it came."""
    height, width = document.shape[:2]
    x, y = (face.box[0] + face.box[2]) / 2, (face.box[1] + face.box[3]) / 2
    return ((x, y), (width - y, x), (width - x, height - y), (y, height - x))[quarters]


def _certain(faces: list[Face]) -> list[Face]:
    return [face for face in faces if face.score >= CERTAIN]


def _score(faces: list[Face]) -> float:
    return faces[0].score if faces else 0.0


def _portrait(faces: list[Face]) -> Face | None:
    if not faces or any(other.width > GHOST * faces[0].width for other in faces[1:]):
        return None
    return faces[0] if faces[0].width >= WIDTH and sharpness(faces[0]) >= SHARPNESS else None
