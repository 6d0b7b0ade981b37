"""The chat in a frame on the bank's page: it knows that it is open, and what it opens is let out of the frame."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.alone import card_contents, hands
from tests.browser.alone.hands import show_step
from tests.browser.alone.standin import StandIn
from tests.browser.machine import needs_chromium

pytestmark = needs_chromium


def opened(page: Page, standin: StandIn, until: str = ".reply") -> None:
    page.goto(f"{standin.host}/demo?language=en&sub=someone")
    page.locator("#start").click()
    page.frame_locator("iframe").locator(until).first.wait_for()


def test_what_is_on_the_screen_counts_as_read_from_the_first_opening_on(page: Page, standin: StandIn) -> None:
    opened(page, standin)
    conversation = standin.conversations["someone"]
    for _ in range(50):
        if conversation.read == len(conversation.messages):
            break
        page.wait_for_timeout(100)
    assert conversation.read == len(conversation.messages)


def test_who_goes_on_at_another_device_sees_the_open_step(page: Page, standin: StandIn, browser: Browser) -> None:
    opened(page, standin)
    show_step(standin, "consent")
    show_step(standin, "details")
    expect(page.frame_locator("iframe").locator(".card.details input").first).to_be_visible()
    conversation = standin.conversations["someone"]
    conversation.read = len(conversation.messages)
    elsewhere = browser.new_context(viewport={"width": 390, "height": 640}).new_page()
    opened(elsewhere, standin, ".card.details")
    expect(elsewhere.frame_locator("iframe").locator(".card.details h2")).to_be_in_viewport()
    elsewhere.context.close()


def test_r55_the_page_of_a_partner_opens_from_inside_the_frame(
    page: Page, standin: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (card_contents, hands):
        monkeypatch.setattr(module, "STEPS", ("consent", "details", "vendor"))
    standin.when_asked = [{"url": f"{standin.host}/demo", "expires_at": "2026-11-24T09:00:00.000Z"}]
    opened(page, standin)
    show_step(standin, "vendor")
    card = page.frame_locator("iframe").locator(".card.vendor")
    card.get_by_role("button", name="Prepare the check").click()
    with page.context.expect_page() as partner:
        card.get_by_role("link", name="Open our partner’s page").click()
    expect(partner.value).to_have_url(f"{standin.host}/demo")
