from typing import Any

from handoff.domain.events import Event


async def record(store: Any, *events: Event) -> None:
    async with store.begin() as work:
        for event in events:
            work.record(event)


def said(stream: str, seq: int) -> Event:
    return Event("message", stream, {"message": {"seq": seq}})


async def test_a_failing_delivery_holds_up_its_own_stream_only_and_not_for_ever(store: Any) -> None:
    if store.name == "twin":
        return
    await record(store, said("bad", 1), said("good", 1), said("bad", 2), said("good", 2))
    tried: list[Event] = []

    async def send(event: Event) -> None:
        tried.append(event)
        if event == said("bad", 1):
            raise ConnectionError

    await store.outbox.deliver(send)
    assert [one for one in tried if one.stream == "good"] == [said("good", 1), said("good", 2)]
    assert said("bad", 2) not in tried
    for _ in range(10):
        await store.outbox.deliver(send)
    assert tried[-1] == said("bad", 2)


async def test_two_processes_do_not_deliver_the_same_stream_at_once(store: Any) -> None:
    if store.name != "postgresql":
        return
    await record(store, said("a", 1))
    seen: list[Event] = []

    async def other(event: Event) -> None:
        seen.append(event)

    async def send(_: Event) -> None:
        await record(store, said("a", 2), said("b", 1))
        await store.outbox.deliver(other)

    await store.outbox.deliver(send)
    assert seen == [said("b", 1)]
    await store.outbox.deliver(other)
    assert seen == [said("b", 1), said("a", 2)]
