"""What vendors have of a customer goes there too."""

from dataclasses import replace

import pytest

from actions.services.actor import Actor
from actions.services.bot_turns import cancel_verification
from actions.services.erasing import ErasureAsked, erase_customers
from actions.services.retention import end_relationship
from actions.services.vendor_inbox import hear_inbox
from actions.services.vendor_redaction import redact_due
from actions.verification.journey import Decide, KeptByLaw
from actions.verification.status import Status
from tests.servers.memory_vendor import MemoryVendor
from tests.unit.actions.services.at_vendor import AT_VENDOR, AtVendor, opened

HANDOFF = Actor("service", "handoff")
BY_CHECKS = replace(AT_VENDOR, decide=Decide.CHECKS)
BY_LAW = replace(BY_CHECKS, kept_by_law=(KeptByLaw("vendor", "a law", 1825),))


async def erase(bench: AtVendor, *case_ids: str) -> dict[str, object]:
    return await erase_customers(bench.means, HANDOFF, ErasureAsked("erasure-1", ("customer-1",), case_ids))


async def cancelled() -> AtVendor:
    bench = await opened()
    await cancel_verification(bench.means, bench.turn("c:5"))
    return bench


async def later(bench: AtVendor, **time: float) -> int:
    bench.clock.forward(**time)
    return await redact_due(bench.means)


async def test_r21_what_is_cancelled_is_deleted_at_the_vendor_without_being_cancelled_there_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bench = await cancelled()
    monkeypatch.delattr(MemoryVendor, "cancel")
    assert await redact_due(bench.means) == 0
    assert bench.there.kept["memory-1"].redacting
    bench.there.finish_redaction("memory-1")
    bench.waiting()
    assert await later(bench, minutes=59) == 0
    assert await later(bench, minutes=1) == 1
    entry = bench.store.memory.history[-1]
    assert (entry.name, entry.actor_kind, entry.step) == ("vendor_redacted", "vendor", "identity")
    assert await later(bench, days=1) == 0


async def test_r21_the_vendor_says_itself_that_it_has_deleted() -> None:
    bench = await cancelled()
    await redact_due(bench.means)
    await bench.says("finish_redaction")
    [session] = await bench.sessions()
    assert session.redacted_at == bench.clock()
    assert bench.happened().count("vendor_redacted") == 1
    await bench.says("finish_redaction")
    assert bench.happened().count("vendor_redacted") == 1


async def test_r21_what_the_vendor_still_looks_at_and_a_vendor_that_is_down_are_tried_again() -> None:
    bench = await opened()
    await bench.says("submit")
    await cancel_verification(bench.means, bench.turn("c:5"))
    assert await redact_due(bench.means) == 0
    assert not bench.there.kept["memory-1"].redacting
    bench.there.verify("memory-1")
    bench.there.is_down = True
    assert await later(bench, hours=1) == 0
    bench.there.is_down = False
    await later(bench, hours=1)
    assert bench.there.kept["memory-1"].redacting


async def test_r21_after_a_decision_it_goes_when_the_selfie_goes() -> None:
    bench = await opened(journey=BY_CHECKS)
    assert (await bench.says("verify")).status is Status.APPROVED
    await later(bench, days=29)
    assert not bench.there.kept["memory-1"].redacting
    await later(bench, days=1)
    assert bench.there.kept["memory-1"].redacting


async def test_r21_what_a_law_keeps_at_the_vendor_goes_when_its_time_is_over() -> None:
    bench = await opened(journey=BY_LAW)
    await bench.says("verify")
    await later(bench, days=400)
    await erase(bench)
    told = await erase(bench)
    assert told["vendors"] == []
    assert [(row["item"], row["until"]) for row in told["kept"]] == [("vendor", None)]  # type: ignore[attr-defined]  # a list
    assert not bench.there.kept["memory-1"].redacting
    await end_relationship(bench.means, "customer-1")
    assert (await erase(bench))["kept"][0]["until"]  # type: ignore[index]  # a list
    await later(bench, days=1825)
    assert bench.there.kept["memory-1"].redacting


async def test_r21_an_erasure_asks_the_vendor_at_once_and_tells_how_far_it_is() -> None:
    bench = await opened()
    case_id = (await bench.case()).case_id
    assert [row["state"] for row in (await erase(bench))["vendors"]] == ["waiting"]  # type: ignore[attr-defined]  # a list
    await redact_due(bench.means)
    assert [row["state"] for row in (await erase(bench, case_id))["vendors"]] == ["asked"]  # type: ignore[attr-defined]  # a list
    bench.clock.forward(days=4)
    bench.there.finish_redaction("memory-1")
    await bench.deliver()
    await hear_inbox(bench.means)
    [row] = (await erase(bench, case_id))["vendors"]  # type: ignore[misc]  # a list
    assert row["state"] == "done"
    assert row["done_at"]
