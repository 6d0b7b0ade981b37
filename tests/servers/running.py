"""A pytest plugin: Gildong running, for whichever tests want all three programs."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from xdist.scheduler import LoadFileScheduling

from tests.servers.gildong import ROOT, Gildong, start


class OneStart(LoadFileScheduling):  # type: ignore[misc]  # xdist publishes no types
    """A file runs on one worker, and all files that share a start of the programs run on the same."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return "gildong" if shares_a_start(ROOT / file) else file


def shares_a_start(file: Path) -> bool:
    return re.search(r"\bgildong: Gildong\b", file.read_text(encoding="utf-8")) is not None


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> LoadFileScheduling | None:
    return OneStart(config, log) if config.getoption("dist") == "loadfile" else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long comes first."""
    items.sort(key=lambda item: not {"gildong", "own_gildong"} & set(getattr(item, "fixturenames", ())))


@pytest.fixture(scope="session")
def gildong(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gildong]:
    """Shared by all tests that do not harm it."""
    running = start(tmp_path_factory.mktemp("gildong"))
    yield running
    running.stop()


@pytest.fixture(scope="module")
def own_gildong(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gildong]:
    """For a module that kills or stops it."""
    running = start(tmp_path_factory.mktemp("gildong"))
    yield running
    running.stop()
