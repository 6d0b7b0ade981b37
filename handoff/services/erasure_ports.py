"""What erasing needs from outside."""

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from handoff.domain.erasure import Erasure
from handoff.domain.retention import Forgotten


class Erasures(Protocol):
    async def add(self, erasure: Erasure) -> None: ...
    async def get(self, erasure_id: str) -> Erasure | None: ...
    async def save(self, erasure: Erasure) -> None: ...
    async def latest(self, limit: int) -> Sequence[Erasure]: ...
    async def take_due(self, now: datetime, until: datetime, limit: int) -> Sequence[Erasure]:
        """Those that something is to be done for, put off to `until` in the same step."""
        ...


class Traces(Protocol):
    """Everything that hangs on customers, table by table."""

    async def conversations_of(self, customer_ids: Collection[str]) -> Sequence[str]: ...
    async def erase(self, conversation_ids: Collection[str]) -> Mapping[str, int]:
        """By kind of thing, how much went."""
        ...

    async def end_visits(self, customer_ids: Collection[str]) -> int:
        """With the codes that would open another: a tablet at a branch shows nothing any more."""
        ...

    async def forget_subjects(self, references: Collection[str]) -> int:
        """By `kind:external id`."""
        ...

    async def forget_words(self, subjects: Collection[str]) -> int:
        """In the audit trail: that somebody looked stays, what they wrote about whom goes."""
        ...

    async def make_anonymous(self, case_ids: Collection[str], new_id: Callable[[], str]) -> int:
        """The funnel still counts these cases, and nobody can tell which they were, nor at what hour."""
        ...


class Forgetting(Protocol):
    async def silent_conversations(self, since: datetime, limit: int) -> Sequence[str]:
        """In which nobody has said or looked at anything since then, and nobody waits for a person."""
        ...

    async def forget(self, what: Forgotten, before: datetime) -> int:
        """What is older; of messages the words and names, since others are counted from them."""
        ...


class Unreachable(Exception):  # noqa: N818 — read aloud it is the message
    """A program does not answer, or has not done it; asked again later."""


# Both take the erasure's id first and raise Unreachable.
AskBot = Callable[[str, Sequence[str]], Awaitable[Mapping[str, Any]]]  # conversation ids
AskActions = Callable[[str, Sequence[str], Sequence[str]], Awaitable[Mapping[str, Any]]]  # customer ids, case ids
