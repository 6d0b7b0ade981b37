"""What takes the place of a step is said before it is chosen: a visit, or a call where the journey has one."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.alone.hands import open_chat, show_step
from tests.browser.alone.standin import StandIn
from tests.browser.machine import needs_chromium

pytestmark = needs_chromium


@pytest.mark.parametrize(("way", "words"), [("visit", "at a branch"), ("video", "video call")])
def test_r13_the_card_says_which_other_way_it_is(page: Page, standin: StandIn, way: str, words: str) -> None:
    standin.on_cards["selfie"] = {"alternative": "other", "alternative_kind": way}
    open_chat(page, standin)
    show_step(standin, "selfie")
    page.locator(".card.selfie .card-foot .link").last.click()
    expect(page.locator("dialog[open]")).to_contain_text(words)
