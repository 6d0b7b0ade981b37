import asyncio
import contextlib
from typing import Any

import socketio


class RedisBus(socketio.AsyncRedisManager):  # type: ignore[misc]  # python-socketio publishes no types
    """Carries events between processes; unlike its parent it can be closed, with every connection it ever made."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self._connections: list[Any] = []

    def _redis_connect(self) -> None:
        super()._redis_connect()
        self._connections += [self.pubsub, self.redis]

    async def close(self) -> None:
        listening = getattr(self, "thread", None)  # there from the first client on
        if listening:
            listening.cancel()
            await asyncio.wait([listening])
        for connection in self._connections:
            with contextlib.suppress(Exception):
                await connection.aclose()
