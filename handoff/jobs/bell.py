import asyncio
from datetime import timedelta


class Bell:
    """Wakes the jobs of this process after a commit; each also looks by itself, should nobody ring."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Event] = set()

    def ring(self, _recorded: object = None) -> None:
        for event in self._waiting:
            event.set()

    def listener(self) -> "Listener":
        listener = Listener()
        self._waiting.add(listener.event)
        return listener


class Listener:
    def __init__(self) -> None:
        self.event = asyncio.Event()

    async def wait(self, at_most: timedelta) -> None:
        """Returns at once when the bell rang since the last wait."""
        try:
            async with asyncio.timeout(at_most.total_seconds()):
                await self.event.wait()
        except TimeoutError:
            pass
        self.event.clear()
