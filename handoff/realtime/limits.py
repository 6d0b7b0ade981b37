import time
from collections.abc import Callable
from dataclasses import dataclass

from handoff.domain.errors import Refused

FORGET_ABOVE = 10_000  # buckets; full ones say nothing and go


@dataclass
class Bucket:
    tokens: float
    at: float


class Limiter:
    """A bucket of tokens for each key: `burst` at once, `per_minute` in the long run."""

    def __init__(self, per_minute: int, burst: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._per_second = per_minute / 60
        self._burst = burst
        self._clock = clock
        self._buckets: dict[str, Bucket] = {}

    def spend(self, key: str) -> None:
        if not self.has(key):
            raise Refused("rate_limited")
        self._buckets[key].tokens -= 1

    def has(self, key: str) -> bool:
        now = self._clock()
        bucket = self._buckets.setdefault(key, Bucket(self._burst, now))
        bucket.tokens = min(self._burst, bucket.tokens + (now - bucket.at) * self._per_second)
        bucket.at = now
        if len(self._buckets) > FORGET_ABOVE:
            self._forget(now, key)
        return bucket.tokens >= 1

    def _forget(self, now: float, kept: str) -> None:
        full = self._burst / self._per_second
        self._buckets = {key: one for key, one in self._buckets.items() if key == kept or now - one.at < full}
