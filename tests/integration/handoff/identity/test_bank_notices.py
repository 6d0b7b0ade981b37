"""The durable queue of what the bank is to hear of, on the twin and on both databases."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from handoff.domain.bank_notice import GIVE_UP_AFTER
from handoff.domain.ids import new_id
from handoff.domain.subject import Subject
from handoff.services.bank_webhook import agent_replied, deliver_due
from handoff.services.ports import Begin

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Talk:
    id: str
    customer_id: str


@dataclass
class Bank:
    """Its address, which may be down, and a clock."""

    begin: Begin
    up: bool = True
    heard: list[Mapping[str, object]] = field(default_factory=list)
    time: datetime = NOW

    async def take(self, body: Mapping[str, object]) -> bool:
        if self.up:
            self.heard.append(body)
        return self.up

    async def after(self, seconds: float) -> int:
        self.time += timedelta(seconds=seconds)
        return await deliver_due(self.begin, self.take, lambda: self.time)

    async def reply(self, talk: Talk) -> None:
        async with self.begin() as work:
            await agent_replied(work, talk, self.time, new_id)


async def talk_of(begin: Begin, external_id: str = "kim") -> Talk:
    talk = Talk(new_id(), new_id())
    async with begin() as work:
        await work.subjects.add(Subject("installation", "phone-1", talk.customer_id, NOW))
        await work.subjects.add(Subject("customer", external_id, talk.customer_id, NOW))
    return talk


async def test_the_bank_hears_of_a_conversation_and_nothing_of_what_was_said(begin: Begin) -> None:
    bank, talk = Bank(begin), await talk_of(begin)
    await bank.reply(talk)
    assert await bank.after(6) == 1
    [body] = bank.heard
    assert body["customer"] == "kim"
    assert body["conversation_id"] == talk.id
    assert set(body) == {"v", "event_id", "name", "conversation_id", "kind", "customer", "at"}


async def test_many_replies_make_one_notice(begin: Begin) -> None:
    bank, talk = Bank(begin), await talk_of(begin)
    for _ in range(4):
        await bank.reply(talk)
    assert await bank.after(6) == 1
    assert await bank.after(600) == 0


async def test_the_next_notice_of_a_conversation_waits_a_minute(begin: Begin) -> None:
    bank, talk = Bank(begin), await talk_of(begin)
    await bank.reply(talk)
    await bank.after(6)
    await bank.reply(talk)
    assert await bank.after(30) == 0
    assert await bank.after(31) == 1


async def test_two_conversations_do_not_wait_for_each_other(begin: Begin) -> None:
    bank = Bank(begin)
    await bank.reply(await talk_of(begin))
    async with begin() as work:
        other = Talk(new_id(), new_id())
        await work.subjects.add(Subject("customer", "lee", other.customer_id, NOW))
    await bank.reply(other)
    assert await bank.after(6) == 2


async def test_a_bank_that_is_down_hears_of_it_when_it_is_back(begin: Begin) -> None:
    bank, talk = Bank(begin, up=False), await talk_of(begin)
    await bank.reply(talk)
    assert await bank.after(6) == 0
    assert await bank.after(1) == 0
    bank.up = True
    assert await bank.after(60) == 1
    assert len(bank.heard) == 1


async def test_after_three_days_a_notice_is_given_up(begin: Begin) -> None:
    bank, talk = Bank(begin, up=False), await talk_of(begin)
    await bank.reply(talk)
    await bank.after(GIVE_UP_AFTER.total_seconds() + 10)
    bank.up = True
    assert await bank.after(7200) == 0


async def test_two_processes_do_not_send_the_same_notice(begin: Begin) -> None:
    bank, talk = Bank(begin), await talk_of(begin)
    await bank.reply(talk)
    bank.time += timedelta(seconds=6)
    both = await asyncio.gather(*(deliver_due(begin, bank.take, lambda: bank.time) for _ in range(2)))
    assert sum(both) == 1


async def test_a_bank_that_is_slow_is_told_of_all_at_once(begin: Begin) -> None:
    """One after the other would outlast the lease, and another process would tell the last ones again."""
    bank, everyone = Bank(begin), asyncio.Barrier(3)
    for number in range(3):
        await bank.reply(await talk_of(begin, f"customer-{number}"))
    bank.time += timedelta(seconds=6)

    async def slow(body: Mapping[str, object]) -> bool:
        async with asyncio.timeout(10), everyone:
            return await bank.take(body)

    assert await deliver_due(begin, slow, lambda: bank.time) == 3
