"""The front door and the action server behind it, as a program of the bank meets them."""

import secrets
import uuid
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from actions.services.token_desk import create_token
from actions.services.tokens import SCOPES
from tests.integration.actions.conftest import SECRETS, ActionServer, action_server
from tests.integration.actions.conftest import settings_for as actions_settings
from tests.servers.front_door import as_customer, front_door
from tests.servers.front_door import settings_for as door_settings
from tests.servers.gildong import free_port
from tests.servers.postgres import postgres_server, postgres_url  # noqa: F401  (fixtures)

SHARED = {name: SECRETS[name] for name in ("statement_secret", "case_events_secret")}


@dataclass
class Bank:
    """A program of the bank with a token for everything."""

    http: httpx.AsyncClient
    actions: ActionServer
    headers: Mapping[str, str]

    async def token(self, *scopes: str) -> dict[str, str]:
        means, name = self.actions.program.means, f"program-{uuid.uuid4().hex[:8]}"
        shown = await create_token(means, name, scopes, secrets.token_hex(8), secrets.token_urlsafe(32))
        return {"Authorization": f"Bearer {shown}"}

    async def get(self, path: str, **query: str) -> httpx.Response:
        return await self.http.get(path, params=query, headers=self.headers)

    async def post(self, path: str, body: object = None, key: str | None = None) -> httpx.Response:
        headers = {**self.headers, **({"Idempotency-Key": key} if key else {})}
        return await self.http.post(path, headers=headers, **({} if body is None else {"json": body}))

    async def create(self, customer: str = "kim", **more: Any) -> dict[str, Any]:
        body = {"customer": customer, "language": "en"} | more
        answer = await self.post("/api/cases", body, uuid.uuid4().hex)
        assert answer.status_code == 201, answer.text
        return dict(answer.json()["data"])

    async def customer(self, sub: str, method: str, path: str, **more: Any) -> httpx.Response:
        """As the widget asks, with the customer's own token."""
        headers = {**as_customer(sub), "Idempotency-Key": uuid.uuid4().hex}
        return await self.http.request(method, path, headers=headers, **more)


@asynccontextmanager
async def bank_at(home: Path, database_url: str = "", **given: Any) -> AsyncIterator[Bank]:
    port = free_port()
    events = f"http://127.0.0.1:{port}/internal/case-events"
    settings = actions_settings(home, database_url, case_events_url=events, **given)
    async with action_server(settings) as actions:
        behind = {"actions_url": str(actions.http.base_url), "bank_requests_per_minute": 100_000}
        door = door_settings(home, **behind, **SHARED)
        async with front_door(door, port) as http:
            bank = Bank(http, actions, {})
            bank.headers = await bank.token(*SCOPES)
            yield bank


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str:
    return "" if request.param == "sqlite" else str(request.getfixturevalue("postgres_url"))


@pytest.fixture
async def bank(tmp_path: Path) -> AsyncIterator[Bank]:
    async with bank_at(tmp_path) as running:
        yield running


@pytest.fixture
async def any_bank(tmp_path: Path, database_url: str) -> AsyncIterator[Bank]:
    """Once on each database, for what depends on it."""
    async with bank_at(tmp_path, database_url) as running:
        yield running
