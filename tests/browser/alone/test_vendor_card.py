"""The step at a partner of the bank: its page is opened from the card, and only from there."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.alone import card_contents, hands
from tests.browser.alone.hands import open_chat, show_step, stored
from tests.browser.alone.standin import StandIn
from tests.browser.machine import needs_chromium

pytestmark = needs_chromium
ADDRESS = "https://verify.stripe.example/start/live_once"
DOWN = {
    "result": "failed",
    "reason": "REGISTRY_UNAVAILABLE",
    "cause": "It is down.",
    "tip": "Later.",
    "attempts_left": 3,
}


@pytest.fixture(autouse=True)
def _at_vendor(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (card_contents, hands):
        monkeypatch.setattr(module, "STEPS", ("consent", "details", "vendor"))


def test_r55_the_address_is_in_the_link_and_in_no_store_of_the_browser(page: Page, standin: StandIn) -> None:
    standin.on_cards["vendor"] = {"vendor": "Stripe Identity", "documents": [{"kind": "passport", "title": "passport"}]}
    standin.when_asked = [DOWN, {"url": ADDRESS, "expires_at": "2026-11-24T09:00:00.000Z"}]
    open_chat(page, standin)
    show_step(standin, "vendor")
    card = page.locator(".card.vendor")
    expect(card).to_contain_text("Stripe Identity")
    expect(card).to_contain_text("passport")
    card.locator("button.button").click()
    expect(card.get_by_role("alert")).to_contain_text("It is down.")
    card.locator("button.button").click()
    expect(card.locator("a.button")).to_have_attribute("href", ADDRESS)
    expect(card.get_by_role("alert")).to_have_count(0)
    assert card.locator("a.button").get_attribute("rel") == "noopener noreferrer"
    assert ADDRESS not in stored(page) + str(standin.conversations["someone"].messages)
