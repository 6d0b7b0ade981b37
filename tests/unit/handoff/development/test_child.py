import asyncio
import os
import sys
from pathlib import Path

import pytest

from handoff.development import child as module
from handoff.development.child import Child, Program


def program(tmp_path: Path, script: str) -> Program:
    return Program("bot", [sys.executable, "-c", script], tmp_path, os.environ, tmp_path / "logs/bot.log")


async def until_said(said: "asyncio.Queue[str]", word: str) -> None:
    while word not in await asyncio.wait_for(said.get(), 20):
        continue


async def test_a_program_that_dies_is_started_again_and_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PAUSES", (0,))
    said: asyncio.Queue[str] = asyncio.Queue()
    child = Child(program(tmp_path, "print('begun', flush=True); raise SystemExit(3)"), said.put_nowait)
    running = asyncio.create_task(child.keep_running())
    for _ in range(2):
        await until_said(said, "bot ended (code 3)")
    await child.stop()
    await asyncio.wait_for(running, 20)
    assert (tmp_path / "logs/bot.log").read_text().count("begun") >= 2


async def test_a_program_that_is_told_to_end_is_not_started_again(tmp_path: Path) -> None:
    child = Child(program(tmp_path, "import time; open('up', 'w'); time.sleep(60)"), lambda line: None)
    running = asyncio.create_task(child.keep_running())
    async with asyncio.timeout(20):
        while not (tmp_path / "up").exists():  # noqa: ASYNC110  (the program has no other way to say it)
            await asyncio.sleep(0.02)
    await child.stop()
    await asyncio.wait_for(running, 20)


async def test_a_program_that_will_not_end_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.1)
    said: list[str] = []
    stubborn = "import signal, time; signal.signal(15, signal.SIG_IGN); open('up', 'w'); time.sleep(60)"
    child = Child(program(tmp_path, stubborn), said.append)
    running = asyncio.create_task(child.keep_running())
    async with asyncio.timeout(20):
        while not (tmp_path / "up").exists():  # noqa: ASYNC110  (the program has no other way to say it)
            await asyncio.sleep(0.02)
    await child.stop()
    await asyncio.wait_for(running, 20)
    assert "is killed" in said[0]


async def test_a_program_that_is_not_there_is_said_and_tried_again(tmp_path: Path) -> None:
    said: asyncio.Queue[str] = asyncio.Queue()
    missing = Program("bot", [str(tmp_path / "python")], tmp_path, os.environ, tmp_path / "logs/bot.log")
    child = Child(missing, said.put_nowait)
    running = asyncio.create_task(child.keep_running())
    await until_said(said, "No such file")
    await child.stop()
    await asyncio.wait_for(running, 20)
