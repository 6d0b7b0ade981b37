import json
from dataclasses import replace
from typing import Any

import pytest

from actions.services.actor import Actor
from actions.services.erasing import ErasureAsked, erase_customers, redact_case
from actions.services.retention import end_relationship, purge
from actions.services.review import StaffCommand, command_case
from actions.verification.errors import Forbidden
from actions.verification.status import Status
from tests.unit.actions.examples import CUSTOMER, REVIEWER, Bench, to_document, to_review, to_selfie

HANDOFF = Actor("service", "handoff")
ASKED = ErasureAsked("erasure-1", ("customer-1",))


async def decided(bench: Bench, decision: str) -> str:
    case_id = await to_review(bench)
    seen = StaffCommand("decide", decision=decision, reason="she looks like her photo")
    await command_case(bench.means, REVIEWER, case_id, seen, "en")
    return case_id


async def erase(bench: Bench) -> dict[str, Any]:
    return await erase_customers(bench.means, HANDOFF, ASKED)


async def test_r21_nothing_of_a_customer_who_was_not_approved_is_left() -> None:
    bench = Bench()
    case_id = await to_selfie(bench)
    told = await erase(bench)
    memory = bench.store.memory
    assert not memory.evidence
    assert not memory.keys
    assert not memory.ledger
    assert not memory.answers
    assert not memory.waiting
    assert told["kept"] == []
    assert told["deleted"]["evidence"] == 5
    left = memory.cases[case_id]
    assert left.status is Status.REDACTED
    assert "customer-1" not in repr(memory)


async def test_r21_of_an_approved_customer_stays_what_a_law_keeps_and_it_is_said_why() -> None:
    bench = Bench()
    case_id = await decided(bench, "approved")
    told = await erase(bench)
    kinds = {evidence.kind.partition(".")[0] for evidence, _ in bench.store.memory.evidence.values()}
    assert kinds == {"details", "document"}
    assert {row["item"]: row["count"] for row in told["kept"]} == {"details": 4, "document": 1, "consents": 3}
    assert {(row["case_id"], row["law"], row["days"], row["until"]) for row in told["kept"]} == {
        (case_id, "a law", 1825, None)
    }
    assert (await bench.case()).status is Status.APPROVED
    assert len(bench.store.memory.ledger) == 3


async def test_what_a_law_keeps_stays_while_the_approval_is_looked_at_again() -> None:
    bench = Bench()
    case_id = await decided(bench, "approved")
    before = await erase(bench)
    cases = bench.store.memory.cases
    cases[case_id] = replace(cases[case_id], status=Status.IN_REVIEW)  # a vendor takes back its word
    assert (await erase(bench))["kept"] == before["kept"]
    assert (await bench.case()).status is Status.IN_REVIEW
    declined = StaffCommand("decide", decision="declined", reason="FRAUD_SUSPECTED")
    await command_case(bench.means, REVIEWER, case_id, declined, "en")
    assert (await erase(bench))["kept"] == []
    assert not bench.store.memory.evidence


async def test_r21_what_a_law_keeps_goes_when_its_time_is_over() -> None:
    bench = Bench()
    case_id = await decided(bench, "approved")
    await erase(bench)
    await end_relationship(bench.means, "customer-1")
    assert {row["until"] for row in (await erase(bench))["kept"]} == {"2031-11-21T09:00:00.000Z"}
    bench.clock.forward(days=1825)
    await purge(bench.means)
    memory = bench.store.memory
    assert not memory.evidence
    assert not memory.ledger
    assert memory.cases[case_id].status is Status.REDACTED
    again = await erase_customers(bench.means, HANDOFF, replace(ASKED, customer_ids=(), case_ids=(case_id,)))
    assert again["kept"] == []


async def test_what_people_wrote_goes_and_that_something_happened_stays() -> None:
    bench = Bench()
    await decided(bench, "approved")
    await erase(bench)
    history = bench.store.memory.history
    assert {(entry.why, entry.turn_id) for entry in history} == {(None, None)}
    assert {entry.actor_id for entry in history} == {"erased", "staff-1", "handoff"}
    assert [entry.name for entry in history][-2:] == ["status_changed", "erased"]


async def test_findings_go_even_where_the_case_stays() -> None:
    bench = Bench()
    await decided(bench, "approved")
    await erase(bench)
    assert not [finding for step in (await bench.case()).steps for finding in step.findings]


async def test_asked_again_it_answers_the_same() -> None:
    bench = Bench()
    await to_selfie(bench)
    first = await erase(bench)
    assert await erase(bench) == first


async def test_an_erasure_in_two_tries_counts_what_went_in_both() -> None:
    bench = Bench()
    await decided(bench, "approved")
    first = await erase(bench)
    again = await erase(bench)
    assert again["deleted"] == first["deleted"]


async def test_every_case_of_the_customer_goes() -> None:
    bench = Bench()
    first = await to_selfie(bench)
    bench.clock.forward(days=30, seconds=1)
    await purge(bench.means)
    bench.clock.forward(seconds=1)
    second = await to_document_again(bench)
    assert (await erase(bench))["deleted"]["cases"] == 2
    assert {bench.store.memory.cases[case_id].status for case_id in (first, second)} == {Status.REDACTED}


async def to_document_again(bench: Bench) -> str:
    bench_turn = bench.turn
    bench.turn = lambda **more: bench_turn("c:9", **more)  # type: ignore[method-assign, assignment]  # another turn, another case
    return await to_document(bench)


async def test_only_handoff_may_ask() -> None:
    bench = Bench()
    await to_selfie(bench)
    for actor in (CUSTOMER, REVIEWER):
        with pytest.raises(Forbidden):
            await erase_customers(bench.means, actor, ASKED)


async def test_r21_the_bank_has_a_case_redacted_and_handoff_hears_whose_it_was() -> None:
    bench = Bench()
    case_id = await to_selfie(bench)
    told = await redact_case(bench.means, Actor("service", "core banking"), case_id)
    assert (told["status"], told["kept"]) == ("redacted", [])
    assert told["deleted"]["evidence"] == 5
    [(event, _)] = bench.store.memory.waiting.values()
    body = json.loads(event.body)
    assert (body["name"], body["customer_id"], body["journey"]["status"]) == (
        "erasure_asked",
        "customer-1",
        "redacted",
    )
    later = await erase_customers(bench.means, HANDOFF, replace(ASKED, case_ids=(case_id,)))
    assert later["deleted"]["evidence"] == 5


async def test_r21_a_redaction_of_what_a_law_keeps_says_what_until_when_and_why() -> None:
    bench = Bench()
    case_id = await decided(bench, "approved")
    told = await redact_case(bench.means, Actor("service", "core banking"), case_id)
    assert told["status"] == "approved"
    assert [(row["item"], row["law"], row["until"]) for row in told["kept"]] == [
        ("details", "a law", None),
        ("document", "a law", None),
        ("consents", "a law", None),
    ]


async def test_r25_a_case_without_a_result_is_nobodys_after_its_time() -> None:
    bench = Bench()
    case_id = await decided(bench, "declined")
    bench.clock.forward(days=30, seconds=1)
    assert (await purge(bench.means))["erased"] == 1
    memory = bench.store.memory
    assert memory.cases[case_id].status is Status.REDACTED
    assert not memory.ledger
    assert "customer-1" not in repr((memory.cases, memory.history, memory.evidence, memory.answers))
    [told] = [json.loads(event.body) for event, _ in memory.waiting.values()]
    assert (told["name"], told["customer_id"], told["journey"]["status"]) == (
        "status_changed",
        "customer-1",
        "redacted",
    )


@pytest.mark.parametrize("decision", ["approved", "declined"])
async def test_asking_again_changes_nothing_and_handoff_still_hears_of_it(decision: str) -> None:
    bench = Bench()
    case_id = await decided(bench, decision)
    bank = Actor("service", "core banking")
    first = await redact_case(bench.means, bank, case_id)
    before = list(bench.store.memory.history)
    again = await redact_case(bench.means, bank, case_id)
    assert (again["status"], again["kept"]) == (first["status"], first["kept"])
    assert bench.store.memory.history == before
    told = [json.loads(event.body)["name"] for event, _ in bench.store.memory.waiting.values()]
    assert told == ["erasure_asked"]
