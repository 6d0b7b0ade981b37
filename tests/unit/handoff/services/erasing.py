"""A customer who has left something everywhere, and the two other programs that are asked to erase it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from handoff.domain.audit import AuditEntry
from handoff.domain.erasure import Erasure
from handoff.domain.subject import Subject
from handoff.services.agent_words import add_entry
from handoff.services.case_events import apply_case_event
from handoff.services.desk import claim
from handoff.services.erasing import Eraser, Why, erase_customer
from handoff.services.erasure_ports import Unreachable
from handoff.services.request_person import request_person
from tests.unit.handoff.services.town import Town, journey, staff

WHY = Why("customer_asked", "omid")
SECRET = "a secret of the bank"
LAW = {"case_id": "case-1", "item": "details", "count": 4, "law": "a law", "days": 1825, "until": None}


@dataclass
class Programs:
    """The other two, which answer what the test says, or nothing."""

    bot_is_down: bool = False
    actions_are_down: bool = False
    kept: Sequence[Mapping[str, Any]] = ()
    vendors: Sequence[Mapping[str, Any]] = ()
    asked: list[tuple[str, Sequence[str]]] = field(default_factory=list)
    rewritten: int = 0
    disk_is_full: bool = False

    async def bot(self, erasure_id: str, conversation_ids: Sequence[str]) -> Mapping[str, Any]:
        self.asked.append(("bot", conversation_ids))
        if self.bot_is_down:
            raise Unreachable("ConnectError")
        return {"deleted": {"trackers": 1, "turns": 2}}

    async def actions(self, erasure_id: str, customer_ids: Sequence[str], case_ids: Sequence[str]) -> Mapping[str, Any]:
        self.asked.append(("actions", customer_ids))
        if self.actions_are_down:
            raise Unreachable("unavailable")
        found = {"case_ids": ["case-1", "case-0"], "kept": self.kept, "vendors": self.vendors}
        return {"deleted": {"cases": 2, "evidence": 6}, **found}

    async def rewrite(self) -> None:
        if self.disk_is_full:
            raise OSError
        self.rewritten += 1

    def eraser(self, town: Town) -> Eraser:
        return Eraser(town.begin, self.bot, self.actions, self.rewrite, SECRET, lambda: town.now, town.new_id)


async def known(town: Town, external_id: str = "hong-4711", customer_id: str = "kim") -> str:
    """A customer with everything that a conversation can leave behind."""
    async with town.begin() as work:
        await work.subjects.add(Subject("customer", external_id, customer_id, town.now))
    chat = await town.opened(customer_id)
    await apply_case_event(town.begin, case_event(customer_id), town.now, town.new_id)
    await town.say(chat, "my secret words")
    await request_person(town.begin, chat, "customer_asked", "general", town.now, town.new_id)
    sora = staff("sora")
    await town.at_desk(sora)
    await claim(town.begin, sora, chat, town.now)
    await add_entry(town.begin, sora, chat, "n1", "note", "she wrote secret words", town.now)
    looked = AuditEntry(town.new_id(), town.now, "staff-sora", "case_reveal", "case-1", "done", "secret words")
    async with town.begin() as work:
        await work.audit.add(looked)
    return chat


def case_event(customer_id: str, name: str = "step_entered") -> dict[str, Any]:
    return {
        "event_id": f"e-{customer_id}-{name}",
        "case_id": "case-1",
        "customer_id": customer_id,
        "version": 1,
        "name": name,
        "step": "selfie",
        "kind": "selfie",
        "reason": None,
        "attempts_left": 3,
        "language": "ko",
        "at": town_time(),
        "journey": journey(),
    }


def town_time() -> str:
    return "2026-03-01T09:00:00+00:00"


async def erase(town: Town, programs: Programs, **whom: str) -> Erasure:
    named = whom or {"customer": "hong-4711"}
    return await erase_customer(programs.eraser(town), named.get("customer"), named.get("installation"), WHY)


def everything(town: Town) -> str:
    return repr({name: rows for name, rows in town.memory.tables.items() if name not in ("seats", "case_events")})
