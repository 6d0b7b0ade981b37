"""After whole journeys nothing that was given can be found: not in the database, not in what was logged."""

import asyncio
import logging
import sqlite3
from pathlib import Path

import pytest
import structlog

from actions import log
from tests.integration.actions.conftest import ActionServer, action_server, settings_for
from tests.integration.actions.test_journey import DOCUMENT, SELFIE, to_review
from tests.servers.journey import VALUES
from tests.servers.traces import found_in, of_picture, of_value

NEEDLES = {
    f"{language}.{field}: {how}": needle
    for language, values in VALUES.items()
    for field, value in values.items()
    for how, needle in of_value(value).items()
} | {
    f"{name}: {how}": needle
    for name, picture in (("document", DOCUMENT), ("selfie", SELFIE))
    for how, needle in of_picture(picture).items()
}


@pytest.fixture
def logged(tmp_path: Path) -> Path:
    """Everything that the program logs, as it would log it."""
    root, before = logging.getLogger(), (list(logging.getLogger().handlers), logging.getLogger().level)
    log.configure("DEBUG")
    handler = logging.FileHandler(tmp_path / "log.jsonl")
    handler.setFormatter(root.handlers[0].formatter)
    root.handlers = [handler]
    yield tmp_path / "log.jsonl"  # type: ignore[misc]  # a fixture's generator
    handler.close()
    root.handlers, root.level = before
    structlog.reset_defaults()


async def everything(server: ActionServer, language: str) -> None:
    """A journey with mistakes, looks by staff and a repeated command."""
    case_id = await to_review(server, language)
    wrong = VALUES[language] | {"phone": VALUES[language]["phone"][:-2]}
    await server.form(case_id, "details", {"fields": wrong})
    await server.photo(case_id, "selfie", SELFIE)
    await server.act("action_case_status", "c:8", language)
    await server.http.post(
        f"/cases/{case_id}/reveal", json={"field": "name", "reason": "compare"}, headers=server.staff
    )
    await server.http.get(f"/cases/{case_id}?language=en", headers=server.staff)
    again = {"decision": "resubmission_requested", "steps": ["details"], "reason": "NAME_INVALID"}
    await server.command(case_id, command="decide", **again)
    await server.form(case_id, "details", {"fields": wrong})
    await server.form(case_id, "details", {"fields": VALUES[language]})


@pytest.mark.parametrize("language", ["ko", "fa", "en"])
async def test_no_value_and_no_picture_is_found_afterwards(tmp_path: Path, logged: Path, language: str) -> None:
    async with action_server(settings_for(tmp_path)) as server:
        await everything(server, language)
        assert found_in(tmp_path, NEEDLES) == []
        searched = found_in(tmp_path, {"anything": b""})
    assert found_in(tmp_path, NEEDLES) == []
    assert {"actions.db: anything", "actions.db-wal: anything", "log.jsonl: anything"} <= set(searched)
    assert found_in(tmp_path, {"a record": b"case_event_not_delivered"}) == ["log.jsonl: a record"]


def test_the_search_would_find_them(tmp_path: Path) -> None:
    (tmp_path / "a.db").write_bytes(b"..." + VALUES["ko"]["resident_number"].encode() + DOCUMENT)
    assert len(found_in(tmp_path, NEEDLES)) >= 3


async def test_after_a_withdrawal_even_the_sealed_selfie_is_gone(tmp_path: Path) -> None:
    async with action_server(settings_for(tmp_path)) as server:
        await to_review(server)
        sealed = await _sealed_selfie(tmp_path)
        path = f"/customers/{server.customer_id}/consents/biometrics/withdraw"
        assert (await server.http.post(path, json={}, headers=server.customer)).status_code == 200
        assert await _sealed_selfie(tmp_path) is None
    assert sealed is not None
    assert found_in(tmp_path, {"sealed": sealed[100:148]}) == []


async def _sealed_selfie(home: Path) -> bytes | None:
    def read() -> bytes | None:
        with sqlite3.connect(f"file:{home / 'actions.db'}?mode=ro", uri=True) as connection:
            row = connection.execute("SELECT sealed FROM evidence WHERE kind = 'selfie'").fetchone()
        connection.close()
        return row[0] if row else None

    return await asyncio.to_thread(read)
