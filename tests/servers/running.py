"""A pytest plugin: Gildong running, for whichever tests want all three programs."""

from collections.abc import Iterator

import pytest

from tests.servers.gildong import Gildong, start


@pytest.hookimpl(tryfirst=True)  # xdist reads the marks in the same hook
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One start of the programs for all that share one, and what takes long before the rest.

    With `--dist loadgroup` those go to one worker, and so does each other file.
    """
    items.sort(key=lambda item: not wanted(item) & {"gildong", "own_gildong"})
    for item in items:
        item.add_marker(pytest.mark.xdist_group("gildong" if "gildong" in wanted(item) else item.path.name))


def wanted(item: pytest.Item) -> set[str]:
    return set(getattr(item, "fixturenames", ()))


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
