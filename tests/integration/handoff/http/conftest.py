from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from tests.servers.fake_actions import FakeActions
from tests.servers.front_door import front_door, settings_for
from tests.servers.serving import serving


@pytest.fixture
def actions() -> FakeActions:
    return FakeActions()


@pytest.fixture
async def client(actions: FakeActions, tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    """The front door, with actions/ behind it."""
    async with (
        serving(actions, lifespan="off") as actions_url,
        front_door(settings_for(tmp_path, actions_url=actions_url)) as client,
    ):
        yield client


@pytest.fixture
async def alone(tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    """The front door with nobody behind it."""
    async with front_door(settings_for(tmp_path)) as client:
        yield client
