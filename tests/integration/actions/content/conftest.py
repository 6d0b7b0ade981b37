import shutil
from pathlib import Path

import pytest

from tests.integration.actions.content.files import DATA


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for part in ("journeys", "texts", "privacy"):
        shutil.copytree(DATA / part, tmp_path / part)
    for name in ("bank.yml", "codes.yml", "retention.yml"):
        shutil.copy(DATA / name, tmp_path)
    return tmp_path
