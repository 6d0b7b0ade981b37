from pathlib import Path

import httpx

from tests.servers.fake_actions import FakeActions
from tests.servers.front_door import front_door, settings_for
from tests.servers.serving import serving


async def test_a_process_that_lives_says_so_whoever_else_is_down(alone: httpx.AsyncClient) -> None:
    assert (await alone.get("/healthz")).status_code == 200


async def test_not_ready_names_what_does_not_answer(client: httpx.AsyncClient, actions: FakeActions) -> None:
    actions.answer("GET", "/readyz", {"ok": True})
    answer = await client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json() == {"ok": False, "checks": {"database": "ok", "bot": "down", "actions": "ok"}}


async def test_ready_when_database_bot_and_actions_answer(tmp_path: Path) -> None:
    both = FakeActions()
    both.answer("GET", "/readyz", {"ok": True})
    both.answer("GET", "/webhooks/gateway/health", {"ok": True})
    async with (
        serving(both, lifespan="off") as url,
        front_door(settings_for(tmp_path, actions_url=url, bot_url=url)) as client,
    ):
        assert (await client.get("/readyz")).status_code == 200


async def test_an_unknown_address_is_refused_in_our_own_shape(alone: httpx.AsyncClient) -> None:
    answer = await alone.get("/no-such-page")
    assert (answer.status_code, answer.json()) == (404, {"ok": False, "error": "not_found"})


async def test_a_body_that_is_too_large_is_not_read_into_memory(alone: httpx.AsyncClient) -> None:
    async def endless() -> "object":
        for _ in range(64):
            yield b"x" * 65_536

    announced = await alone.post("/api/login", content=b"x" * 300_000)
    assert announced.json() == {"ok": False, "error": "too_large"}
    streamed = await alone.post("/api/login", content=endless())
    assert streamed.status_code == 413
