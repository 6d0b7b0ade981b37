"""How far a head is turned, from five landmarks: the nose leaves the middle, and the farther eye becomes narrower.

Rough degrees, good for left or right and for "clearly turned". Faces are not symmetrical, so a turn is measured from
the person's own frontal frame. A picture that is swung before the camera may seem turned too: see flatness.py.
"""

import numpy as np

from actions.providers.faces.models import Numbers
from actions.verification.liveness import Move

DEGREES = 62.0  # a unit of the measure below; fitted to rendered heads (tests/servers/heads.py), good to about a third
FRONTAL = 22.0  # degrees that a frontal frame may seem turned
TURNED = 10.0  # degrees from the frontal frame that count as a turn; a frontal picture taken anew differed by 9 at most


def turn_of(points: Numbers) -> float:
    """Positive: to the person's own left. No number where points of a face fall together."""
    level = points[0] - points[2]
    wide = float(np.hypot(*level))
    middle = (points[0] + points[2]) / 2
    with np.errstate(divide="ignore", invalid="ignore"):
        nose = np.float64((points[4] - middle) @ level) / np.float64(wide**2)
        eyes = np.log(np.hypot(*(points[0] - points[1])) / np.hypot(*(points[2] - points[3])))
        turn = float(DEGREES * (2 * nose - eyes))
    return turn if np.isfinite(turn) else np.nan


def asked_turn(move: Move, frontal: Numbers, turned: Numbers) -> float:
    """Degrees in the direction that was asked for; negative when the head went the other way."""
    change = turn_of(turned) - turn_of(frontal)
    return change if move is Move.LEFT else -change
