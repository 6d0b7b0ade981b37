"""How many photos may be in the memory of this program at once: being read, waiting to be looked at, looked at."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

from actions.verification.errors import Refused

PATIENCE = 5.0  # seconds that one photo may wait for room, read by nobody: less than the front door waits for us
WAITING = 50  # photos that wait so
SLOW = 20.0  # seconds; who is being read for longer makes room for who waits
EACH = 2  # photos of one customer: after a line has broken, a second may come before the first is given up


class Intake:
    """`most`: bytes, counted by what each photo has announced; `line`:
    photos that are read and wait for those who look, or are with them. Whoever finds no room is told to try again:
    nothing of theirs is read, no attempt is spent."""

    def __init__(self, most: int, line: int, patience: float = PATIENCE, slow: float = SLOW) -> None:
        self._most, self._line, self._patience, self._slow = most, line, patience, slow
        self._held = self._read = self._waiting = 0
        self._of: Counter[str] = Counter()
        self._reading: dict[asyncio.Timeout, float] = {}  # since when, the longest first
        self._freed = asyncio.Event()

    @asynccontextmanager
    async def room(self, size: int, customer: str) -> AsyncIterator[None]:
        if self._of[customer] >= EACH:
            raise Refused("unavailable")
        self._of[customer] += 1
        try:
            await self._until_it_fits(size)
            with self._hold(size):
                yield
        finally:
            self._of -= Counter((customer,))

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[None]:
        """Within its room. Whoever takes long gives way to others: a few could else keep everybody out."""
        try:
            async with asyncio.timeout(None) as line:
                self._reading[line] = asyncio.get_running_loop().time()
                try:
                    yield
                finally:
                    self._reading.pop(line, None)
        except TimeoutError:
            raise Refused("unavailable") from None

    @contextmanager
    def looked_at(self) -> Iterator[None]:
        """Within its room, once it is read."""
        self._read += 1
        try:
            yield
        finally:
            self._read -= 1
            self._wake()

    @contextmanager
    def _hold(self, size: int) -> Iterator[None]:
        self._held += size
        try:
            yield
        finally:
            self._held -= size
            self._wake()

    def _fits(self, size: int) -> bool:
        """One photo alone always does, however large."""
        return self._read < self._line and (self._held == 0 or self._held + size <= self._most)

    async def _until_it_fits(self, size: int) -> None:
        """Nothing is awaited after the last look: nobody else takes the room."""
        if self._fits(size):
            return
        if self._waiting >= WAITING:
            raise Refused("unavailable")
        self._waiting += 1
        self._end_a_slow_one()
        try:
            async with asyncio.timeout(self._patience):
                while not self._fits(size):
                    await self._freed.wait()
        except TimeoutError:
            raise Refused("unavailable") from None
        finally:
            self._waiting -= 1

    def _end_a_slow_one(self) -> None:
        now = asyncio.get_running_loop().time()
        line = next((line for line, since in self._reading.items() if now - since >= self._slow), None)
        if line is not None and self._read < self._line:
            del self._reading[line]
            line.reschedule(now)

    def _wake(self) -> None:
        """Everybody who waits looks again."""
        self._freed.set()
        self._freed = asyncio.Event()
