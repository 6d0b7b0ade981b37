import json
from typing import Any

import httpx
import pytest

from actions.providers.vendors.stripe_api import MAX_ANSWER, PAUSES
from actions.services.vendors import VendorFailed, VendorRefused, VendorUnavailable, WebhookRefused
from actions.verification.reasons import REASONS
from actions.verification.status import Status
from tests.integration.actions.vendors.conftest import TABLE, AtStripe
from tests.servers.fake_stripe import DESCRIPTION
from tests.servers.serving import serving

BACK = "https://bank.example/back"


async def start(at: AtStripe, **given: str) -> str:
    asked = {"subject_ref": "case-1", "flow": "document_selfie", "locale": "fa", "return_to": BACK}
    return (await at.stripe.create_case(**(asked | {"idempotency_key": "key-1"} | given))).provider_ref


async def test_stripe_learns_the_case_and_what_to_check_and_nothing_else(at_stripe: AtStripe) -> None:
    await start(at_stripe)
    [asked] = at_stripe.fake.asked
    document = {
        "allowed_types": ["driving_license", "id_card", "passport"],
        "require_matching_selfie": True,
        "require_live_capture": True,
    }
    assert asked.form == {
        "type": "document",
        "metadata": {"case": "case-1"},
        "options": {"document": document},
        "return_url": BACK,
    }
    assert asked.headers["idempotency-key"] == "key-1"
    assert asked.headers["stripe-version"] == "2026-07-29.dahlia"


@pytest.mark.parametrize("subject_ref", ["Mr Specimen", "specimen@bank.example", "+98 912 345 6789", "", "x" * 65])
async def test_a_subject_that_could_be_a_person_is_not_sent(at_stripe: AtStripe, subject_ref: str) -> None:
    with pytest.raises(VendorRefused, match="invalid"):
        await start(at_stripe, subject_ref=subject_ref)
    assert at_stripe.fake.asked == []


async def test_a_flow_that_nobody_configured_is_refused(at_stripe: AtStripe) -> None:
    with pytest.raises(VendorRefused, match="invalid"):
        await start(at_stripe, flow="palm_reading")


async def test_an_answer_that_is_lost_leaves_one_verification(at_stripe: AtStripe) -> None:
    at_stripe.fake.troubles = ["lost"]
    ref = await start(at_stripe)
    assert list(at_stripe.fake.sessions) == [ref]
    assert at_stripe.paused == [PAUSES[0]]


async def test_a_lost_answer_to_a_cancellation_is_no_failure(at_stripe: AtStripe) -> None:
    ref = await start(at_stripe)
    at_stripe.fake.troubles = ["lost"]
    await at_stripe.stripe.cancel(ref)
    assert at_stripe.fake.sessions[ref]["status"] == "canceled"


async def test_a_key_that_was_used_for_something_else_is_refused(at_stripe: AtStripe) -> None:
    await start(at_stripe)
    with pytest.raises(VendorRefused, match="invalid"):
        await start(at_stripe, subject_ref="case-2")


@pytest.mark.parametrize("trouble", [409, 429, 500, 503, "lost"])
async def test_what_passes_is_tried_again_with_growing_pauses(at_stripe: AtStripe, trouble: Any) -> None:
    at_stripe.fake.troubles = [trouble, trouble]
    await start(at_stripe)
    assert at_stripe.paused == list(PAUSES)


@pytest.mark.parametrize("trouble", [409, 429, 500, 503, "lost"])
async def test_what_lasts_ends_as_unavailable(at_stripe: AtStripe, trouble: Any) -> None:
    at_stripe.fake.troubles = [trouble] * 3
    with pytest.raises(VendorUnavailable, match="unavailable"):
        await start(at_stripe)
    assert (len(at_stripe.fake.asked), at_stripe.paused) == (3, list(PAUSES))


async def test_stripe_says_itself_whether_to_try_again(at_stripe: AtStripe) -> None:
    at_stripe.fake.troubles = [(500, b"{}", (b"stripe-should-retry", b"false"))]
    with pytest.raises(VendorRefused):
        await start(at_stripe)
    at_stripe.fake.troubles = [(400, b"{}", (b"stripe-should-retry", b"true"))]
    await start(at_stripe)
    assert at_stripe.paused == [PAUSES[0]]


@pytest.mark.parametrize(
    ("answer", "error", "code"),
    [
        ((401, b"{}"), VendorRefused, "unauthorized"),
        ((403, b"{}"), VendorRefused, "unauthorized"),
        ((404, b"{}"), VendorRefused, "not_found"),
        ((302, b"{}", (b"location", b"http://127.0.0.1:9/")), VendorRefused, "invalid"),
        ((200, b"<html>"), VendorUnavailable, "unreadable"),
        ((200, b"[]"), VendorUnavailable, "unreadable"),
        ((200, b"[" * 100_000), VendorUnavailable, "unreadable"),
        ((200, b'{"object": "identity.verification_report", "id": "vs_1"}'), VendorUnavailable, "unreadable"),
        ((200, b'{"object": "identity.verification_session", "id": "../x"}'), VendorUnavailable, "unreadable"),
        ((200, b" " * (MAX_ANSWER + 1)), VendorUnavailable, "unreadable"),
    ],
    ids=lambda value: "" if isinstance(value, tuple) else None,
)
async def test_an_answer_that_does_not_do_becomes_an_error_of_ours(
    at_stripe: AtStripe, answer: Any, error: type[VendorFailed], code: str
) -> None:
    at_stripe.fake.troubles = [answer]
    with pytest.raises(error) as failed:
        await at_stripe.stripe.get_status("vs_specimen1")
    assert (failed.value.code, at_stripe.paused) == (code, [])


async def test_the_wrong_key_is_refused_without_words_of_stripe(at_stripe: AtStripe) -> None:
    at_stripe.fake.key = "another"
    with pytest.raises(VendorRefused) as refused:
        await start(at_stripe)
    assert refused.value.args == ("unauthorized",)


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("document_expired", Status.RESUBMISSION_REQUESTED),
        ("under_supported_age", Status.DECLINED),
        ("selfie_manipulated", Status.IN_REVIEW),
        ("abandoned", Status.ABANDONED),
    ],
)
async def test_r54_a_failure_leads_on_by_its_reason(at_stripe: AtStripe, code: str, status: Status) -> None:
    ref = await start(at_stripe)
    at_stripe.fake.submit(ref)
    at_stripe.fake.fail(ref, code)
    said = await at_stripe.stripe.get_status(ref)
    assert (said.status, said.reasons) == (status, (TABLE.reasons[code],))


TYPED = {"name": "Anna Maria Eriksson", "birth_date": "1974-08-12"}


async def compared(at_stripe: AtStripe) -> dict[str, str]:
    ref = await start(at_stripe)
    at_stripe.fake.verify(ref)
    return {each.check: each.outcome for each in await at_stripe.stripe.compare(ref, TYPED)}


@pytest.mark.parametrize(
    ("outputs", "found"),
    [
        ({}, {"vendor_name": "passed", "vendor_birth_date": "passed"}),
        ({"dob": None}, {"vendor_name": "passed", "vendor_birth_date": "unclear"}),
        ({"dob": {"day": None, "month": 8, "year": 1974}}, {"vendor_name": "passed", "vendor_birth_date": "unclear"}),
        ({"first_name": None, "last_name": None}, {"vendor_name": "unclear", "vendor_birth_date": "passed"}),
        ({"last_name": "Specimen"}, {"vendor_name": "failed", "vendor_birth_date": "passed"}),
    ],
)
async def test_whom_stripe_has_verified_is_compared(
    at_stripe: AtStripe, outputs: dict[str, Any], found: dict[str, str]
) -> None:
    at_stripe.fake.holder |= outputs
    assert await compared(at_stripe) == found


async def test_a_key_that_may_not_see_days_of_birth_is_told_apart(at_stripe: AtStripe) -> None:
    at_stripe.fake.is_restricted = False
    with pytest.raises(VendorRefused, match="unauthorized"):
        await compared(at_stripe)


async def test_of_what_is_not_verified_nothing_is_known(at_stripe: AtStripe) -> None:
    findings = await at_stripe.stripe.compare(await start(at_stripe), TYPED)
    assert {each.outcome for each in findings} == {"unclear"}


def test_r54_the_table_has_every_failure_that_stripe_describes() -> None:
    described = set(DESCRIPTION["$defs"]["last_error"]["properties"]["code"]["enum"]) - {None}
    assert set(TABLE.reasons) == described
    assert set(TABLE.reasons.values()) <= set(REASONS)


def test_r54_the_table_has_every_event_and_status_that_stripe_describes() -> None:
    defs = DESCRIPTION["$defs"]
    assert TABLE.names == set(defs["event"]["properties"]["type"]["enum"])
    for status in defs["session"]["properties"]["status"]["enum"]:
        assert TABLE.read({"status": status}).unknown == ()


async def test_webhooks_reach_whoever_listens_and_come_again_when_not_taken(at_stripe: AtStripe) -> None:
    taken: list[str | None] = []
    busy = [True]

    async def listener(scope: Any, receive: Any, send: Any) -> None:
        body = b""
        while (message := await receive())["type"] == "http.request":
            body += message["body"]
            if not message["more_body"]:
                break
        headers = {name.decode(): value.decode() for name, value in scope["headers"]}
        try:
            events = at_stripe.stripe.verify_webhook(headers, body, at_stripe.fake.now())
            taken.extend([] if busy[0] else [event.status for event in events])
            status = 503 if busy[0] else 204
        except WebhookRefused:
            status = 400
        await send({"type": "http.response.start", "status": status, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    ref = await start(at_stripe)
    at_stripe.fake.submit(ref)
    at_stripe.fake.verify(ref)
    async with serving(listener, lifespan="off") as url:
        assert await at_stripe.fake.deliver(at_stripe.http, url) == [503, 503, 503]
        busy[0] = False
        assert await at_stripe.fake.deliver(at_stripe.http, url) == [204, 204, 204]
        assert await at_stripe.fake.deliver(at_stripe.http, url) == []
        forged = json.dumps({"id": "evt_x", "type": "identity.verification_session.verified"}).encode()
        headers = at_stripe.fake.headers(b"something else")
        assert (await at_stripe.http.post(url, content=forged, headers=headers)).status_code == httpx.codes.BAD_REQUEST
    assert taken == [Status.CREATED, Status.PROCESSING, Status.APPROVED]
