"""Webhooks shaped as the vendors send them, each with the event that it must become."""

import json
import re
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from actions.providers.vendors.inbound import Inbound
from actions.providers.vendors.webhooks import ONFIDO, PERSONA, STRIPE, Scheme, sumsub, veriff
from actions.services.vendors import WebhookRefused
from actions.storage.content.vendors import load_vendors
from actions.verification.reasons import REASONS
from tests.unit.actions.providers.vendors.signing import SECRET, T, dated, digest

ROOT = Path(__file__).parents[5]
EXAMPLES = ROOT / "tests/contracts/vendors"
TABLES = load_vendors(ROOT / "data/vendors")
SCHEMES = {"stripe": STRIPE, "onfido": ONFIDO, "veriff": veriff("key"), "sumsub": sumsub(), "persona": PERSONA}
NOW = datetime.fromtimestamp(T, UTC)


def examples() -> list[Any]:
    return [
        pytest.param(path.stem, each, id=f"{path.stem}: {each['what']}")
        for path in sorted(EXAMPLES.glob("*.json"))
        for each in json.loads(path.read_text())
    ]


def inbound(vendor: str) -> Inbound:
    return Inbound(SCHEMES[vendor], (SECRET,), TABLES[vendor])


def signed(scheme: Scheme, body: bytes) -> dict[str, str]:
    return {scheme.header: dated(body) if scheme in (STRIPE, PERSONA) else digest(body), **scheme.must_say}


def events(vendor: str, body: bytes) -> list[dict[str, Any]]:
    received = inbound(vendor).events(signed(SCHEMES[vendor], body), body, NOW)
    return [json.loads(json.dumps(asdict(each) | {"at": each.at.isoformat()})) for each in received]


def test_r52_every_vendor_with_a_table_has_examples() -> None:
    assert {path.stem for path in EXAMPLES.glob("*.json")} == set(TABLES) == set(SCHEMES)


@pytest.mark.parametrize(("vendor", "example"), examples())
def test_r52_a_webhook_becomes_one_event_in_our_words(vendor: str, example: dict[str, Any]) -> None:
    wanted = example["event"]
    if wanted["at"] == "now":
        wanted = wanted | {"at": NOW.isoformat()}
    assert events(vendor, json.dumps(example["body"]).encode()) == [wanted]


@pytest.mark.parametrize(("vendor", "example"), examples())
def test_r54_no_sentence_of_a_vendor_and_nothing_of_a_person_comes_through(
    vendor: str, example: dict[str, Any]
) -> None:
    """The examples hold a sentence, names and a number wherever the vendor has a place for them."""
    assert "SPECIMEN" not in json.dumps(events(vendor, json.dumps(example["body"]).encode()))
    assert all(re.fullmatch(r"[a-z]+( [\w.:/-]+)?", each) for each in example["event"]["unknown"])
    assert set(example["event"]["reasons"]) <= set(REASONS)


@pytest.mark.parametrize("vendor", sorted(SCHEMES))
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"null",
        b"{",
        b"\xff\xfe",
        b'{"id": NaN}',
        b"[" * 100_000,
        b'{"id": "x"}',
        b'{"type": "applicantReviewed", "applicantId": {"deep": 1}}',
        json.dumps({"id": "e" * 300, "applicantId": "e" * 300, "type": "t"}).encode(),
    ],
)
def test_r53_what_is_signed_and_no_event_is_refused(vendor: str, body: bytes) -> None:
    with pytest.raises(WebhookRefused) as refused:
        events(vendor, body)
    assert refused.value.code == "malformed"


@pytest.mark.parametrize("when", ["yesterday", "99999999999999999999", "2023-13-01T00:00:00Z", "²"])
def test_r53_an_event_of_no_moment_is_refused(when: str) -> None:
    body = json.dumps({"id": "evt_1", "type": "identity.verification_session.verified", "created": when}).encode()
    with pytest.raises(WebhookRefused):
        events("stripe", body)


def test_r53_the_signature_is_checked_before_anything_is_read() -> None:
    with pytest.raises(WebhookRefused) as refused:
        inbound("stripe").events({"Stripe-Signature": dated(b"{}")}, b"[" * 100_000, NOW)
    assert refused.value.code == "signature"


def test_secrets_do_not_show() -> None:
    shown = repr(Inbound(veriff("key of the bank"), (SECRET,), TABLES["veriff"]))
    assert SECRET not in shown
    assert "key of the bank" not in shown
