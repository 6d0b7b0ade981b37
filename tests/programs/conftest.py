"""One running Gildong for the tests of this folder that do not harm it; the others start their own."""

from collections.abc import Iterator

import pytest

from tests.servers.gildong import Gildong, start


@pytest.fixture(scope="session")
def gildong(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gildong]:
    running = start(tmp_path_factory.mktemp("gildong"))
    yield running
    running.stop()


@pytest.fixture(scope="module")
def own_gildong(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gildong]:
    running = start(tmp_path_factory.mktemp("gildong"))
    yield running
    running.stop()
