import pytest

from tests.unit.handoff.services.town import Town


@pytest.fixture
def town() -> Town:
    return Town()
