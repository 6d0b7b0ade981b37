"""What the operator does from a terminal, as the operator does it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[4]
PASSWORD = "correct horse battery"


def handoff(home: Path, *words: str, typed: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("HANDOFF_", "GILDONG_"))}
    return subprocess.run(
        [sys.executable, "-m", "handoff", *words],
        cwd=ROOT,
        env={**kept, "GILDONG_HOME": str(home), **environment},
        input=typed,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_first_administrator_is_made_once(tmp_path: Path) -> None:
    made = handoff(tmp_path, "create-admin", "root", typed=PASSWORD + "\n")
    assert (made.returncode, made.stdout) == (0, "root may sign in as operator\n")
    again = handoff(tmp_path, "create-admin", "root", typed=PASSWORD + "\n")
    assert (again.returncode, again.stderr) == (2, "username taken\n")


def test_a_weak_password_and_an_unknown_role_are_refused(tmp_path: Path) -> None:
    assert handoff(tmp_path, "create-admin", "root", typed="short\n").stderr == "password too short\n"
    king = handoff(tmp_path, "create-admin", "root", "--role", "king", typed=PASSWORD + "\n")
    assert king.stderr == "unknown role\n"


def test_the_front_door_does_not_start_without_its_secrets(tmp_path: Path) -> None:
    refused = handoff(tmp_path, "serve")
    assert refused.returncode == 2
    assert "HANDOFF_BOT_SECRET is missing\n" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_the_funnel_is_printed_and_small_cells_only_in_development(tmp_path: Path) -> None:
    assert "no step events yet" in handoff(tmp_path, "funnel").stdout
    assert handoff(tmp_path, "funnel", "--all").returncode == 2
    assert handoff(tmp_path, "funnel", "--all", GILDONG_ENV="development").returncode == 0


@pytest.mark.parametrize("port", ["BOT_PORT", "PORT"])
def test_development_says_what_is_wrong_with_a_port(tmp_path: Path, port: str) -> None:
    refused = handoff(tmp_path, "develop", **{port: "many"})
    assert (refused.returncode, refused.stdout) == (1, "PORT, BOT_PORT and ACTIONS_PORT must be numbers.\n")
