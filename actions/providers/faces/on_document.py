"""The portrait on an identity document: the one large face; a ghost image beside it is much smaller."""

import numpy as np

from actions.providers.faces.finding import Face, faces_in
from actions.providers.faces.models import Picture
from actions.providers.faces.quality import CERTAIN, sharpness

SIDE = 1280  # pixels to which the longer edge is brought; the portrait takes about a tenth of it
GHOST = 0.75  # of the portrait's width at most
WIDTH = 60.0  # pixels of the face in the photo
SHARPNESS = 6.0  # print and film soften a portrait; less than this and nobody could compare
QUARTERS = (0, 1, 3, 2)  # turns by 90 degrees: cards are often photographed sideways
UPRIGHT = 1.0  # of the detector's score; a pattern on a card that lies on its side may pass for a poor face


def portrait_on(document: Picture) -> Face | None:
    """Nothing as well when there is a face that could mislead: no customer is told that two faces differ by mistake."""
    best: list[Face] = []
    for quarters in QUARTERS:
        faces = _certain(faces_in(np.ascontiguousarray(np.rot90(document, quarters)), SIDE))
        best = max(best, faces, key=_score)
        if _score(best) >= UPRIGHT:
            break
    return _portrait(best)


def _certain(faces: list[Face]) -> list[Face]:
    return [face for face in faces if face.score >= CERTAIN]


def _score(faces: list[Face]) -> float:
    return faces[0].score if faces else 0.0


def _portrait(faces: list[Face]) -> Face | None:
    if not faces or any(other.width > GHOST * faces[0].width for other in faces[1:]):
        return None
    return faces[0] if faces[0].width >= WIDTH and sharpness(faces[0]) >= SHARPNESS else None
