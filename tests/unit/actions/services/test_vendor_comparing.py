"""Somebody else's good document does not stand for the name that a customer has typed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest
from structlog.testing import capture_logs

from actions.services import bot_turns
from actions.services.vendor_asking import ask_silent
from actions.services.vendors import VendorRefused, VendorUnavailable
from actions.verification.case import Case, State
from actions.verification.findings import Finding, Outcome
from actions.verification.journey import Decide, Kind, PlannedStep
from actions.verification.status import Status
from actions.verification.vendor_match import Verified
from tests.unit.actions.examples import fill_in
from tests.unit.actions.services.at_vendor import AT_VENDOR, STEP, opened

BY_CHECKS = replace(AT_VENDOR, decide=Decide.CHECKS)
OTHER = Verified("Berta", "Specimen", date(1980, 1, 1))


def found(case: Case) -> dict[str, Outcome]:
    return {each.check: each.outcome for each in case.step(STEP).findings}


async def test_whoever_the_vendor_has_verified_must_be_the_customer() -> None:
    bench = await opened(journey=BY_CHECKS)
    bench.there.holder = OTHER
    case = await bench.says("verify")
    step = case.step(STEP)
    assert (case.status, step.state, step.reason) == (Status.IN_REVIEW, State.RECEIVED, "NAME_MISMATCH")
    assert found(case) == {
        "identity": Outcome.PASSED,
        "vendor_name": Outcome.FAILED,
        "vendor_birth_date": Outcome.FAILED,
    }
    assert "Specimen" not in repr(bench.store.memory)


async def test_what_passes_throughout_is_approved_by_checks() -> None:
    bench = await opened(journey=BY_CHECKS)
    case = await bench.says("verify")
    assert (case.status, case.step(STEP).state) == (Status.APPROVED, State.PASSED)
    assert set(found(case).values()) == {Outcome.PASSED}


async def test_it_is_the_same_when_the_webhook_never_comes() -> None:
    bench = await opened(journey=BY_CHECKS)
    bench.there.holder = OTHER
    bench.there.verify("memory-1")
    bench.waiting()
    bench.clock.forward(minutes=15)
    assert await ask_silent(bench.means) == 1
    assert (await bench.case()).step(STEP).reason == "NAME_MISMATCH"


async def test_a_vendor_that_does_not_show_whom_it_verified_leaves_it_to_a_person(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bench = await opened(journey=BY_CHECKS)

    async def refuse(ref: str, typed: Mapping[str, str]) -> tuple[Finding, ...]:
        raise VendorRefused("unauthorized")

    monkeypatch.setattr(bench.there, "compare", refuse)
    with capture_logs() as logs:
        case = await bench.says("verify")
    assert (case.status, case.step(STEP).state) == (Status.IN_REVIEW, State.RECEIVED)
    assert found(case)["vendor_name"] is Outcome.UNCLEAR
    assert [(log["event"], log["code"]) for log in logs] == [("vendor_result_not_shown", "unauthorized")]


async def test_while_the_vendor_cannot_be_asked_the_case_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    bench = await opened(journey=BY_CHECKS)
    with monkeypatch.context() as away:

        async def fail(ref: str, typed: Mapping[str, str]) -> tuple[Finding, ...]:
            raise VendorUnavailable("unavailable")

        away.setattr(bench.there, "compare", fail)
        assert (await bench.says("verify")).status is Status.STARTED
    bench.clock.forward(minutes=1)
    assert (await bench.hear()).status is Status.APPROVED


async def test_what_was_corrected_while_the_vendor_was_asked_is_compared_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bench = await opened(journey=BY_CHECKS)
    compare, corrected = bench.there.compare, []

    async def meanwhile(ref: str, typed: Mapping[str, str]) -> tuple[Finding, ...]:
        findings = await compare(ref, typed)
        if not corrected:
            await bot_turns.reopen(bench.means, bench.turn("c:9"), "details")
            corrected.append(await fill_in(bench, (await bench.case()).case_id, "again", name="Berta Specimen"))
        return findings

    monkeypatch.setattr(bench.there, "compare", meanwhile)
    assert (await bench.says("verify")).status is Status.STARTED
    bench.clock.forward(minutes=1)
    case = await bench.hear()
    assert (case.status, case.step(STEP).reason) == (Status.IN_REVIEW, "NAME_MISMATCH")


async def test_who_corrects_the_name_afterwards_is_verified_again() -> None:
    signature = PlannedStep("signature", Kind.SIGNATURE, 1, 3)
    bench = await opened(journey=replace(AT_VENDOR, steps=(*AT_VENDOR.steps[:-1], signature, AT_VENDOR.steps[-1])))
    assert (await bench.says("verify")).step(STEP).state is State.PASSED
    await bot_turns.reopen(bench.means, bench.turn("c:9"), "details")
    await fill_in(bench, (await bench.case()).case_id, "again", name="Berta Specimen")
    step = (await bench.case()).step(STEP)
    assert (step.state, step.findings) == (State.CURRENT, ())


@pytest.mark.parametrize("method", ["submit", "ask_again"])
async def test_only_an_approval_is_a_reason_to_see_whom_it_is_about(method: str) -> None:
    bench = await opened()
    await bench.says(method)
    assert bench.there.compared == 0


async def test_one_approval_is_asked_about_once() -> None:
    bench = await opened()
    await bench.says("verify")
    bench.clock.forward(seconds=timedelta(days=2).total_seconds())
    await ask_silent(bench.means)
    assert bench.there.compared == 1
