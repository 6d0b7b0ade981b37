"""What the bank's own webhook receives, and what becomes of what it does not take."""

import asyncio
import hashlib
import hmac
import json
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any

from handoff.domain.signature import is_signed
from tests.integration.bank.conftest import bank_at
from tests.servers.serving import serving

NEW, OLD = secrets.token_urlsafe(36), secrets.token_urlsafe(36)


class Hook:
    """Takes what is posted once it is up; keeps bytes and signatures."""

    def __init__(self, broken: int = 0) -> None:
        self.broken, self.bodies, self.signatures = broken, list[bytes](), list[str]()
        self._more = asyncio.Condition()

    @property
    def heard(self) -> list[dict[str, Any]]:
        return [json.loads(body) for body in self.bodies]

    async def has_heard(self, count: int) -> None:
        async with asyncio.timeout(20), self._more:
            await self._more.wait_for(lambda: len(self.bodies) >= count)

    async def has_refused(self) -> None:
        async with asyncio.timeout(20), self._more:
            await self._more.wait_for(lambda: self.broken <= 0)

    async def __call__(self, scope: dict[str, Any], receive: Callable[[], Any], send: Callable[[Any], Any]) -> None:
        body = b""
        while (message := await receive())["type"] == "http.request":
            body += message.get("body", b"")
            if not message.get("more_body"):
                break
        self.broken -= 1
        status = 503 if self.broken >= 0 else 204
        if status == 204:
            self.bodies.append(body)
            self.signatures.append(dict(scope["headers"])[b"x-gildong-signature"].decode())
        async with self._more:
            self._more.notify_all()
        await send({"type": "http.response.start", "status": status, "headers": []})
        await send({"type": "http.response.body", "body": b""})


async def test_each_status_is_told_signed_with_both_secrets_and_the_banks_own_names(tmp_path: Path) -> None:
    hook = Hook()
    async with (
        serving(hook, lifespan="off") as url,
        bank_at(tmp_path, bank_webhook_url=f"{url}/hook", bank_webhook_secrets=f"{NEW},{OLD}", **WEAK) as bank,
    ):
        case = await bank.create("kim", reference="APP-7")
        await bank.post(f"/api/cases/{case['case_id']}/cancel")
        await hook.has_heard(2)
        now = bank.actions.program.means.now()
    assert [event["case"]["status"] for event in hook.heard] == ["created", "canceled"]
    assert hook.heard[0]["case"] == case
    for body, signature in zip(hook.bodies, hook.signatures, strict=True):
        assert is_signed(NEW, signature, body, now)
        assert is_signed(OLD, signature, body, now)
        assert not is_signed(NEW, signature, body + b" ", now)
        moment = signature.partition(",")[0].removeprefix("t=")
        digest = hmac.new(NEW.encode(), f"{moment}.".encode() + body, hashlib.sha256).hexdigest()
        assert f"v1={digest}" in signature


WEAK: dict[str, Any] = {"GILDONG_ENV": "development"}  # an address without TLS


async def test_what_the_bank_did_not_take_before_a_restart_it_hears_after_it(tmp_path: Path) -> None:
    down = {"bank_webhook_url": "http://127.0.0.1:9/hook", "bank_webhook_secrets": NEW, **WEAK}
    async with bank_at(tmp_path, **down) as bank:
        case = await bank.create("kim")
    hook = Hook()
    async with (
        serving(hook, lifespan="off") as url,
        bank_at(tmp_path, **{**down, "bank_webhook_url": url}) as bank,
    ):
        await hook.has_heard(1)
    assert hook.heard[0]["case_id"] == case["case_id"]


async def test_a_dead_letter_is_seen_and_sent_again_by_a_program_that_may(tmp_path: Path) -> None:
    hook = Hook(broken=1)
    async with (
        serving(hook, lifespan="off") as url,
        bank_at(tmp_path, bank_webhook_url=url, bank_webhook_secrets=NEW, **WEAK) as bank,
    ):
        case = await bank.create("kim")
        begin, now = bank.actions.program.means.begin, bank.actions.program.means.now
        await hook.has_refused()
        async with begin() as work:  # as if it had been tried for days; it is the first event of this database
            await work.bank_outbox.give_up(1, "status 503", now())
        [letter] = (await bank.get("/api/webhooks/dead-letters")).json()["data"]["dead_letters"]
        assert (letter["case_id"], letter["name"], letter["failure"]) == (
            case["case_id"],
            "status_changed",
            "status 503",
        )
        path = f"/api/webhooks/dead-letters/{letter['event_id']}/replay"
        bank.headers, may = await bank.token("cases:read"), bank.headers
        assert (await bank.post(path)).json()["fields"] == {"scope": "webhooks:replay"}
        assert (await bank.get("/api/webhooks/dead-letters")).status_code == 403
        bank.headers = may
        assert (await bank.post(path)).json() == {"ok": True, "data": letter}
        await hook.has_heard(1)
        assert (await bank.post(path)).status_code == 404
    assert hook.heard[0]["event_id"] == letter["event_id"]
