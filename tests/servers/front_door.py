"""The real front door over loopback, its settings as a test wants them."""

import contextlib
import secrets
from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import jwt

from handoff.app.server import create_app
from handoff.settings import Settings, load_settings
from tests.servers.loopback import loopback
from tests.servers.serving import serving

ROOT = Path(__file__).parents[2]
DEMO_PASSWORD = "a-password-for-tests-only-1"
SECRETS = {
    name: secrets.token_urlsafe(36)
    for name in (
        "HANDOFF_BOT_SECRET",
        "HANDOFF_STATEMENT_SECRET",
        "HANDOFF_CASE_EVENTS_SECRET",
        "HANDOFF_CUSTOMER_JWT_SECRET",
        "HANDOFF_SERVICE_TOKENS",
        "HANDOFF_BANK_WEBHOOK_SECRET",
    )
}
NOWHERE = "http://127.0.0.1:9"


def settings_for(home: Path, database_url: str = "", *, demo_staff: bool = False, **given: Any) -> Settings:
    by_field = {name.removeprefix("HANDOFF_").lower(): value for name, value in SECRETS.items()}
    plain = {
        "GILDONG_ENV": "development",
        "GILDONG_HOME": home,
        "GILDONG_DEMO_PASSWORD": DEMO_PASSWORD if demo_staff else "",
        "data": ROOT / "data",
        "database_url": database_url,
        "bot_url": NOWHERE,
        "actions_url": NOWHERE,
        "service_tokens": (by_field.pop("service_tokens"),),
    }
    return load_settings(**(plain | by_field | given))


@contextlib.asynccontextmanager
async def front_door(settings: Settings, port: int = 0) -> AsyncIterator[httpx.AsyncClient]:
    async with (
        serving(create_app(settings), port=port) as url,
        loopback(base_url=url, timeout=20) as client,
    ):
        yield client


def customer_token(sub: str = "kim", *, valid_for: timedelta = timedelta(minutes=5), **claims: Any) -> str:
    standard = {"iss": "bank", "aud": "gildong", "sub": sub, "exp": datetime.now(UTC) + valid_for}
    return jwt.encode(standard | claims, SECRETS["HANDOFF_CUSTOMER_JWT_SECRET"], algorithm="HS256")


def as_customer(sub: str = "kim", **claims: Any) -> Mapping[str, str]:
    return {"Authorization": f"Bearer {customer_token(sub, **claims)}"}


async def sign_in(client: httpx.AsyncClient, username: str) -> None:
    """The client keeps the cookie and sends the CSRF token from now on."""
    answer = await client.post("/api/login", json={"username": username, "password": DEMO_PASSWORD})
    client.headers["X-CSRF-Token"] = answer.raise_for_status().json()["csrf"]
