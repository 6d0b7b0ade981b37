"""Twins of what the bank's programs need: their tokens, what waits for them, and how they name customers."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from actions.services.bank_names import BankName
from actions.services.outgoing import DeadLetter, OutboxEvent
from actions.services.tokens import ServiceToken


class MemoryServiceTokens:
    def __init__(self, tokens: dict[str, ServiceToken]) -> None:
        self._tokens = tokens  # by name

    async def add(self, token: ServiceToken) -> bool:
        if token.name in self._tokens:
            return False
        self._tokens[token.name] = token
        return True

    async def of_key(self, key_id: str) -> ServiceToken | None:
        return next((token for token in self._tokens.values() if token.key_id == key_id), None)

    async def all(self) -> list[ServiceToken]:
        return sorted(self._tokens.values(), key=lambda token: token.name)

    async def save(self, token: ServiceToken) -> None:
        self._tokens[token.name] = token


@dataclass(frozen=True)
class BankEvent:
    number: int
    event_id: str
    case_id: str
    name: str
    body: str
    at: datetime
    due_at: datetime
    tries: int = 0
    failure: str = ""
    delivered_at: datetime | None = None
    given_up_at: datetime | None = None

    @property
    def waits(self) -> bool:
        return self.delivered_at is None and self.given_up_at is None

    def letter(self, given_up_at: datetime) -> DeadLetter:
        return DeadLetter(self.event_id, self.case_id, self.name, self.at, self.tries, self.failure, given_up_at)


class MemoryBankOutbox:
    def __init__(self, events: dict[int, BankEvent]) -> None:
        self._events = events

    async def append(self, event_id: str, case_id: str, name: str, body: str, at: datetime) -> None:
        number = 1 + max(self._events, default=0)
        self._events[number] = BankEvent(number, event_id, case_id, name, body, at, at)

    async def take(self, now: datetime, until: datetime, limit: int) -> list[OutboxEvent]:
        heads: dict[str, BankEvent] = {}
        for number in sorted(self._events):
            if self._events[number].waits:
                heads.setdefault(self._events[number].case_id, self._events[number])
        due = sorted((event for event in heads.values() if event.due_at <= now), key=lambda event: event.number)
        for event in due[:limit]:
            self._change(event.number, due_at=until, tries=event.tries + 1)
        taken = [self._events[event.number] for event in due[:limit]]
        return [OutboxEvent(event.number, event.case_id, event.body, event.tries) for event in taken]

    async def delivered(self, number: int, at: datetime) -> None:
        self._change(number, delivered_at=at, body="")

    async def postpone(self, number: int, until: datetime) -> None:
        self._change(number, due_at=until)

    async def give_up(self, number: int, failure: str, at: datetime) -> None:
        self._change(number, failure=failure, given_up_at=at)

    async def dead(self, before: str | None, limit: int) -> list[DeadLetter]:
        dead = [event.letter(event.given_up_at) for event in self._events.values() if event.given_up_at]
        older = [letter for letter in dead if before is None or letter.event_id < before]
        return sorted(older, key=lambda letter: letter.event_id, reverse=True)[:limit]

    async def revive(self, event_id: str, at: datetime) -> DeadLetter | None:
        for number, event in self._events.items():
            if event.event_id == event_id and event.given_up_at:
                self._change(number, given_up_at=None, tries=0, due_at=at)
                return event.letter(event.given_up_at)
        return None

    async def delete_settled_of(self, case_id: str) -> int:
        return self._drop([e.number for e in self._events.values() if e.case_id == case_id and not e.waits])

    async def forget_before(self, moment: datetime) -> int:
        ends = {number: event.delivered_at or event.given_up_at for number, event in self._events.items()}
        return self._drop([number for number, end in ends.items() if end and end < moment])

    def _change(self, number: int, **values: object) -> None:
        if number in self._events:
            self._events[number] = replace(self._events[number], **values)  # type: ignore[arg-type]  # fields by name

    def _drop(self, numbers: list[int]) -> int:
        for number in numbers:
            del self._events[number]
        return len(numbers)


class StubNames:
    """Knows the customers that the test names."""

    def __init__(self) -> None:
        self.names: dict[str, BankName] = {}

    async def find(self, customer_ids: Collection[str]) -> Mapping[str, BankName]:
        return {each: self.names[each] for each in customer_ids if each in self.names}
