"""The action server over loopback, on SQLite and on PostgreSQL."""

import base64
import os
import secrets
import time
import uuid
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import jwt
import pytest

from actions.app.background import background
from actions.app.program import Program, assemble
from actions.app.server import create_server
from actions.settings import Settings, load_settings
from tests.servers.journey import ACCOUNT, code_in
from tests.servers.loopback import loopback
from tests.servers.postgres import postgres_server, postgres_url  # noqa: F401  (fixtures)
from tests.servers.quick_checks import quick_providers
from tests.servers.serving import serving

ROOT = Path(__file__).parents[3]
SECRETS = {name: secrets.token_urlsafe(36) for name in ("statement_secret", "case_events_secret", "bot_secret")}
EVIDENCE_KEY = base64.b64encode(os.urandom(32)).decode()
STAFF = {
    "sub": "staff-1",
    "kind": "staff",
    "name": "Juno",
    "role": "reviewer",
    "permissions": ["case:view", "case:unstick", "case:reveal", "case:decide"],
}


def statement(**claims: Any) -> Mapping[str, str]:
    standard = {"aud": "actions", "exp": time.time() + 60}
    token = jwt.encode(standard | claims, SECRETS["statement_secret"], algorithm="HS256")
    return {"Authorization": f"Bearer {token}"}


@dataclass
class ActionServer:
    http: httpx.AsyncClient
    program: Program
    customer_id: str

    @property
    def customer(self) -> Mapping[str, str]:
        return statement(sub=self.customer_id, kind="customer", customer_id=self.customer_id)

    @property
    def staff(self) -> Mapping[str, str]:
        return statement(**STAFF)

    async def act(self, name: str, turn_id: str, language: str = "en", value: str | None = None) -> dict[str, Any]:
        """As Rasa asks."""
        metadata = {"customer_id": self.customer_id, "turn_id": turn_id, "language": language, "case": None}
        entities = [{"entity": "value", "value": value}] if value else []
        tracker = {
            "sender_id": "conversation-1",
            "slots": {"language": language},
            "latest_message": {"metadata": metadata, "entities": entities, "text": "something typed"},
            "events": [],
        }
        call = {"next_action": name, "sender_id": "conversation-1", "tracker": tracker, "version": "3.6.21"}
        headers = {"Authorization": f"Bearer {SECRETS['bot_secret']}"}
        answer = (await self.http.post("/webhook", json=call, headers=headers)).raise_for_status().json()
        slots = {event["name"]: event["value"] for event in answer["events"]}
        return {"responses": [each["response"] for each in answer["responses"]], "slots": slots}

    async def case(self) -> dict[str, Any]:
        answer = await self.http.get(f"/customers/{self.customer_id}/case", headers=self.customer)
        return dict(answer.raise_for_status().json())

    async def card(self, case_id: str, step: str, language: str = "en") -> dict[str, Any]:
        path = f"/evidence/{case_id}/{step}?language={language}"
        return dict((await self.http.get(path, headers=self.customer)).raise_for_status().json()["data"])

    async def form(self, case_id: str, step: str, body: object, key: str | None = None) -> httpx.Response:
        headers = {**self.customer, "Idempotency-Key": key or uuid.uuid4().hex}
        return await self.http.post(f"/evidence/{case_id}/{step}", json=body, headers=headers)

    async def photo(
        self, case_id: str, step: str, photo: bytes, key: str | None = None, **query: str
    ) -> httpx.Response:
        headers = {**self.customer, "Idempotency-Key": key or uuid.uuid4().hex, "Content-Type": "image/jpeg"}
        return await self.http.post(f"/evidence/{case_id}/{step}", content=photo, headers=headers, params=query)

    async def sign(self, case_id: str, step: str, drawing: bytes) -> httpx.Response:
        """Under the statement that the card shows."""
        shown = await self.card(case_id, step)
        return await self.photo(case_id, step, drawing, statement=shown["statement_hash"], language="en")

    async def consent(self, case_id: str, **refused: bool) -> httpx.Response:
        card = await self.card(case_id, "consent")
        chosen = {each["item"]: True for each in card["consents"]} | refused
        body = {"decisions": chosen, "release": card["release"], "language": "en"}
        return await self.form(case_id, "consent", body)

    async def read(self, kind: str) -> str:
        """The newest code on the customer's phone (`text`) or bank statement (`statement`)."""
        answer = await self.http.get(f"/stand-ins/{self.customer_id}/arrived", headers=self.customer)
        newest = next(each for each in answer.raise_for_status().json()["data"] if each["kind"] == kind)
        return code_in(newest["text"])

    async def code(self, case_id: str) -> httpx.Response:
        assert (await self.form(case_id, "code", {"ask": "code"})).json()["data"]["result"] == "sent"
        return await self.form(case_id, "code", {"code": await self.read("text")})

    async def transfer(self, case_id: str) -> httpx.Response:
        assert (await self.form(case_id, "transfer", {"fields": ACCOUNT})).json()["data"]["result"] == "sent"
        return await self.form(case_id, "transfer", {"code": await self.read("statement")})

    async def command(self, case_id: str, **body: Any) -> httpx.Response:
        return await self.http.post(f"/cases/{case_id}/commands", json=body, headers=self.staff)


def settings_for(home: Path, database_url: str = "", **given: Any) -> Settings:
    """In development: stand-ins let a customer through steps whose authorities nobody has connected."""
    plain = {
        "GILDONG_ENV": "development",
        "GILDONG_HOME": home,
        "data": ROOT / "data",
        "database_url": database_url,
        "evidence_key": EVIDENCE_KEY,
    }
    nowhere = {"case_events_url": "http://127.0.0.1:9/internal/case-events"}
    return load_settings(**(plain | nowhere | SECRETS | {"evidence_key": EVIDENCE_KEY} | given))


@asynccontextmanager
async def action_server(settings: Settings, looks: bool = False) -> AsyncIterator[ActionServer]:
    """`looks`: photos are really looked at, which takes seconds."""
    async with (
        assemble(settings, providers=(lambda ours: ours) if looks else quick_providers) as program,
        background(program),
        serving(create_server(program)) as url,
        loopback(base_url=url, timeout=20) as http,
    ):
        yield ActionServer(http, program, f"customer-{uuid.uuid4().hex[:8]}")


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str:
    return "" if request.param == "sqlite" else str(request.getfixturevalue("postgres_url"))


@pytest.fixture
async def server(tmp_path: Path, database_url: str) -> AsyncIterator[ActionServer]:
    async with action_server(settings_for(tmp_path, database_url)) as running:
        yield running
