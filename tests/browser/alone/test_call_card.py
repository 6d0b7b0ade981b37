"""A video call is asked for on its card, and the card says when the bank calls, or that nobody takes calls now."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.alone import card_contents, hands
from tests.browser.alone.hands import open_chat, show_step
from tests.browser.alone.standin import StandIn
from tests.browser.machine import needs_chromium

pytestmark = needs_chromium
NOBODY = {"result": "failed", "reason": "REGISTRY_UNAVAILABLE", "cause": "No calls just now.", "tip": "Later."}


@pytest.fixture(autouse=True)
def _with_a_call(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (card_contents, hands):
        monkeypatch.setattr(module, "STEPS", ("consent", "details", "video"))


@pytest.mark.parametrize(
    ("language", "when"), [("ko", "11월 24일"), ("fa", "۳ آذر"), ("en", "24 November")], ids=["ko", "fa", "en"]
)
def test_a_call_is_asked_for_again_until_there_is_a_time(
    page: Page, standin: StandIn, language: str, when: str
) -> None:
    call = {"at": "2026-11-24T09:30:00.000Z", "simulated": True}
    standin.when_asked = [NOBODY, {"result": "scheduled", "call": call}]
    open_chat(page, standin, language)
    show_step(standin, "video")
    card = page.locator(".card.video")
    ask = card.locator(".stack .button:not(.plain)")
    ask.click()
    expect(card.get_by_role("alert")).to_contain_text("No calls just now.")
    ask.click()
    expect(card.get_by_role("status")).to_contain_text(when)
    expect(card.locator(".simulated")).to_be_visible()
    expect(card.get_by_role("alert")).to_have_count(0)
    expect(ask).to_have_count(0)
