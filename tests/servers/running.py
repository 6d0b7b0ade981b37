"""A pytest plugin: Gildong running, for whichever tests want all three programs."""

from collections.abc import Iterator

import pytest

from tests.servers.gildong import Gildong, start


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
