import asyncio
from collections.abc import Callable, Sequence
from datetime import timedelta

from handoff.domain.events import Event


class Bell:
    """Wakes the jobs of this process after a commit; each also looks by itself, should nobody ring."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []

    def ring(self, recorded: Sequence[Event]) -> None:
        for listener in self._listeners:
            if any(listener.wants(event) for event in recorded):
                listener.wake()

    def listener(self, wants: Callable[[Event], bool] = lambda _: True) -> "Listener":
        listener = Listener(wants)
        self._listeners.append(listener)
        return listener


class Listener:
    def __init__(self, wants: Callable[[Event], bool]) -> None:
        self.wants = wants
        self._rung = asyncio.Event()

    def wake(self) -> None:
        self._rung.set()

    async def wait(self, at_most: timedelta) -> None:
        """Returns at once when it was woken since the last wait."""
        try:
            async with asyncio.timeout(at_most.total_seconds()):
                await self._rung.wait()
        except TimeoutError:
            pass
        self._rung.clear()


def may_be_answered(event: Event) -> bool:
    """Turns answer what customers say and what happens to them, never what bot or agents say."""
    return event.name == "message" and event.body["message"]["sender"]["kind"] in ("customer", "system")
