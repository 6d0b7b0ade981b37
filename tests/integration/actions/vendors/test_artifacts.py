"""What opens the vendor's page stays between the vendor and the customer's device."""

import copy
import json
import logging
import pickle

import pytest

from actions.services.vendors import Artifact, VendorFailed
from actions.testing import MORNING
from tests.integration.actions.vendors.conftest import AtStripe, Counter


def test_r55_an_artifact_shows_nothing_of_itself_and_cannot_be_kept() -> None:
    artifact = Artifact("https://vendor.example/once", MORNING)
    assert "once" not in f"{artifact} {artifact!r} {[artifact]}"
    for keep in (pickle.dumps, json.dumps, copy.deepcopy):
        with pytest.raises(TypeError):
            keep(artifact)


async def test_r55_no_artifact_is_logged_whatever_happens(
    counter: Counter, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = []
    with caplog.at_level(logging.DEBUG):
        ref = await counter.open()
        shown += [await counter.vendor.resume(ref), await counter.vendor.get_status(ref)]
        counter.there.submit(ref)
        for ask in (counter.vendor.resume, counter.vendor.cancel, counter.vendor.redact):
            with pytest.raises(VendorFailed) as failed:
                await ask(ref)
            shown.append(repr(failed.value))
    said = caplog.text + repr(shown) + "".join(capsys.readouterr())
    assert counter.there.given
    assert [value for value in counter.there.given if value in said] == []


async def test_r55_webhooks_hold_no_artifact(counter: Counter) -> None:
    ref = await counter.open()
    await counter.vendor.resume(ref)
    sent = b"".join(counter.there.outbox).decode()
    assert [value for value in counter.there.given if value in sent] == []


async def test_r55_the_key_of_the_bank_is_not_logged(at_stripe: AtStripe, caplog: pytest.LogCaptureFixture) -> None:
    at_stripe.fake.troubles = [500, 500, 500]
    with caplog.at_level(logging.DEBUG, "actions"), pytest.raises(VendorFailed) as failed:
        await at_stripe.stripe.get_status("vs_unknown")
    assert at_stripe.fake.key not in caplog.text + repr(failed.value) + repr(failed.value.__context__)
