"""Tells the bank that an agent has written to a customer who is not there, so that its app can show a notification."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from typing import Protocol

from handoff.domain.bank_notice import FIRST_WAIT, QUIET, BankNotice
from handoff.services.identity import best_name
from handoff.services.ports import Begin, Work

LEASE = timedelta(seconds=60)  # longer than one delivery may take
AT_ONCE = 20

Send = Callable[[Mapping[str, object]], Awaitable[bool]]


class OfSomeone(Protocol):
    """What of a conversation the notice speaks of."""

    @property
    def id(self) -> str: ...
    @property
    def customer_id(self) -> str: ...


async def agent_replied(work: Work, conversation: OfSomeone, now: datetime, new_id: Callable[[], str]) -> None:
    """Called when the customer has no open socket; many replies make one notice."""
    last = await work.bank_notices.latest_of(conversation.id)
    if last and last.delivered_at is None:
        return
    quiet_until = last.delivered_at + QUIET if last and last.delivered_at else now
    due = max(now + FIRST_WAIT, quiet_until)
    await work.bank_notices.add(BankNotice(new_id(), conversation.id, conversation.customer_id, now, due))


async def deliver_due(begin: Begin, send: Send, now: Callable[[], datetime]) -> int:
    """How many the bank has taken; those that it has not are tried again later.

    Side by side: a bank that answers slowly would else take longer over them than they are ours.
    """
    async with begin() as work:
        notices = await work.bank_notices.take_due(now(), now() + LEASE, AT_ONCE)
    return sum(await asyncio.gather(*(_deliver(begin, send, notice, now) for notice in notices)))


async def _deliver(begin: Begin, send: Send, notice: BankNotice, now: Callable[[], datetime]) -> bool:
    async with begin() as work:
        body = await _body(work, notice)
    taken = body is None or await send(body)
    async with begin() as work:
        if not taken and notice.is_hopeless(now()):
            await work.bank_notices.drop(notice.id)
        else:
            await work.bank_notices.save(notice.delivered(now()) if taken else notice.failed(now()))
    return taken


async def _body(work: Work, notice: BankNotice) -> Mapping[str, object] | None:
    subjects = await work.subjects.of_customer(notice.customer_id)
    if not subjects:
        return None
    subject = best_name(subjects)
    return {
        "v": 1,
        "event_id": notice.id,
        "name": "agent_replied",
        "conversation_id": notice.conversation_id,
        "kind": subject.kind,
        "customer": subject.external_id,
        "at": notice.created_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
    }
