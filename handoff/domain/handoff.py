"""One episode in which a person is asked for, and where it can go from where it is."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Self

from handoff.domain.errors import IllegalTransition


class State(StrEnum):
    WAITING = "waiting"
    OFFERED = "offered"
    ACTIVE = "active"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


TRANSITIONS: dict[State, frozenset[State]] = {
    State.WAITING: frozenset({State.OFFERED, State.ACTIVE, State.WITHDRAWN, State.EXPIRED}),
    State.OFFERED: frozenset({State.WAITING, State.ACTIVE, State.WITHDRAWN}),
    State.ACTIVE: frozenset({State.WAITING, State.ENDED}),
    State.ENDED: frozenset(),
    State.WITHDRAWN: frozenset(),
    State.EXPIRED: frozenset(),
}

# A life or money is in danger, or somebody is not free; somebody failed, is upset or needs more care; everybody else.
PRIORITIES = {
    **dict.fromkeys(("self_harm", "phishing", "coercion"), 2),
    **dict.fromkeys(("step_failed", "declined", "frustration", "vulnerable", "legal_request", "stuck", "high_risk"), 1),
}


@dataclass(frozen=True, slots=True)
class Handoff:
    id: str
    conversation_id: str
    state: State
    trigger: str
    topic: str
    language: str
    priority: int
    requested_at: datetime
    agent_id: str | None = None
    agent_name: str | None = None
    claimed_at: datetime | None = None
    ended_at: datetime | None = None
    outcome: str | None = None
    summary: str | None = None
    score: int | None = None
    comment: str | None = None

    @property
    def is_open(self) -> bool:
        return bool(TRANSITIONS[self.state])

    def moved(self, state: State, **changes: Any) -> Self:
        if state not in TRANSITIONS[self.state]:
            raise IllegalTransition(data={"from": self.state.value, "to": state.value})
        return replace(self, state=state, **changes)


def priority_of(trigger: str) -> int:
    return PRIORITIES.get(trigger, 0)
