"""The bank's files in data/."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml


def read_yaml(path: Path) -> Any:
    """With the parser in C: the one in Python takes a second of every start."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
