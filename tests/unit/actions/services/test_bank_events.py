"""What the bank's own programs hear."""

import json
from collections.abc import Collection, Mapping
from typing import Any

import pytest

from actions.services import dead_letters
from actions.services.actor import Actor
from actions.services.bank_cases import Told, cancel_case
from actions.services.bank_events import with_names
from actions.services.bank_names import BankName
from actions.services.erasing import redact_case
from actions.services.relay import TRIES, patience, relay, to_bank
from actions.services.retention import purge
from actions.services.review import StaffCommand, command_case
from actions.verification.errors import NotFound, Refused
from tests.unit.actions.examples import DETAILS, REVIEWER, Bench, hand_in, to_consent, to_review, to_selfie
from tests.unit.actions.listening import Hook, Listening

HIGH_TIME = 365


async def decided(bench: Bench, case_id: str, decision: str = "approved", **more: Any) -> None:
    asked = StaffCommand("decide", decision=decision, reason="seen", **more)
    await command_case(bench.means, REVIEWER, case_id, asked, "en")


async def test_the_bank_hears_of_every_status_in_order_with_the_case_as_it_stands() -> None:
    bench, hook = Listening(), Hook()
    bench.names.names["customer-1"] = BankName("customer", "kim")
    case_id = await to_review(bench)
    await decided(bench, case_id)
    await bench.deliver(hook)
    assert hook.names == [
        ("status_changed", "started"),
        ("status_changed", "in_review"),
        ("status_changed", "approved"),
    ]
    versions = [event["version"] for event in hook.heard]
    assert versions == sorted(set(versions))
    assert {event["case"]["customer"]["id"] for event in hook.heard} == {"kim"}
    assert len({event["event_id"] for event in hook.heard}) == 3


async def test_what_the_customer_gave_is_in_no_event() -> None:
    bench, hook = Listening(), Hook()
    await to_review(bench)
    await bench.deliver(hook)
    assert not [value for value in DETAILS.values() if value in json.dumps(hook.heard)]


async def test_a_bank_that_has_said_no_address_is_told_nothing() -> None:
    bench = Bench()
    await to_review(bench)
    assert bench.store.memory.bank_events == {}


@pytest.mark.parametrize("wanted", [True, False])
async def test_a_failed_try_is_told_only_to_a_bank_that_wants_to_hear_of_it(wanted: bool) -> None:
    bench, hook = Listening(), Hook()
    bench.step_failures = wanted
    case_id = await to_selfie(bench)
    bench.faces.reason = "FACE_BLUR"
    await hand_in(bench, case_id, "selfie")
    await bench.deliver(hook)
    told = [(event["name"], event["step"], event["reason"]) for event in hook.heard if event["step"]]
    assert told == ([("step_failed", "selfie", "FACE_BLUR")] if wanted else [])


async def test_an_event_that_does_not_arrive_holds_back_the_later_ones_of_its_case() -> None:
    bench, hook = Listening(), Hook(down=True)
    await to_review(bench)
    await bench.deliver(hook)
    hook.down = False
    await bench.deliver(hook)
    assert hook.heard == []
    bench.clock.forward(seconds=10)
    await bench.deliver(hook)
    assert [status for _, status in hook.names] == ["started", "in_review"]


async def test_while_nobody_knows_the_customers_name_the_event_waits() -> None:
    bench, hook = Listening(), Hook()
    await to_consent(bench)

    async def nobody(customer_ids: Collection[str]) -> Mapping[str, BankName]:
        raise Refused("unavailable")

    line = to_bank(lambda: 0.0)
    assert await relay(bench.means.begin, with_names(nobody, hook), bench.clock, line) == 0
    bench.clock.forward(seconds=10)
    await bench.deliver(hook)
    assert hook.heard[0]["case"]["customer"] is None


async def test_after_many_tries_it_is_a_dead_letter_and_the_case_goes_on_being_told() -> None:
    bench, hook = Listening(), Hook()
    case_id = await to_consent(bench)
    await bench.let_fail(hook)
    [letter] = (await dead_letters.list_letters(bench.means, None, 50))["dead_letters"]
    assert (letter["case_id"], letter["tries"], letter["failure"]) == (case_id, TRIES, "status 503")
    await bench.deliver(hook)
    assert hook.heard == []
    await redact_case(bench.means, Actor("service", "core"), case_id)
    await bench.deliver(hook)
    assert hook.names == [("erased", "redacted")]


async def test_a_dead_letter_that_is_sent_again_arrives_and_is_gone() -> None:
    bench, hook = Listening(), Hook()
    await to_consent(bench)
    await bench.let_fail(hook)
    [letter] = (await dead_letters.list_letters(bench.means, None, 50))["dead_letters"]
    assert await dead_letters.replay(bench.means, letter["event_id"]) == letter
    await bench.deliver(hook)
    assert [event["event_id"] for event in hook.heard] == [letter["event_id"]]
    assert await dead_letters.list_letters(bench.means, None, 50) == {"dead_letters": [], "next": None}
    with pytest.raises(NotFound):
        await dead_letters.replay(bench.means, letter["event_id"])


async def test_all_dead_letters_are_sent_again_at_once() -> None:
    bench, hook = Listening(), Hook()
    case_id = await to_consent(bench)
    await bench.let_fail(hook)
    await cancel_case(bench.means, Told(Actor("service", "core")), case_id)
    await bench.let_fail(hook)
    page = await dead_letters.list_letters(bench.means, None, 1)
    assert page["next"] == page["dead_letters"][0]["event_id"]
    assert len((await dead_letters.list_letters(bench.means, page["next"], 1))["dead_letters"]) == 1
    assert await dead_letters.replay_all(bench.means) == 2
    await bench.deliver(hook)
    assert [event["name"] for event in hook.heard] == ["status_changed", "status_changed"]


async def test_what_was_told_of_an_erased_case_goes_and_what_waits_is_told() -> None:
    bench, hook = Listening(), Hook()
    case_id = await to_review(bench)
    await bench.deliver(hook)
    await decided(bench, case_id, "declined")
    told = await redact_case(bench.means, Actor("service", "core"), case_id)
    assert told["status"] == "redacted"
    await bench.deliver(hook)
    assert hook.names[-2:] == [("status_changed", "declined"), ("erased", "redacted")]
    assert "customer-1" not in json.dumps(hook.heard[-1])


async def test_events_are_forgotten_when_their_time_is_over() -> None:
    bench, hook = Listening(), Hook()
    await to_consent(bench)
    await bench.deliver(hook)
    bench.clock.forward(days=29)
    await purge(bench.means)
    assert bench.store.memory.bank_events
    bench.clock.forward(days=HIGH_TIME)
    await purge(bench.means)
    assert not [event for event in bench.store.memory.bank_events.values() if not event.waits]


def test_the_pause_grows_to_a_day_and_up_to_half_of_it_is_chance() -> None:
    assert [patience(tries, 0.0).total_seconds() for tries in (1, 2, 3, 30)] == [10, 20, 40, 86_400]
    assert patience(30, 1.0).total_seconds() == 43_200
