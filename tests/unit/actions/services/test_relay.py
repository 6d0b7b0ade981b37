import json

from actions.services.relay import back_off, relay
from tests.unit.actions.examples import Bench, to_selfie


class Receiver:
    """Takes down what arrives, and is out of order for a while."""

    def __init__(self, failures: int = 0) -> None:
        self.failures = failures
        self.versions: list[int] = []

    async def __call__(self, body: str) -> str | None:
        if self.failures:
            self.failures -= 1
            return "down"
        self.versions.append(json.loads(body)["version"])
        return None


async def drain(bench: Bench, receiver: Receiver) -> None:
    while await relay(bench.means.begin, receiver, bench.clock):
        pass


async def test_events_of_a_case_arrive_in_order_with_rising_versions() -> None:
    bench, receiver = Bench(), Receiver()
    await to_selfie(bench)
    await drain(bench, receiver)
    assert receiver.versions == list(range(1, (await bench.case()).version + 1))


async def test_an_event_that_does_not_arrive_holds_back_the_later_ones_and_comes_again() -> None:
    bench, receiver = Bench(), Receiver(failures=2)
    await to_selfie(bench)
    for _ in range(2):
        await drain(bench, receiver)
        assert receiver.versions == []
        bench.clock.forward(seconds=30)
    await drain(bench, receiver)
    assert receiver.versions == list(range(1, (await bench.case()).version + 1))


async def test_while_one_process_delivers_another_does_not() -> None:
    bench = Bench()
    await to_selfie(bench)
    second = Receiver()

    async def slow(body: str) -> str | None:
        assert await relay(bench.means.begin, second, bench.clock) == 0
        return None

    assert await relay(bench.means.begin, slow, bench.clock) == 1
    assert second.versions == []


def test_the_pause_between_tries_grows_to_a_minute() -> None:
    assert [back_off(tries).total_seconds() for tries in (1, 2, 3, 10, 5000)] == [1, 2, 4, 60, 60]
