"""What the operator does from a terminal."""

import asyncio
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from handoff.__main__ import main
from handoff.domain.subject import Subject
from handoff.settings import Settings, variable_of
from handoff.storage.database import create_begin, create_engine, migrate

ROOT = Path(__file__).parents[4]
PASSWORD = "correct horse battery"

Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def handoff(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """Exit code, output and errors of `python -m handoff …`."""
    for name in Settings.model_fields:
        monkeypatch.delenv(variable_of(name), raising=False)
    monkeypatch.setenv("GILDONG_HOME", str(tmp_path))
    monkeypatch.setenv("HANDOFF_DATA", str(ROOT / "data"))

    def run(*words: str, typed: str = "", **environment: str) -> tuple[int, str, str]:
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        code = main([*words])
        return (code, *capsys.readouterr())

    return run


def test_the_first_administrator_is_made_once(handoff: Command) -> None:
    made = handoff("create-admin", "root", typed=PASSWORD + "\n")
    assert made == (0, "root may sign in as operator\n", "")
    again = handoff("create-admin", "root", typed=PASSWORD + "\n")
    assert again == (2, "", "username taken\n")


def test_a_short_password_and_an_unknown_role_are_refused(handoff: Command) -> None:
    assert handoff("create-admin", "root", typed="short\n")[2] == "password too short\n"
    assert handoff("create-admin", "root", "--role", "king", typed=PASSWORD + "\n")[2] == "unknown role\n"


def test_the_front_door_does_not_start_without_its_secrets(handoff: Command) -> None:
    code, _, errors = handoff("serve")
    assert code == 2
    assert "HANDOFF_BOT_SECRET is missing\n" in errors


def test_a_mistake_in_the_banks_own_files_stops_the_command(handoff: Command, tmp_path: Path) -> None:
    code, _, errors = handoff("create-admin", "root", typed=PASSWORD + "\n", HANDOFF_DATA=str(tmp_path))
    assert code == 2
    assert "roles.yml" in errors


def test_the_funnel_is_printed_and_small_cells_only_in_development(handoff: Command) -> None:
    assert "no step events yet" in handoff("funnel")[1]
    assert handoff("funnel", "--all")[0] == 2
    assert handoff("funnel", "--all", GILDONG_ENV="development")[0] == 0


@pytest.mark.parametrize("port", ["BOT_PORT", "PORT"])
def test_development_says_what_is_wrong_with_a_port(handoff: Command, port: str) -> None:
    refused = handoff("develop", **{port: "many"})
    assert refused == (1, "PORT, BOT_PORT and ACTIONS_PORT must be numbers.\n", "")


def test_the_program_starts_as_a_module() -> None:
    helped = subprocess.run(
        [sys.executable, "-m", "handoff", "--help"], cwd=ROOT, env=os.environ, capture_output=True, text=True
    )
    assert "create-admin" in helped.stdout


def secrets_of(environment: dict[str, str]) -> dict[str, str]:
    names = ("BOT_SECRET", "STATEMENT_SECRET", "CASE_EVENTS_SECRET", "CUSTOMER_JWT_SECRET")
    nowhere = {"HANDOFF_BOT_URL": "http://127.0.0.1:9", "HANDOFF_ACTIONS_URL": "http://127.0.0.1:9"}
    made = {f"HANDOFF_{name}": f"{name}-0123456789-abcdefghijklmnopqrstuvwxyz" for name in names}
    return {"GILDONG_ENV": "development"} | nowhere | made | environment


def test_an_erasure_needs_somebody(handoff: Command) -> None:
    assert "name a customer" in handoff("erase", "--reason", "ticket-1", **secrets_of({}))[2]


@pytest.mark.parametrize("reason", ["she asked", "", "김하나", "x"])
def test_the_reason_of_an_erasure_is_a_code_and_no_sentence(handoff: Command, reason: str) -> None:
    with pytest.raises(SystemExit):
        handoff("erase", "hong", "--reason", reason, **secrets_of({}))


def test_an_erasure_is_begun_while_the_other_programs_are_down_and_can_be_looked_up(
    handoff: Command, tmp_path: Path
) -> None:
    given = secrets_of({})

    def erase(*words: str) -> tuple[int, str]:
        """By itself, since it sets up what it logs."""
        command = [sys.executable, "-m", "handoff", "erase", "hong", "--reason", "ticket-1", *words]
        environment = {**os.environ, **given}
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
        return done.returncode, done.stdout

    assert erase() == (2, "")  # nobody knows them
    asyncio.run(a_customer(tmp_path))
    code, printed = erase("--by", "omid")
    proof = json.loads(printed)
    assert code == 3
    states = {program: one["state"] for program, one in proof["programs"].items()}
    assert states == {"handoff": "done", "bot": "done", "actions": "waiting"}  # the bot knew nothing of this customer
    [listed] = handoff("erasures", **given)[1].splitlines()
    assert listed.split("\t")[2:] == ["open", "waits for actions", "ticket-1", "omid"]
    assert json.loads(handoff("erasures", proof["erasure_id"])[1]) == proof
    assert handoff("check-proof", typed=printed) == (0, "genuine\n", "")
    assert handoff("check-proof", typed=printed.replace("ticket-1", "ticket-2"))[:2] == (1, "not ours, or changed\n")
    assert handoff("check-proof", typed="nothing")[:2] == (1, "not ours, or changed\n")


async def a_customer(home: Path) -> None:
    engine = create_engine(f"sqlite+aiosqlite:///{home / 'handoff.db'}")
    await migrate(engine)
    async with create_begin(engine)() as work:
        await work.subjects.add(Subject("customer", "hong", "our-id", datetime.now(UTC)))
    await engine.dispose()
