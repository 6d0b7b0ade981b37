"""What the operator does from a terminal."""

import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from handoff.__main__ import main
from handoff.settings import Settings, variable_of

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
