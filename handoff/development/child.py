"""One program kept running: started, watched, started again with growing pauses, ended cleanly."""

import asyncio
import contextlib
import ctypes
import os
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

PAUSES = (1, 2, 4, 8, 15, 30)  # seconds before each new start
STABLE = 60  # seconds of life after which the pauses begin anew
PATIENCE = 12  # seconds to end by itself before it is killed
PR_SET_PDEATHSIG = 1


@dataclass(frozen=True, slots=True)
class Program:
    name: str
    command: Sequence[str]
    folder: Path
    environment: Mapping[str, str]
    log: Path


class Child:
    def __init__(self, program: Program, say: Callable[[str], None]) -> None:
        self.program = program
        self._say = say
        self._process: asyncio.subprocess.Process | None = None
        self._stopping = asyncio.Event()

    async def keep_running(self) -> None:
        """Until `stop`, after which no process is left."""
        loop, failures = asyncio.get_running_loop(), 0
        while not self._stopping.is_set():
            began = loop.time()
            why = await self._run_once()
            if self._stopping.is_set():
                return
            failures = 0 if loop.time() - began > STABLE else failures
            pause = PAUSES[min(failures, len(PAUSES) - 1)]
            self._say(f"{self.program.name} ended ({why}); again in {pause} s. Log: {self.program.log}")
            failures += 1
            await self._pause(pause)
            if not self._stopping.is_set():
                self._say(f"{self.program.name} is started again")

    async def stop(self) -> None:
        self._stopping.set()
        process = self._process
        if process is None or process.returncode is not None:
            return
        _signal(process, signal.SIGTERM)
        try:
            async with asyncio.timeout(PATIENCE):
                await process.wait()
        except TimeoutError:
            self._say(f"{self.program.name} did not end in {PATIENCE} s and is killed")
            _signal(process, signal.SIGKILL)
            await process.wait()

    async def _run_once(self) -> str:
        """Why it ended."""
        try:
            self._process = await self._start()
        except OSError as error:
            return str(error)
        if self._stopping.is_set():  # told to stop while it was being started
            _signal(self._process, signal.SIGKILL)
        return f"code {await self._process.wait()}"

    async def _start(self) -> asyncio.subprocess.Process:
        self.program.log.parent.mkdir(parents=True, exist_ok=True)
        with self.program.log.open("ab") as log:
            return await asyncio.create_subprocess_exec(
                *self.program.command,
                cwd=self.program.folder,
                env=dict(self.program.environment),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C reaches us alone; we end the children, in order
                preexec_fn=_die_with_parent if sys.platform == "linux" else None,
            )

    async def _pause(self, seconds: float) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._stopping.wait()


def _signal(process: asyncio.subprocess.Process, number: signal.Signals) -> None:
    try:
        os.killpg(process.pid, number)
    except ProcessLookupError:
        return


def _die_with_parent() -> None:
    # A supervisor that is killed outright must not leave programs behind that hold its ports.
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
