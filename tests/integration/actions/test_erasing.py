"""An erasure over HTTP: afterwards nothing of the customer is in the database, on SQLite not even between its rows."""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.integration.actions.conftest import ROOT, ActionServer, action_server, settings_for, statement
from tests.integration.actions.test_journey import DOCUMENT, SELFIE, to_review
from tests.servers.dumps import dump_postgres
from tests.servers.journey import VALUES
from tests.servers.traces import found_in, of_picture, of_value

AGREED = json.loads((ROOT / "tests/contracts/actions_erasure.json").read_text())
HANDOFF = {"sub": "handoff", "kind": "service"}  # a statement holds for a minute: each call makes its own
WRITTEN = "Anna called us about her twin"  # by a member of the staff, about the customer


@dataclass
class Kept:
    server: ActionServer
    home: Path
    database_url: str

    async def searched(self, *values: str) -> list[str]:
        if self.database_url:
            await dump_postgres(self.database_url, self.home)
        return [hit for value in values for hit in found_in(self.home, of_value(value))]


@pytest.fixture
async def kept(tmp_path: Path, database_url: str) -> AsyncIterator[Kept]:
    async with action_server(settings_for(tmp_path, database_url)) as running:
        yield Kept(running, tmp_path, database_url)


async def decided(server: ActionServer, decision: str) -> str:
    case_id = await to_review(server)
    looked = {"field": "name", "reason": WRITTEN}
    await server.http.post(f"/cases/{case_id}/reveal", json=looked, headers=server.staff)
    reason = WRITTEN if decision == "approved" else "NAME_INVALID"
    assert (await server.command(case_id, command="decide", decision=decision, reason=reason)).status_code == 200
    return case_id


async def erase(server: ActionServer, **changed: Any) -> dict[str, Any]:
    body = AGREED["request"] | {"customer_ids": [server.customer_id], "erasure_id": "erasure-1"}
    answer = await server.http.post(AGREED["path"], json=body | changed, headers=statement(**HANDOFF))
    return dict(answer.raise_for_status().json())


async def test_r21_no_byte_of_a_declined_customer_is_left(kept: Kept) -> None:
    server = kept.server
    case_id = await decided(server, "declined")
    assert await kept.searched(WRITTEN)
    assert await kept.searched(server.customer_id)
    told = await erase(server)
    assert told["kept"] == []
    assert told["deleted"]["evidence"] == 7
    assert not await kept.searched(WRITTEN, *VALUES["en"].values())
    assert not await kept.searched(server.customer_id.removeprefix("customer-"))
    for picture in (DOCUMENT, SELFIE):
        assert not found_in(kept.home, of_picture(picture))
    gone = await server.http.get(f"/cases/{case_id}", headers=server.staff)
    assert (gone.json()["status"], gone.json()["fields"], gone.json()["evidence"]) == ("redacted", [], [])


async def test_r21_of_an_approved_customer_the_law_keeps_the_identity_and_nothing_else(kept: Kept) -> None:
    server = kept.server
    case_id = await decided(server, "approved")
    told = await erase(server)
    assert {row["item"] for row in told["kept"]} == {"details", "document", "consents"}
    assert {kind: type(count) for kind, count in told["deleted"].items()} == dict.fromkeys(
        AGREED["answer"]["deleted"], int
    )
    assert set(told["kept"][0]) == set(AGREED["answer"]["kept"][0])
    assert not await kept.searched(WRITTEN)
    left = (await server.http.get(f"/cases/{case_id}", headers=server.staff)).json()
    assert left["status"] == "approved"
    assert [each["kind"] for each in left["evidence"]] == ["document"]
    assert {field["name"] for field in left["fields"]} == set(VALUES["en"])
    assert await erase(server) == told


@pytest.mark.parametrize("changed", [{"v": 2}, {"erasure_id": ""}, {"customer_ids": ["a b"]}, {"more": 1}])
async def test_what_was_not_agreed_is_refused(kept: Kept, changed: dict[str, Any]) -> None:
    answer = await kept.server.http.post(AGREED["path"], json=AGREED["request"] | changed, headers=statement(**HANDOFF))
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_payload")


async def test_nobody_but_handoff_itself_may_ask(kept: Kept) -> None:
    for who in (kept.server.staff, kept.server.customer):
        answer = await kept.server.http.post(AGREED["path"], json=AGREED["request"], headers=who)
        assert answer.status_code == 403
    assert (await kept.server.http.post(AGREED["path"], json=AGREED["request"])).status_code == 401
