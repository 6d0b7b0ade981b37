"""dlib's weights, from a package: loaded when the first face is looked at, once a process.

The detector is dlib's histogram of gradients (frontal, with parts that look left and right). The five landmarks are
used because the 68 are not for commercial use. The descriptor is dlib's ResNet: 128 numbers a face.
"""

import threading
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import dlib
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]  # rows, columns, and red, green, blue
Numbers = NDArray[np.float64]

WEIGHTS = "face_recognition_models"  # located, never imported: its code needs what is no longer there
_loading = threading.Lock()
_loaded: "list[Models]" = []


@dataclass(frozen=True, slots=True)
class Models:
    detector: Any
    landmarks: Any
    descriptor: Any

    def describe(self, chip: Picture) -> Numbers:
        return np.asarray(self.descriptor.compute_face_descriptor(chip), np.float64)


def models() -> Models:
    with _loading:
        if not _loaded:
            _loaded.append(_load(_folder()))
        return _loaded[0]


def _load(folder: Path) -> Models:
    return Models(
        dlib.get_frontal_face_detector(),
        dlib.shape_predictor(str(folder / "shape_predictor_5_face_landmarks.dat")),
        dlib.face_recognition_model_v1(str(folder / "dlib_face_recognition_resnet_model_v1.dat")),
    )


def _folder() -> Path:
    found = find_spec(WEIGHTS)
    if found is None or found.origin is None:
        raise ModuleNotFoundError(f"{WEIGHTS} is not installed: no face can be looked at")
    return Path(found.origin).parent / "models"
