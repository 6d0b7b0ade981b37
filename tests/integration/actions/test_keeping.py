"""Keys, migrations and the commands of the operator."""

import base64
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import inspect
from sqlalchemy.ext.asyncio import AsyncEngine

from actions.services.retention import rotate
from actions.storage import vendor_tables  # noqa: F401  (they belong to the same metadata)
from actions.storage.content.files import ContentWrong
from actions.storage.database import alembic_config, create_engine, migrate
from actions.storage.sealing import CannotOpen, MasterKeySealing
from actions.storage.tables import metadata
from tests.integration.actions.conftest import EVIDENCE_KEY, ROOT, SECRETS, action_server, settings_for
from tests.integration.actions.test_journey import DOCUMENT, to_review

OLD, NEW = os.urandom(32), os.urandom(32)


def test_what_was_sealed_opens_only_in_its_own_place() -> None:
    sealing = MasterKeySealing({"1": OLD})
    wrapped = sealing.new_key("case-1")
    sealed = sealing.seal("case-1", wrapped, DOCUMENT, "case-1|document|document")
    assert sealing.open("case-1", wrapped, sealed, "case-1|document|document") == DOCUMENT
    for context in ("case-2|document|document", "case-1|selfie|document", "case-1|document|selfie"):
        with pytest.raises(CannotOpen):
            sealing.open("case-1", wrapped, sealed, context)
    with pytest.raises(CannotOpen):
        sealing.open("case-1", sealing.new_key("case-1"), sealed, "case-1|document|document")
    with pytest.raises(CannotOpen):
        sealing.open("case-2", wrapped, sealed, "case-1|document|document")


@pytest.mark.parametrize("place", [0, 2, 3, 10, -1])
def test_a_changed_byte_is_noticed(place: int) -> None:
    sealing = MasterKeySealing({"1": OLD})
    wrapped = sealing.new_key("c")
    sealed = bytearray(sealing.seal("c", wrapped, b"value", "c|s|k"))
    sealed[place] ^= 1
    with pytest.raises(CannotOpen):
        sealing.open("c", wrapped, bytes(sealed), "c|s|k")


def test_the_same_value_never_looks_the_same() -> None:
    sealing = MasterKeySealing({"1": OLD})
    wrapped = sealing.new_key("c")
    assert len({sealing.seal("c", wrapped, b"value", "c|s|k") for _ in range(50)}) == 50


def test_after_a_rotation_the_old_master_key_can_go() -> None:
    before = MasterKeySealing({"1": OLD})
    wrapped = before.new_key("c")
    sealed = before.seal("c", wrapped, b"value", "c|s|k")
    both = MasterKeySealing({"2": NEW, "1": OLD})
    assert both.open("c", wrapped, sealed, "c|s|k") == b"value"
    fresh = both.rewrap("c", wrapped)
    assert fresh is not None
    assert both.rewrap("c", fresh) is None
    after = MasterKeySealing({"2": NEW})
    assert after.open("c", fresh, sealed, "c|s|k") == b"value"
    with pytest.raises(CannotOpen):
        after.open("c", wrapped, sealed, "c|s|k")


async def test_a_running_installation_changes_its_master_key(tmp_path: Path) -> None:
    async with action_server(settings_for(tmp_path)) as server:
        case_id, customer_id = await to_review(server), server.customer_id
    new = base64.b64encode(NEW).decode()
    async with action_server(settings_for(tmp_path, evidence_key=f"2:{new},1:{EVIDENCE_KEY}")) as server:
        assert await rotate(server.program.means) == 1
    async with action_server(settings_for(tmp_path, evidence_key=f"2:{new}")) as server:
        server.customer_id = customer_id
        detail = (await server.http.get(f"/cases/{case_id}", headers=server.staff)).json()
        assert detail["fields"][0]["masked"]


@pytest.fixture
async def engine(tmp_path: Path, database_url: str) -> AsyncEngine:
    return create_engine(database_url or f"sqlite+aiosqlite:///{tmp_path / 'a.db'}")


async def test_the_migrations_make_the_tables_that_the_program_uses_and_take_them_away(engine: AsyncEngine) -> None:
    from alembic import command

    await migrate(engine)
    await migrate(engine)
    async with engine.begin() as connection:
        made = await connection.run_sync(lambda sync: {t: _columns(sync, t) for t in metadata.tables})
        assert made == {name: {column.name for column in table.c} for name, table in metadata.tables.items()}
        await connection.run_sync(lambda sync: command.downgrade(alembic_config(sync), "base"))
    async with engine.begin() as connection:
        left = await connection.run_sync(lambda sync: set(inspect(sync).get_table_names()))
        assert not left & set(metadata.tables)
    await engine.dispose()


def _columns(connection: object, table: str) -> set[str]:
    return {column["name"] for column in inspect(connection).get_columns(table)}


def environment(home: Path, **changed: str) -> dict[str, str]:
    given = {f"ACTIONS_{name.upper()}": value for name, value in SECRETS.items()}
    given |= {"GILDONG_HOME": str(home), "ACTIONS_EVIDENCE_KEY": EVIDENCE_KEY, "PATH": os.environ["PATH"]}
    return given | {"ACTIONS_DATA": str(ROOT / "data"), "PYTHONDONTWRITEBYTECODE": "1"} | changed


def run(home: Path, *command: str, **changed: str) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-m", "actions", *command]
    return subprocess.run(
        words, cwd=ROOT, env=environment(home, **changed), capture_output=True, text=True, check=False
    )


def test_the_operator_purges(tmp_path: Path) -> None:
    done = run(tmp_path, "purge")
    assert (done.returncode, '"event": "purged"' in done.stderr) == (0, True), done.stderr


def test_the_start_is_refused_with_every_reason_and_no_secret(tmp_path: Path) -> None:
    done = run(tmp_path, "serve", ACTIONS_BOT_SECRET="short", ACTIONS_EVIDENCE_KEY="")
    assert done.returncode == 2
    assert "ACTIONS_BOT_SECRET is weak" in done.stderr
    assert "ACTIONS_EVIDENCE_KEY is missing" in done.stderr
    assert "Traceback" not in done.stderr
    assert "'short'" not in done.stderr


def test_the_start_is_refused_when_the_files_do_not_fit(tmp_path: Path) -> None:
    done = run(tmp_path, "serve", ACTIONS_DATA=str(tmp_path))
    assert done.returncode == 2
    assert "bank.yml: cannot be read" in done.stderr


async def test_the_start_is_refused_while_there_are_cases_of_a_journey_that_is_gone(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(ROOT / "data", data)
    settings = settings_for(tmp_path / "home", data=data)
    async with action_server(settings) as server:
        await server.act("action_start_verification", "c:1")
    bank = (data / "bank.yml").read_text()
    (data / "bank.yml").write_text(bank.replace("en: intl}", "en: kr}"))
    for folder in ("journeys", "privacy"):
        (data / folder / "intl.yml").unlink()
    with pytest.raises(ContentWrong, match=r"journeys/intl\.yml: is missing, and there are cases of it"):
        async with action_server(settings):
            pass


def test_the_server_ends_in_good_order_when_told_to(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "actions"]
    process = subprocess.Popen(
        words, cwd=ROOT, env=environment(tmp_path, ACTIONS_PORT="0"), stderr=subprocess.PIPE, text=True
    )
    assert process.stderr is not None
    for line in process.stderr:
        if "Uvicorn running" in line:
            break
    process.send_signal(signal.SIGTERM)
    rest = process.communicate(timeout=30)[1]
    assert process.returncode == 0, rest
    assert not (tmp_path / "actions.db-wal").exists()  # the database was closed
