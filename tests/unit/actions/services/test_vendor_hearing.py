"""What vendors send, in any order and however often, and what becomes of the case."""

import json
from dataclasses import replace
from datetime import timedelta
from itertools import permutations

import pytest
from structlog.testing import capture_logs

from actions.services.customers import withdraw_consent
from actions.services.vendor_asking import ask_silent
from actions.services.vendor_inbox import MOST_TRIES, hear_again, hear_inbox, receive
from actions.services.vendors import WebhookRefused
from actions.verification.case import State
from actions.verification.errors import NotFound
from actions.verification.findings import Outcome
from actions.verification.journey import Decide
from actions.verification.status import Status
from tests.unit.actions.examples import CUSTOMER
from tests.unit.actions.services.at_vendor import AT_VENDOR, STEP, AtVendor, at_vendor, opened

BY_CHECKS = replace(AT_VENDOR, decide=Decide.CHECKS)


async def test_r53_the_customer_waits_while_the_vendor_works_and_a_person_decides() -> None:
    bench = await opened()
    assert (await bench.says("submit")).status is Status.PROCESSING
    case = await bench.says("verify")
    assert (case.status, case.step(STEP).state) == (Status.IN_REVIEW, State.PASSED)
    actors = {(e.actor_kind, e.actor_id, e.actor_name) for e in bench.store.memory.history if e.name == "step_passed"}
    assert ("vendor", "memory", "Memory Ltd") in actors


async def test_r53_another_try_goes_into_the_same_verification() -> None:
    bench = await opened()
    await bench.says("submit")
    case = await bench.says("ask_again")
    assert (case.status, case.step(STEP).reason, case.step(STEP).attempts_left) == (Status.STARTED, "DOC_EXPIRED", 2)
    await bench.open()
    await bench.says("submit")
    assert (await bench.says("verify")).status is Status.IN_REVIEW
    assert list(bench.there.kept) == ["memory-1"]


async def test_r53_in_whatever_order_the_webhooks_arrive_the_case_stands_the_same() -> None:
    for order in permutations(range(3)):
        bench = await opened(journey=BY_CHECKS)
        for move in ("submit", "verify"):
            bench.clock.forward(minutes=1)
            getattr(bench.there, move)("memory-1")
        sent = bench.waiting()
        for place in order:
            case = await bench.hear(sent[place])
        assert case.status is Status.APPROVED, order


async def test_r53_what_comes_twice_is_heard_once() -> None:
    bench = await opened()
    await bench.says("submit")
    bench.clock.forward(minutes=1)
    bench.there.ask_again("memory-1")
    [body] = bench.waiting()
    for _ in range(3):
        case = await bench.hear(body)
    assert case.step(STEP).attempts_left == 2
    assert bench.happened().count("step_failed") == 1


async def test_r53_an_approval_that_the_vendor_takes_back_is_taken_back_here() -> None:
    bench = await opened(journey=BY_CHECKS)
    await bench.says("submit")
    assert (await bench.says("verify")).status is Status.APPROVED
    bench.clock.forward(days=3)
    bench.there.says("memory-1", Status.DECLINED, "FRAUD_SUSPECTED")
    case = await bench.hear()
    assert (case.status, case.reason, case.automated) == (Status.DECLINED, "FRAUD_SUSPECTED", True)
    told = [json.loads(event.body) for event, _ in bench.store.memory.waiting.values()]
    assert (told[-1]["journey"]["status"], told[-1]["reason"]) == ("declined", "OTHER")


async def test_r53_what_is_not_signed_is_refused_and_not_kept() -> None:
    bench = await opened()
    [body] = bench.there.outbox
    for headers in ({}, bench.there.headers(body + b" ")):
        with pytest.raises(WebhookRefused):
            await receive(bench.means, "memory", headers, body)
    with pytest.raises(NotFound):
        await receive(bench.means, "nobody", bench.there.headers(body), body)
    assert not bench.store.memory.vendor_inbox


async def test_r53_a_webhook_that_is_faster_than_we_are_waits() -> None:
    bench = await at_vendor()
    bench.there.says("memory-1", Status.PROCESSING)
    await bench.deliver()
    assert await hear_inbox(bench.means) == 1
    assert await hear_inbox(bench.means) == 0
    bench.there.kept.clear()
    await bench.open()
    bench.clock.forward(seconds=5)
    assert await hear_inbox(bench.means) == 1
    assert (await bench.case()).status is Status.PROCESSING


async def test_what_nobody_can_hear_is_set_aside_in_the_end_and_can_be_heard_again() -> None:
    bench = await at_vendor()
    bench.there.says("memory-1", Status.APPROVED)
    await bench.deliver()
    with capture_logs() as logs:
        for _ in range(MOST_TRIES):
            assert await hear_inbox(bench.means) == 1
            bench.clock.forward(hours=2)
    assert await hear_inbox(bench.means) == 0
    [said] = logs
    assert (said["event"], said["name"], "memory-1" in repr(said)) == ("vendor_event_set_aside", "moved", False)
    assert await hear_again(bench.means) == 1
    assert await hear_inbox(bench.means) == 1


async def test_an_event_that_breaks_us_does_not_hold_up_the_others() -> None:
    bench = await opened()
    bench.there.submit("memory-1")
    broken = replace(await bench.case(), journey="gone")
    bench.store.memory.cases[broken.case_id] = broken
    await bench.deliver()
    with capture_logs() as logs:
        assert await hear_inbox(bench.means) == 2
    assert [log["event"] for log in logs] == ["vendor_event_failed"]
    assert [value for value in (*bench.there.given, "Eriksson", broken.case_id) if value in repr(logs)] == []
    bench.store.memory.cases[broken.case_id] = replace(broken, journey="intl")
    bench.clock.forward(minutes=1)
    await hear_inbox(bench.means)
    assert (await bench.case()).status is Status.PROCESSING


async def test_r54_what_nobody_at_the_vendor_looks_at_one_of_us_does() -> None:
    bench = await opened(journey=BY_CHECKS)
    bench.there.says("memory-1", Status.IN_REVIEW, "OTHER", "SELFIE_MANIPULATED")
    case = await bench.hear()
    step = case.step(STEP)
    assert (case.status, step.state, step.reason) == (Status.IN_REVIEW, State.RECEIVED, "SELFIE_MANIPULATED")
    assert step.findings[0].outcome is Outcome.UNCLEAR
    bench.there.verify("memory-1")
    bench.clock.forward(minutes=1)
    case = await bench.says("verify")
    assert case.status is Status.IN_REVIEW
    assert case.step(STEP).findings[0].outcome is Outcome.PASSED


async def test_what_the_vendors_own_people_look_at_the_customer_waits_for() -> None:
    bench = await opened()
    bench.there.says("memory-1", Status.IN_REVIEW)
    assert (await bench.hear()).status is Status.PROCESSING


async def test_r08_a_test_account_of_a_vendor_is_labelled_and_approves_nobody_by_itself() -> None:
    bench = await opened(journey=BY_CHECKS, is_test=True)
    await bench.says("submit")
    case = await bench.says("verify")
    assert (case.status, case.simulated) == (Status.IN_REVIEW, True)


async def test_an_earlier_verification_only_takes_back() -> None:
    bench = await opened(journey=BY_CHECKS)
    bench.there.says("memory-1", Status.EXPIRED)
    await bench.open()
    bench.waiting()
    assert (await bench.says("verify")).status is Status.STARTED
    assert (await bench.says("verify", "memory-2")).status is Status.APPROVED
    bench.clock.forward(minutes=1)
    bench.there.says("memory-1", Status.DECLINED, "DUPLICATE_IDENTITY")
    assert (await bench.hear()).status is Status.DECLINED


async def test_a_withdrawn_consent_ends_what_the_vendor_looks_at() -> None:
    bench = await opened()
    await bench.says("submit")
    await withdraw_consent(bench.means, CUSTOMER, "customer-1", "biometrics", "en")
    case = await bench.says("verify")
    assert (case.status, case.step(STEP).state, case.step(STEP).reason) == (
        Status.STARTED,
        State.CURRENT,
        "CONSENT_DECLINED",
    )
    [session] = await bench.sessions()
    assert session.redact_at is not None


async def test_a_withdrawn_consent_takes_back_what_the_vendor_has_settled() -> None:
    bench = await opened()
    await bench.says("verify")
    await withdraw_consent(bench.means, CUSTOMER, "customer-1", "biometrics", "en")
    case = await bench.case()
    assert (case.status, case.step(STEP).state) == (Status.STARTED, State.CURRENT)


async def asked(bench: AtVendor, after: timedelta) -> int:
    bench.clock.forward(seconds=after.total_seconds())
    return await ask_silent(bench.means)


async def test_r53_a_vendor_that_stays_silent_is_asked_and_ever_less_often() -> None:
    bench = await opened()
    quarter = timedelta(minutes=15)
    assert await asked(bench, timedelta(minutes=14)) == 0
    assert await asked(bench, timedelta(minutes=1)) == 1
    assert await asked(bench, quarter) == 1
    assert await asked(bench, quarter) == 1
    assert await asked(bench, quarter) == 0
    bench.there.verify("memory-1")
    bench.waiting()  # the webhook never comes
    assert await asked(bench, quarter) == 1
    assert (await bench.case()).status is Status.IN_REVIEW
    assert await asked(bench, timedelta(days=2)) == 0


async def test_asking_about_the_same_failure_costs_one_try() -> None:
    bench = await opened()
    bench.there.ask_again("memory-1")
    late = bench.waiting()
    for _ in range(3):
        assert await asked(bench, timedelta(hours=1)) == 1
    case = await bench.hear(*late)
    assert case.step(STEP).attempts_left == 2


async def test_a_vendor_that_does_not_answer_is_asked_again_later() -> None:
    bench = await opened()
    bench.there.is_down = True
    assert await asked(bench, timedelta(minutes=15)) == 1
    bench.there.is_down = False
    bench.there.verify("memory-1")
    bench.waiting()
    assert await asked(bench, timedelta(minutes=15)) == 1
    assert (await bench.case()).status is Status.IN_REVIEW
