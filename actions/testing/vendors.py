from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import datetime

from actions.services.vendor_sessions import VendorSession, WaitingEvent
from actions.verification.errors import Conflict
from actions.verification.vendor_events import Heard, VendorEvent

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Received:
    waiting: WaitingEvent
    due_at: datetime
    processed_at: datetime | None = None
    set_aside_at: datetime | None = None


@dataclass
class MemoryVendorSessions:
    kept: dict[Key, VendorSession] = field(default_factory=dict)

    async def add(self, session: VendorSession) -> None:
        if _key(session) in self.kept:
            raise Conflict
        self.kept[_key(session)] = session

    async def find(self, vendor: str, provider_ref: str) -> VendorSession | None:
        return self.kept.get((vendor, provider_ref))

    async def of_case(self, case_id: str) -> list[VendorSession]:
        own = [session for session in self.kept.values() if session.case_id == case_id]
        return sorted(own, key=lambda session: (session.opened_at, session.attempt))

    async def hear(
        self, before: VendorSession, heard: Heard, heard_at: datetime | None, ask_at: datetime | None
    ) -> None:
        known = self.kept[_key(before)]
        if known.words != before.words:
            raise Conflict
        kept = replace(heard, seen=frozenset())
        self._put(replace(known, heard=kept, heard_at=heard_at, ask_at=ask_at, words=known.words + 1))

    async def close(self, case_id: str, steps: Collection[str] | None, now: datetime) -> None:
        for session in await self.of_case(case_id):
            open_ = session.closed_at is None and session.redacted_at is None
            if open_ and (steps is None or session.step in steps):
                self._put(replace(session, closed_at=now, ask_at=None, redact_at=now))

    async def keep_until(self, case_id: str, moment: datetime | None) -> None:
        for session in await self.of_case(case_id):
            if session.closed_at is None and not session.redact_tries and session.redacted_at is None:
                self._put(replace(session, redact_at=moment))

    async def take_silent(self, now: datetime, until: datetime, limit: int) -> list[VendorSession]:
        taken = self._oldest([each for each in self.kept.values() if each.ask_at and each.ask_at <= now], limit)
        for session in taken:
            self._put(replace(session, ask_at=until))
        return taken

    async def take_redactions(self, now: datetime, until: datetime, limit: int) -> list[VendorSession]:
        due = [each for each in self.kept.values() if each.redact_at and each.redact_at <= now]
        taken = self._oldest([each for each in due if each.redacted_at is None], limit)
        for session in taken:
            self._put(replace(session, redact_at=until, redact_tries=session.redact_tries + 1))
        return taken

    async def redaction_asked(self, session: VendorSession, now: datetime) -> None:
        self._put(replace(self.kept[_key(session)], redact_asked_at=now))

    async def redacted(self, session: VendorSession, now: datetime) -> None:
        self._put(replace(self.kept[_key(session)], redacted_at=now, redact_at=None, ask_at=None))

    async def forget_before(self, moment: datetime) -> int:
        old = [key for key, session in self.kept.items() if session.redacted_at and session.redacted_at < moment]
        for key in old:
            del self.kept[key]
        return len(old)

    def _oldest(self, found: list[VendorSession], limit: int) -> list[VendorSession]:
        return sorted(found, key=lambda session: session.opened_at)[:limit]

    def _put(self, session: VendorSession) -> None:
        self.kept[_key(session)] = session


@dataclass
class MemoryVendorInbox:
    kept: dict[int, Received] = field(default_factory=dict)

    async def add(self, vendor: str, event: VendorEvent, now: datetime) -> bool:
        if any((e.waiting.vendor, e.waiting.event.event_id) == (vendor, event.event_id) for e in self.kept.values()):
            return False
        number = 1 + max(self.kept, default=0)
        self.kept[number] = Received(WaitingEvent(number, vendor, event, 0), now)
        return True

    async def take(self, now: datetime, until: datetime, limit: int) -> list[WaitingEvent]:
        waiting = [e for e in self.kept.values() if e.processed_at is None and e.set_aside_at is None]
        taken = [replace(e.waiting, tries=e.waiting.tries + 1) for e in waiting if e.due_at <= now][:limit]
        for event in taken:
            self.kept[event.number] = Received(event, until)
        return taken

    async def done(self, number: int, now: datetime) -> None:
        self.kept[number] = replace(self.kept[number], processed_at=now)

    async def postpone(self, number: int, until: datetime) -> None:
        self.kept[number] = replace(self.kept[number], due_at=until)

    async def set_aside(self, number: int, now: datetime) -> None:
        self.kept[number] = replace(self.kept[number], set_aside_at=now)

    async def again(self, now: datetime) -> int:
        aside = [each.waiting for each in self.kept.values() if each.set_aside_at]
        for waiting in aside:
            self.kept[waiting.number] = Received(replace(waiting, tries=0), now)
        return len(aside)

    async def forget_before(self, moment: datetime) -> int:
        ended = {number: each.processed_at or each.set_aside_at for number, each in self.kept.items()}
        old = [number for number, at in ended.items() if at and at < moment]
        for number in old:
            del self.kept[number]
        return len(old)


def _key(session: VendorSession) -> Key:
    return session.vendor, session.provider_ref
