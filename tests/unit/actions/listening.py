"""A bank that has said where it listens, and its webhook."""

import json
from dataclasses import dataclass, field, replace
from typing import Any

from actions.services.bank_events import hears, with_names
from actions.services.means import Means
from actions.services.relay import TRIES, relay, to_bank
from tests.unit.actions.examples import Bench


@dataclass
class Hook:
    """The bank's webhook; out of order for as long as the test says."""

    down: bool = False
    heard: list[dict[str, Any]] = field(default_factory=list)

    async def __call__(self, body: str) -> str | None:
        if self.down:
            return "status 503"
        self.heard.append(json.loads(body))
        return None

    @property
    def names(self) -> list[tuple[str, str]]:
        return [(event["name"], event["case"]["status"]) for event in self.heard]


class Listening(Bench):
    """A bench whose bank has said where it listens."""

    step_failures = False

    @property
    def means(self) -> Means:
        return replace(super().means, bank_hears=hears(self.step_failures))

    async def deliver(self, hook: Hook) -> None:
        send = with_names(self.means.bank_names, hook)
        while await relay(self.means.begin, send, self.clock, to_bank(lambda: 0.0)):
            pass

    async def let_fail(self, hook: Hook) -> None:
        """Until there is nothing left to try."""
        hook.down = True
        for _ in range(TRIES):
            await self.deliver(hook)
            self.clock.forward(days=1)
        hook.down = False
