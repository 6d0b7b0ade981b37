"""A small bank in memory: one clock, a customer, agents, and a bot that says what it is told to."""

import itertools
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from handoff.domain.conversation import Conversation
from handoff.domain.message import Message
from handoff.domain.people import Customer, Staff
from handoff.domain.turn import Patience, Turn
from handoff.services.answer import Taken, finish, show, take_turn
from handoff.services.arrive import arrive
from handoff.services.bot_port import Bubble, PersonAsked
from handoff.services.say import say_text
from handoff.services.seats import sit_down
from handoff.testing.work import Memory

AGENT = frozenset({"desk:claim", "desk:reply", "case:view"})
SUPERVISOR = AGENT | {"desk:barge", "desk:transfer"}


def staff(name: str, permissions: frozenset[str] = AGENT, capacity: int = 2) -> Staff:
    return Staff(f"staff-{name}", name, name.title(), "agent", ("ko",), permissions, capacity)


@dataclass
class Town:
    memory: Memory = field(default_factory=Memory)
    now: datetime = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
    patience: Patience = field(default_factory=Patience)
    numbers: Any = field(default_factory=lambda: itertools.count(1))

    @property
    def begin(self) -> Any:
        return self.memory.begin

    def new_id(self) -> str:
        return f"id-{next(self.numbers)}"

    def later(self, seconds: float) -> datetime:
        self.now += timedelta(seconds=seconds)
        return self.now

    def customer(self, customer_id: str = "kim") -> Customer:
        return Customer(customer_id, customer_id.title(), "ko-KR", self.now + timedelta(hours=1))

    async def opened(self, customer_id: str = "kim") -> str:
        """A conversation whose greeting has been answered."""
        conversation = await arrive(self.begin, self.customer(customer_id), None, self.now, self.new_id)
        await self.bot_says("hello")
        return conversation.id

    async def say(self, conversation_id: str, text: str) -> None:
        await say_text(self.begin, conversation_id, self.new_id(), text, self.now)

    async def conversation(self, conversation_id: str) -> Conversation:
        async with self.begin() as work:
            found = await work.conversations.get(conversation_id)
        assert found is not None
        return found

    async def log(self, conversation_id: str) -> list[Message]:
        async with self.begin() as work:
            return list(await work.messages.after(conversation_id, 0, 10_000))

    async def said(self, conversation_id: str) -> list[str]:
        """The log in short: texts as they are, events by their names."""
        return [one.event_name or one.body.get("text", one.kind) for one in await self.log(conversation_id)]

    async def take(self, holder: str = "runner") -> Taken | None:
        taken = await take_turn(self.begin, holder, self.patience, self.now)
        return taken if isinstance(taken, Taken) else None

    async def taken(self, holder: str = "runner") -> Turn:
        taken = await self.take(holder)
        assert taken is not None, "no turn is due"
        return taken.turn

    async def bot_says(self, *texts: str, asks: str | None = None) -> Turn:
        turn = await self.taken()
        for n, text in enumerate(texts):
            await self.show(turn, n, text)
        requests = [PersonAsked(asks, "general")] if asks else []
        await finish(self.begin, turn, len(texts), requests, self.now, self.new_id)
        return turn

    async def bot_explains(self, text: str, *facts: str) -> None:
        turn = await self.taken()
        staff = {"response": "utter_explained", "release": "model+texts", "explains": True, "facts": list(facts)}
        await show(self.begin, turn, Bubble(0, "text", {"text": text}, staff), self.now, self.new_id)
        await finish(self.begin, turn, 1, [], self.now, self.new_id)

    async def show(self, turn: Turn, n: int, text: str) -> None:
        await show(self.begin, turn, Bubble(n, "text", {"text": text}, {}), self.now, self.new_id)

    async def offer(self, turn: Turn, n: int, *options: str) -> None:
        body = {"text": "?", "options": [{"id": one, "label": one.title()} for one in options]}
        await show(self.begin, turn, Bubble(n, "choices", body, {}), self.now, self.new_id)

    async def at_desk(self, *people: Staff) -> None:
        for one in people:
            await sit_down(self.begin, one, self.now)


def journey(
    version: int = 1, status: str = "started", current: str | None = "selfie", **changes: Any
) -> dict[str, Any]:
    steps = [
        {"id": "document", "kind": "document", "state": "passed", "attempts": 1, "attempts_left": 2, "reason": None},
        {"id": "selfie", "kind": "selfie", "state": "current", "attempts": 0, "attempts_left": 3, "reason": None},
    ]
    extra = {"minutes": 2, "alternative": "branch", "consent": None}
    return {
        "v": 1,
        "case_id": "case-1",
        "journey": "kr",
        "status": status,
        "version": version,
        "current": current,
        "steps": [step | extra for step in steps],
        "consents": [],
        "other_way": "visit",
        "updated_at": f"2026-03-01T09:00:{version:02}Z",
    } | changes
