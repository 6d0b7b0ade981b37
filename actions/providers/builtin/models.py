"""Neural networks that lie in an installed package, loaded when first needed and shared by all threads.

The package itself is never imported: it would configure logging, and fetch what it does not find.
"""

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from threading import Lock

import onnxruntime

PACKAGE = "rapidocr"
_loading = Lock()


def model(name: str) -> onnxruntime.InferenceSession:
    """One thread a call: several checks at once share the cores better than one check that takes them all."""
    with _loading:
        return _loaded(name)


@cache
def _loaded(name: str) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 4  # nothing but what ends the process
    options.enable_cpu_mem_arena = False  # photos differ in size: an arena would keep the largest for ever
    return onnxruntime.InferenceSession(_folder() / name, options, providers=["CPUExecutionProvider"])


def _folder() -> Path:
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise FileNotFoundError(PACKAGE)
    return Path(spec.origin).parent / "models"
