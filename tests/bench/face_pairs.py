"""How often faces are taken for one another, on pictures of your own: `python -m tests.bench.face_pairs FOLDER`.

FOLDER holds a folder a person, with that person's pictures in it; two different people must not be one. Every picture
is compared with every other. Below a hundred people the shares say little, and the report says so.
"""

import sys
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import numpy as np

from actions.providers.builtin.opening import Refused, open_photo
from actions.providers.faces.comparing import FAILED, PASSED
from actions.providers.faces.finding import faces_in
from actions.providers.faces.models import Numbers, models
from actions.providers.faces.quality import SIDE

ENOUGH = 100  # people


def descriptors(folder: Path) -> Iterator[tuple[str, Numbers]]:
    for picture in sorted(folder.glob("*/*")):
        try:
            faces = faces_in(open_photo(picture.read_bytes()).pixels, SIDE)
        except Refused:
            continue
        if faces:
            yield picture.parent.name, models().describe(faces[0].chip)


def measured(folder: Path) -> str:
    known = list(descriptors(folder))
    same, other = [], []
    for (one, face), (another, beside) in combinations(known, 2):
        (same if one == another else other).append(float(np.linalg.norm(face - beside)))
    people = len({name for name, _ in known})
    lines = [f"{people} people, {len(same)} pairs of one person, {len(other)} pairs of two"]
    lines += [_share(threshold, same, other) for threshold in (PASSED, FAILED)]
    return "\n".join(lines if people >= ENOUGH else [*lines, f"fewer than {ENOUGH} people: accuracy is not measured"])


def _share(threshold: float, same: list[float], other: list[float]) -> str:
    refused = np.mean(np.array(same) > threshold) if same else float("nan")
    taken = np.mean(np.array(other) <= threshold) if other else float("nan")
    return f"at {threshold}: {refused:.4%} of one person refused, {taken:.4%} of two people taken for one"


if __name__ == "__main__":
    print(measured(Path(sys.argv[1])))
