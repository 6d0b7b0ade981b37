"""The journey of handoff/docs/vendors.md, through the front door, before a server made from Stripe's description."""

import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from actions.services.vendor_redaction import redact_due
from tests.integration.actions.conftest import ActionServer, action_server, settings_for, statement
from tests.integration.actions.vendors.bank import AtStripe, bank_data, open_page, status_is, stripe, to_vendor, until
from tests.servers.dumps import dump_postgres
from tests.servers.front_door import front_door
from tests.servers.front_door import settings_for as door_settings
from tests.servers.traces import found_in, of_value


@dataclass
class Bank:
    server: ActionServer
    stripe: AtStripe
    door: str
    home: Path
    database_url: str

    async def hears(self, name: str, *given: str) -> None:
        """Stripe moves on and tells."""
        self.stripe.move(name, *given)
        assert set(await self.stripe.deliver(self.door)) == {200}

    async def erase(self) -> dict[str, Any]:
        customer = self.server.customer_id
        body = {"v": 1, "erasure_id": f"erasure-{customer}", "customer_ids": [customer], "case_ids": []}
        handoff = statement(sub="handoff", kind="service")
        answer = await self.server.http.post("/erasures", json=body, headers=handoff)
        return dict(answer.raise_for_status().json())


@pytest.fixture(params=["person", "checks"])
def decide(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
async def bank(tmp_path: Path, database_url: str, decide: str) -> AsyncIterator[Bank]:
    home = tmp_path / "home"
    home.mkdir()
    async with stripe() as there:
        settings = settings_for(home, database_url, data=bank_data(tmp_path, decide), **there.settings())
        async with (
            action_server(settings) as server,
            front_door(door_settings(tmp_path, actions_url=str(server.http.base_url))) as door,
        ):
            yield Bank(server, there, str(door.base_url).rstrip("/"), home, database_url)


async def test_r52_r53_a_customer_is_verified_at_stripe_and_deleted_there(bank: Bank, decide: str) -> None:
    server = bank.server
    case_id = await to_vendor(server)
    card = await server.card(case_id, "identity", "fa")
    assert (card["vendor"], card["documents"]) == ("Stripe Identity", [{"kind": "passport", "title": "گذرنامه"}])
    opened = await open_page(server, case_id)
    assert opened.json()["data"]["url"] == bank.stripe.fake.given[0]
    assert opened.headers["cache-control"] == "no-store"
    [asked] = bank.stripe.fake.asked
    assert asked.form["return_url"] == "https://bank.example/chat"
    assert asked.form["metadata"] == {"case": case_id}

    await bank.hears("submit")
    await status_is(server, "processing")
    assert (await open_page(server, case_id)).json()["reason"] == "not_while_processing"
    await bank.hears("fail", "document_expired")
    case = await status_is(server, "started")
    step = next(each for each in case["steps"] if each["id"] == "identity")
    assert (step["state"], step["reason"], step["attempts_left"]) == ("current", "DOC_EXPIRED", 2)

    again = (await open_page(server, case_id)).json()["data"]["url"]
    assert again == bank.stripe.fake.given[-2]
    assert len(bank.stripe.fake.sessions) == 1
    await bank.hears("submit")
    await status_is(server, "processing")
    await bank.hears("verify")
    if decide == "person":
        await status_is(server, "in_review")
        await server.command(case_id, command="decide", decision="approved", reason="as Stripe says")
    assert (await status_is(server, "approved"))["automated"] is (decide == "checks")
    detail = (await server.http.get(f"/cases/{case_id}", headers=server.staff)).json()
    assert ("vendor", "stripe", "Stripe Identity") in [
        (entry["actor"]["kind"], entry["actor"]["id"], entry["actor"]["name"]) for entry in detail["history"]
    ]

    told = await bank.erase()
    assert [(row["vendor"], row["state"]) for row in told["vendors"]] == [("stripe", "waiting")]
    await redact_due(server.program.means)
    assert bank.stripe.fake.sessions[bank.stripe.ref]["redaction"] == {"status": "processing"}
    assert [row["state"] for row in (await bank.erase())["vendors"]] == ["asked"]
    await bank.hears("finish_redaction")

    async def is_done() -> bool:
        return [row["state"] for row in (await bank.erase())["vendors"]] == ["done"]

    await until(is_done)
    assert "cancel" not in {asked.path.rpartition("/")[2] for asked in bank.stripe.fake.asked}


@pytest.mark.parametrize("decide", ["checks"])
async def test_r53_every_webhook_twice_and_backwards_comes_to_the_same(bank: Bank) -> None:
    server = bank.server
    await open_page(server, await to_vendor(server))
    bank.stripe.move("submit")
    bank.stripe.move("verify")
    bank.stripe.fake.outbox[:] = [*reversed(bank.stripe.fake.outbox), *bank.stripe.fake.outbox]
    assert await bank.stripe.deliver(bank.door) == [200] * 6
    assert (await status_is(server, "approved"))["automated"]
    await bank.hears("fail", "selfie_manipulated")
    assert (await server.case())["status"] == "approved"


@pytest.mark.parametrize("decide", ["checks"])
async def test_somebody_elses_document_is_not_approved_for_the_name_that_was_typed(bank: Bank) -> None:
    case_id = await to_vendor(bank.server)
    await open_page(bank.server, case_id)
    bank.stripe.fake.holder |= {"first_name": "Berta", "last_name": "Specimen"}
    await bank.hears("verify")
    await status_is(bank.server, "in_review")
    detail = (await bank.server.http.get(f"/cases/{case_id}", headers=bank.server.staff)).json()
    of_step = [each for each in detail["findings"] if each["step"] == "identity"]
    found = {each["check"]: (each["outcome"], each["reason"]) for each in of_step}
    assert found == {
        "identity": ("passed", None),
        "vendor_name": ("failed", "NAME_MISMATCH"),
        "vendor_birth_date": ("passed", None),
    }
    if bank.database_url:
        await dump_postgres(bank.database_url, bank.home)
    assert found_in(bank.home, of_value("Specimen")) == []


@pytest.mark.parametrize("decide", ["checks"])
async def test_r55_what_opens_stripes_page_is_in_no_store_and_no_log(
    bank: Bank, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    with caplog.at_level(logging.DEBUG):
        case_id = await to_vendor(bank.server)
        for _ in range(2):
            await open_page(bank.server, case_id)
        await bank.hears("submit")
        await bank.hears("verify")
        await status_is(bank.server, "approved")
    if bank.database_url:
        await dump_postgres(bank.database_url, bank.home)
    said = caplog.text + "".join(capfd.readouterr())
    secrets = [*bank.stripe.fake.given, bank.stripe.fake.key, bank.stripe.fake.secret]
    assert len(secrets) >= 6
    assert [secret for secret in secrets if secret in said] == []
    assert [hit for secret in secrets for hit in found_in(bank.home, of_value(secret))] == []


@pytest.mark.parametrize("decide", ["person"])
async def test_r53_what_stripe_has_not_signed_opens_nothing(bank: Bank) -> None:
    await open_page(bank.server, await to_vendor(bank.server))
    bank.stripe.move("verify")
    http, url, body = bank.stripe.http, f"{bank.door}/webhooks/vendors/stripe", bank.stripe.fake.outbox[-1]
    good = bank.stripe.fake.headers(body)

    async def sent(content: bytes, headers: dict[str, str], to: str = url) -> int:
        answer: httpx.Response = await http.post(to, content=content, headers=headers)
        return answer.status_code

    assert await sent(body + b" ", good) == 401
    assert await sent(body, {}) == 401
    assert await sent(b"x" * 1_048_576, good) == 401
    assert await sent(b"x" * 1_048_577, good) == 413
    assert await sent(body, good, f"{bank.door}/webhooks/vendors/veriff") == 404
    assert await sent(b"[]", bank.stripe.fake.headers(b"[]")) == 400
    other = b'{"id":"evt_1","type":"invoice.paid","created":1,"data":{"object":{"id":"in_1"}}}'
    assert await sent(other, bank.stripe.fake.headers(other)) == 200
    assert (await bank.server.case())["status"] == "started"


@pytest.mark.parametrize("decide", ["person"])
async def test_r61_while_stripe_is_down_the_customer_hears_it_and_loses_nothing(bank: Bank) -> None:
    case_id = await to_vendor(bank.server)
    bank.stripe.fake.troubles = [(503, b"{}", (b"stripe-should-retry", b"true"))] * 3
    refused = await open_page(bank.server, case_id)
    assert (refused.status_code, refused.json()) == (503, {"ok": False, "error": "unavailable"})
    assert (await open_page(bank.server, case_id)).status_code == 200
    assert len(bank.stripe.fake.sessions) == 1
