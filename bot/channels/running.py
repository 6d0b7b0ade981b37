"""Turns that run on their own: whoever asked may leave, and whoever asks again joins."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable

logger = logging.getLogger(__name__)

Say = Callable[[str], None]
Work = Callable[[Say], Awaitable[None]]


class RunningTurn:
    """The lines of one turn, to be followed from its beginning by any number of readers."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._ended = False
        self._changed = asyncio.Event()

    def say(self, line: str) -> None:
        self.lines.append(line)
        self._wake()

    def end(self) -> None:
        self._ended = True
        self._wake()

    async def follow(self) -> AsyncIterator[str]:
        """Ends without a `done` line when the turn broke: what was said may then be incomplete."""
        at = 0
        while True:
            changed = self._changed
            while at < len(self.lines):
                yield self.lines[at]
                at += 1
            if self._ended:
                return
            await changed.wait()

    def _wake(self) -> None:
        self._changed.set()
        self._changed = asyncio.Event()


class RunningTurns:
    def __init__(self) -> None:
        self._turns: dict[str, RunningTurn] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def running(self, turn_id: str) -> RunningTurn | None:
        return self._turns.get(turn_id)

    def start(self, turn_id: str, work: Work) -> RunningTurn:
        turn = self._turns[turn_id] = RunningTurn()
        task = asyncio.get_running_loop().create_task(self._run(turn_id, turn, work))
        self._tasks.add(task)  # the loop itself holds tasks only weakly
        task.add_done_callback(self._tasks.discard)
        return turn

    async def _run(self, turn_id: str, turn: RunningTurn, work: Work) -> None:
        try:
            await work(turn.say)
        except Exception as error:  # its text may quote what the customer wrote
            logger.error("turn_broke %s %s", turn_id, type(error).__name__)
        finally:
            del self._turns[turn_id]
            turn.end()
