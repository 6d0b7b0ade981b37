"""One contract for every vendor that can be started: the twin, and Stripe before a server made from its description."""

import pytest

from actions.services.vendors import VendorRefused, WebhookRefused
from actions.verification.findings import Outcome
from actions.verification.status import Status
from actions.verification.vendor_events import Heard, VendorEvent, hear
from tests.integration.actions.vendors.conftest import Counter


def received(counter: Counter) -> list[VendorEvent]:
    """What the webhooks that are waiting say."""
    bodies = counter.there.outbox
    return [
        event
        for body in bodies
        for event in counter.vendor.verify_webhook(counter.there.headers(body), body, counter.clock())
    ]


def settled(events: list[VendorEvent]) -> tuple[Status | None, tuple[str, ...]]:
    heard = Heard()
    for event in events:
        heard, _ = hear(heard, event)
    assert heard.standing is not None
    return heard.standing.status, heard.standing.reasons


async def agree(counter: Counter, ref: str, status: Status, reasons: tuple[str, ...] = ()) -> None:
    """Asking and being told come to the same."""
    said = await counter.vendor.get_status(ref)
    assert (said.status, said.reasons) == (status, reasons) == settled(received(counter))
    assert {event.provider_ref for event in received(counter)} == {ref}


async def test_r52_a_verification_goes_from_start_to_approval(counter: Counter) -> None:
    ref = await counter.open()
    await agree(counter, ref, Status.CREATED)
    counter.clock.forward(minutes=1)
    counter.there.submit(ref)
    await agree(counter, ref, Status.PROCESSING)
    counter.clock.forward(minutes=1)
    counter.there.verify(ref)
    await agree(counter, ref, Status.APPROVED)


TYPED = {"name": "Anna Maria Eriksson", "birth_date": "1974-08-12"}


async def test_r52_whom_it_has_verified_is_held_against_what_was_typed(counter: Counter) -> None:
    ref = await counter.open()
    counter.there.verify(ref)
    same = await counter.vendor.compare(ref, TYPED)
    assert {each.check: each.outcome for each in same} == {
        "vendor_name": Outcome.PASSED,
        "vendor_birth_date": Outcome.PASSED,
    }
    other = await counter.vendor.compare(ref, {"name": "Berta Specimen", "birth_date": "1974-08-13"})
    assert {each.reason for each in other} == {"NAME_MISMATCH", "DOB_MISMATCH"}
    assert await counter.vendor.compare(ref, {}) == ()
    assert "Eriksson" not in repr((same, other))


async def test_r52_a_customer_who_is_asked_again_hands_in_again(counter: Counter) -> None:
    ref = await counter.open()
    counter.clock.forward(minutes=1)
    counter.there.submit(ref)
    counter.clock.forward(minutes=1)
    counter.ask_again(ref)
    await agree(counter, ref, Status.RESUBMISSION_REQUESTED, ("DOC_EXPIRED",))
    counter.clock.forward(minutes=1)
    counter.there.submit(ref)
    await agree(counter, ref, Status.PROCESSING)
    counter.clock.forward(minutes=1)
    counter.there.verify(ref)
    await agree(counter, ref, Status.APPROVED)


async def test_r52_the_same_start_twice_is_one_verification(counter: Counter) -> None:
    assert await counter.open("key-1") == await counter.open("key-1")
    assert await counter.open("key-2") != await counter.open("key-1")


async def test_r52_resuming_gives_a_fresh_way_into_the_same_verification(counter: Counter) -> None:
    ref = await counter.open()
    first, second = await counter.vendor.resume(ref), await counter.vendor.resume(ref)
    assert first.value != second.value
    assert first.expires_at > counter.clock()
    assert (await counter.vendor.get_status(ref)).status is Status.CREATED


async def test_r52_there_is_no_way_back_into_what_is_handed_in(counter: Counter) -> None:
    ref = await counter.open()
    counter.there.submit(ref)
    with pytest.raises(VendorRefused, match="wrong_state"):
        await counter.vendor.resume(ref)


async def test_r52_a_verification_is_cancelled_once_and_again(counter: Counter) -> None:
    ref = await counter.open()
    counter.clock.forward(minutes=1)
    await counter.vendor.cancel(ref)
    await counter.vendor.cancel(ref)
    await agree(counter, ref, Status.CANCELED)


async def test_r52_what_is_decided_is_not_cancelled(counter: Counter) -> None:
    ref = await counter.open()
    counter.there.verify(ref)
    with pytest.raises(VendorRefused, match="wrong_state"):
        await counter.vendor.cancel(ref)


async def test_r52_deletion_is_asked_for_and_told_when_done(counter: Counter) -> None:
    ref = await counter.open()
    counter.clock.forward(minutes=1)
    counter.there.verify(ref)
    await counter.vendor.redact(ref)
    await counter.vendor.redact(ref)
    assert (await counter.vendor.get_status(ref)).status is Status.APPROVED
    counter.clock.forward(days=4)
    counter.there.finish_redaction(ref)
    assert counter.vendor.capabilities().has_redact
    await agree(counter, ref, Status.REDACTED)


async def test_r52_deleting_what_is_open_ends_it(counter: Counter) -> None:
    ref = await counter.open()
    counter.clock.forward(minutes=1)
    await counter.vendor.redact(ref)
    await agree(counter, ref, Status.CANCELED)


async def test_r52_what_the_vendor_still_looks_at_is_not_deleted_yet(counter: Counter) -> None:
    ref = await counter.open()
    counter.there.submit(ref)
    with pytest.raises(VendorRefused, match="wrong_state"):
        await counter.vendor.redact(ref)
    counter.there.verify(ref)
    await counter.vendor.redact(ref)


@pytest.mark.parametrize("ref", ["vs_unknown", "../../v1/customers", "", "vs_a/../b", "memory-99"])
async def test_r52_what_the_vendor_does_not_know_is_refused(counter: Counter, ref: str) -> None:
    for ask in (counter.vendor.get_status, counter.vendor.resume, counter.vendor.cancel, counter.vendor.redact):
        with pytest.raises(VendorRefused, match="not_found"):
            await ask(ref)


async def test_r53_what_the_vendor_did_not_sign_is_refused(counter: Counter) -> None:
    await counter.open()
    [body] = counter.there.outbox
    headers = counter.there.headers(body)
    with pytest.raises(WebhookRefused, match="signature"):
        counter.vendor.verify_webhook(headers, body + b" ", counter.clock())
    with pytest.raises(WebhookRefused, match="missing_header"):
        counter.vendor.verify_webhook({}, body, counter.clock())
    counter.clock.forward(seconds=301)
    with pytest.raises(WebhookRefused, match="too_old"):
        counter.vendor.verify_webhook(headers, body, counter.clock())
