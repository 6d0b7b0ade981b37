"""Passwords of tests protect nobody: argon2 as it is, with less work."""

from collections.abc import Iterator

import pytest
from argon2 import PasswordHasher

from handoff.services import passwords


@pytest.fixture(autouse=True, scope="session")
def _quick_passwords() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "hasher", PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))
        yield
