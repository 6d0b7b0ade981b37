"""One contract for what is kept of vendors: the twin, SQLite and PostgreSQL."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from actions.services.ports import Begin, Work
from actions.services.vendor_sessions import VendorSession
from actions.testing import MORNING, Ids
from actions.verification.errors import Conflict
from actions.verification.status import Status
from actions.verification.vendor_events import Heard, VendorEvent

LATER, EVENING = MORNING + timedelta(hours=1), MORNING + timedelta(hours=9)
ids = Ids()


def session(**given: object) -> VendorSession:
    name = ids()
    plain = VendorSession("stripe", f"vs_{name}", f"case-{name}", "identity", "document", 1, MORNING)
    return replace(plain, **given)  # type: ignore[arg-type]  # whatever the test says


def event(name: str = "", status: Status | None = Status.APPROVED) -> VendorEvent:
    said = ("DOC_EXPIRED", "OTHER")
    return VendorEvent(name or f"evt-{ids()}", "moved", "vs_1", MORNING, status, True, said, ("reason new_label",))


async def add(begin: Begin, *sessions: VendorSession) -> None:
    async with begin() as work:
        for each in sessions:
            await work.vendor_sessions.add(each)


async def only(begin: Begin, one: VendorSession) -> VendorSession:
    async with begin() as work:
        found = await work.vendor_sessions.find(one.vendor, one.provider_ref)
    assert found is not None
    return found


async def test_a_session_comes_back_as_it_was_and_is_kept_once(begin: Begin) -> None:
    first = session(heard=Heard(decision=event(), latest=event(status=Status.PROCESSING)), ask_at=LATER)
    second = session(case_id=first.case_id, attempt=2, opened_at=LATER)
    await add(begin, second, first)
    async with begin() as work:
        assert await work.vendor_sessions.of_case(first.case_id) == [first, second]
        assert await work.vendor_sessions.find("veriff", first.provider_ref) is None
    with pytest.raises(Conflict):
        await add(begin, first)


async def test_of_two_who_hear_at_once_the_second_is_told(begin: Begin) -> None:
    one = session()
    await add(begin, one)
    heard = Heard(seen=frozenset({"evt"}), latest=event())
    async with begin() as work:
        await work.vendor_sessions.hear(one, heard, MORNING, LATER)
    kept = await only(begin, one)
    assert (kept.heard.latest, kept.heard_at, kept.ask_at, kept.words) == (heard.latest, MORNING, LATER, 1)
    with pytest.raises(Conflict):
        async with begin() as work:
            await work.vendor_sessions.hear(one, Heard(), None, None)


async def test_whoever_has_been_silent_is_asked_by_one_only(begin: Begin) -> None:
    one, other = session(ask_at=MORNING), session(ask_at=EVENING)
    await add(begin, one, other)
    async with begin() as work:
        taken = await silent(MORNING, work)
        assert one.provider_ref in taken
        assert other.provider_ref not in taken
    async with begin() as work:
        assert one.provider_ref not in await silent(MORNING, work)
    assert (await only(begin, one)).ask_at == LATER


async def silent(now: datetime, work: Work) -> list[str]:
    return [each.provider_ref for each in await work.vendor_sessions.take_silent(now, LATER, 100)]


async def test_what_is_closed_is_to_be_deleted_and_not_asked(begin: Begin) -> None:
    one = session(ask_at=LATER)
    other = session(case_id=one.case_id, step="more", attempt=2)
    await add(begin, one, other)
    async with begin() as work:
        await work.vendor_sessions.close(one.case_id, ("identity",), LATER)
        await work.vendor_sessions.keep_until(one.case_id, None)
    closed = await only(begin, one)
    assert (closed.closed_at, closed.redact_at, closed.ask_at) == (LATER, LATER, None)
    assert await only(begin, other) == other
    async with begin() as work:
        await work.vendor_sessions.close(one.case_id, None, EVENING)
    assert (await only(begin, one)).closed_at == LATER
    assert (await only(begin, other)).closed_at == EVENING


async def test_deletion_is_due_when_its_time_has_come_until_it_is_done(begin: Begin) -> None:
    one = session()
    await add(begin, one)
    async with begin() as work:
        await work.vendor_sessions.keep_until(one.case_id, LATER)
        assert one.provider_ref not in await redactions(MORNING, work)
    async with begin() as work:
        assert one.provider_ref in await redactions(LATER, work)
    async with begin() as work:
        assert one.provider_ref not in await redactions(LATER, work)
        await work.vendor_sessions.keep_until(one.case_id, None)
        await work.vendor_sessions.redaction_asked(one, LATER)
    kept = await only(begin, one)
    assert (kept.redact_at, kept.redact_tries, kept.redact_asked_at) == (EVENING, 1, LATER)
    async with begin() as work:
        await work.vendor_sessions.redacted(one, EVENING)
        assert one.provider_ref not in await redactions(EVENING, work)
        await work.vendor_sessions.close(one.case_id, None, EVENING)
    assert await only(begin, one) == replace(kept, redacted_at=EVENING, redact_at=None)


async def redactions(now: datetime, work: Work) -> list[str]:
    return [each.provider_ref for each in await work.vendor_sessions.take_redactions(now, EVENING, 100)]


async def test_an_event_waits_once_and_is_given_to_one_only(begin: Begin) -> None:
    one, other = event(), replace(event(), status=None, provider_ref="", reasons=())
    async with begin() as work:
        assert await work.vendor_inbox.add("stripe", one, MORNING)
        assert await work.vendor_inbox.add("stripe", other, MORNING)
        assert not await work.vendor_inbox.add("stripe", one, MORNING)
        assert await work.vendor_inbox.add("persona", one, MORNING)
    async with begin() as work:
        taken = await work.vendor_inbox.take(MORNING, LATER, 10)
        assert [(each.vendor, each.event, each.tries) for each in taken] == [
            ("stripe", one, 1),
            ("stripe", other, 1),
            ("persona", one, 1),
        ]
        assert await work.vendor_inbox.take(MORNING, LATER, 10) == []
    async with begin() as work:
        await work.vendor_inbox.done(taken[0].number, LATER)
        await work.vendor_inbox.set_aside(taken[1].number, LATER)
        await work.vendor_inbox.postpone(taken[2].number, EVENING)
    async with begin() as work:
        assert await work.vendor_inbox.take(LATER, EVENING, 10) == []
        assert [each.tries for each in await work.vendor_inbox.take(EVENING, EVENING, 10)] == [2]
        assert not await work.vendor_inbox.add("stripe", one, EVENING)


async def test_what_was_set_aside_can_be_tried_again_and_is_forgotten_in_the_end(begin: Begin) -> None:
    async with begin() as work:
        await work.vendor_inbox.again(MORNING)
        for each in await work.vendor_inbox.take(EVENING, EVENING, 100):
            await work.vendor_inbox.done(each.number, MORNING)
        await work.vendor_inbox.forget_before(EVENING)
        await work.vendor_inbox.add("stripe", event(), MORNING)
        [waiting] = await work.vendor_inbox.take(MORNING, LATER, 10)
        await work.vendor_inbox.set_aside(waiting.number, MORNING)
    async with begin() as work:
        assert await work.vendor_inbox.again(LATER) == 1
        assert [each.tries for each in await work.vendor_inbox.take(LATER, EVENING, 10)] == [1]
        await work.vendor_inbox.done(waiting.number, LATER)
        assert await work.vendor_inbox.forget_before(LATER) == 0
        assert await work.vendor_inbox.forget_before(EVENING) == 1
