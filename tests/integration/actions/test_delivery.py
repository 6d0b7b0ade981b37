"""Case events on their way to handoff/."""

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx

from tests.integration.actions.conftest import SECRETS, action_server, settings_for
from tests.integration.actions.test_journey import to_review
from tests.servers.serving import serving


class Handoff:
    """Takes events once it is up; verifies nothing, keeps everything."""

    def __init__(self, broken: int = 0) -> None:
        self.broken, self.bodies, self.signatures = broken, list[dict[str, Any]](), list[str]()
        self._more = asyncio.Condition()

    async def has_heard(self, version: int) -> None:
        async with asyncio.timeout(20), self._more:
            await self._more.wait_for(lambda: version in [body["version"] for body in self.bodies])

    async def __call__(self, scope: dict[str, Any], receive: Callable[[], Any], send: Callable[[Any], Any]) -> None:
        body = b""
        while (message := await receive())["type"] == "http.request":
            body += message.get("body", b"")
            if not message.get("more_body"):
                break
        self.broken -= 1
        status = 503 if self.broken >= 0 else 204
        if status == 204:
            self.bodies.append(json.loads(body))
            self.signatures.append(dict(scope["headers"])[b"x-gildong-signature"].decode())
        async with self._more:
            self._more.notify_all()
        await send({"type": "http.response.start", "status": status, "headers": []})
        await send({"type": "http.response.body", "body": b""})


async def test_every_event_arrives_in_order_though_the_first_tries_fail(tmp_path: Path) -> None:
    handoff = Handoff(broken=2)
    async with serving(handoff, lifespan="off") as url:
        settings = settings_for(tmp_path, case_events_url=f"{url}/internal/case-events")
        async with action_server(settings) as server:
            await to_review(server)
            version = (await server.case())["version"]
            await handoff.has_heard(version)
    heard = [body["version"] for body in handoff.bodies]
    assert heard == sorted(set(heard))
    assert len(heard) == version - 1  # that a code was sent is nobody else's concern
    assert [body.get("turn_id") for body in handoff.bodies[:3]] == ["c:1", "c:1", None]
    assert all(signature.startswith("t=") for signature in handoff.signatures)


async def test_what_happened_while_handoff_was_down_is_delivered_after_a_restart(tmp_path: Path) -> None:
    async with action_server(settings_for(tmp_path)) as server:
        await to_review(server)
        version = (await server.case())["version"]
    handoff = Handoff()
    async with (
        serving(handoff, lifespan="off") as url,
        action_server(settings_for(tmp_path, case_events_url=f"{url}/events")),
    ):
        await handoff.has_heard(version)
    assert handoff.bodies[-1]["journey"]["status"] == "in_review"


async def test_without_the_secret_the_bot_gets_nothing(tmp_path: Path) -> None:
    async with action_server(settings_for(tmp_path)) as server:
        headers = {"Authorization": f"Bearer {SECRETS['case_events_secret']}"}
        answer: httpx.Response = await server.http.post("/webhook", json={}, headers=headers)
        assert answer.status_code == 401
