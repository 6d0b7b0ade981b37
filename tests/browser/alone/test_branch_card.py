"""The visit to a branch: its card gives the code, and says until when it is good."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.alone import card_contents, hands
from tests.browser.alone.hands import open_chat, show_step
from tests.browser.alone.standin import StandIn
from tests.browser.machine import needs_chromium

pytestmark = needs_chromium


@pytest.fixture(autouse=True)
def _with_a_visit(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (card_contents, hands):
        monkeypatch.setattr(module, "STEPS", ("consent", "details", "visit"))


def test_the_code_on_the_card_says_until_when_it_is_good_and_does_not_outlive_that(
    page: Page, standin: StandIn
) -> None:
    standin.code_lasts = timedelta(seconds=2)
    open_chat(page, standin)
    show_step(standin, "visit")
    show = page.locator(".card.visit").get_by_role("button", name="Show my code for the branch")
    show.click()
    dialog = page.locator("dialog[open]")
    expect(dialog.locator(".branch-code")).to_have_text(re.compile(r"^\d{4} \d{4}$"))
    expect(dialog).to_contain_text("Good until")
    expect(dialog).to_contain_text("This code has run out.")
    expect(dialog.locator(".branch-code")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(show).to_be_focused()
