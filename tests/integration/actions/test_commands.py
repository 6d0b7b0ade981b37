"""What the operator does from a terminal."""

import asyncio
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from actions.__main__ import main
from actions.app.program import assemble
from tests.integration.actions.conftest import EVIDENCE_KEY, ROOT, SECRETS, settings_for

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    values = {f"ACTIONS_{name.upper()}": value for name, value in SECRETS.items()}
    values |= {"ACTIONS_EVIDENCE_KEY": EVIDENCE_KEY, "ACTIONS_DATA": str(ROOT / "data"), "GILDONG_HOME": str(tmp_path)}
    for name, value in values.items():
        monkeypatch.setenv(name, value)

    def run(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["actions", *words])
        code = main()
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def test_a_token_is_shown_once_listed_by_name_and_revoked(run: Run) -> None:
    code, token, _ = run("create-service-token", "core-banking", "--scopes", "cases:read, cases:create")
    assert (code, token.startswith("gildong_")) == (0, True)
    _, listed, _ = run("list-service-tokens")
    assert listed == "core-banking\tvalid\tlast used never\tcases:create,cases:read\n"
    assert run("revoke-service-token", "core-banking")[0] == 0
    assert "core-banking\trevoked 2" in run("list-service-tokens")[1]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("create-service-token", "x", "--scopes", "cases:approve"), "no such scope: cases:approve"),
        (("create-service-token", "x", "--scopes", ""), "at least one scope"),
        (("revoke-service-token", "nobody"), "no token named nobody"),
        (("replay", "nothing"), "no such dead letter"),
    ],
)
def test_what_cannot_be_done_is_said(run: Run, words: tuple[str, ...], says: str) -> None:
    code, out, error = run(*words)
    assert (code, out) == (1, "")
    assert says in error


def test_dead_letters_are_listed_and_sent_again(run: Run, tmp_path: Path) -> None:
    asyncio.run(_let_die(tmp_path))
    assert run("dead-letters")[1].startswith("event-1\tcase-1\tstatus_changed\t")
    assert run("replay", "event-1")[:2] == (0, "it will be sent again\n")
    assert run("dead-letters")[1] == ""
    assert run("replay")[1] == "0 will be sent again\n"


async def _let_die(home: Path) -> None:
    async with assemble(settings_for(home)) as program, program.means.begin() as work:
        now = program.means.now()
        await work.bank_outbox.append("event-1", "case-1", "status_changed", "{}", now)
        [taken] = await work.bank_outbox.take(now, now, 1)
        await work.bank_outbox.give_up(taken.number, "status 500", now)
