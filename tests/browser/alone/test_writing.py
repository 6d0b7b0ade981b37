"""What is typed and chosen goes out when the customer means it to, and once."""

from playwright.sync_api import Page, expect

from tests.browser.alone.hands import open_chat, texts_of_customer
from tests.browser.alone.standin import StandIn
from tests.browser.machine import needs_chromium

pytestmark = needs_chromium


def test_enter_sends_but_not_while_a_korean_syllable_is_being_written(page: Page, standin: StandIn) -> None:
    open_chat(page, standin, "ko")
    box = page.locator(".composer-text")
    box.focus()
    keyboard = page.context.new_cdp_session(page)
    keyboard.send("Input.imeSetComposition", {"text": "안녕", "selectionStart": 2, "selectionEnd": 2})
    keyboard.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", "key": "Process", "windowsVirtualKeyCode": 229})
    expect(page.locator(".row.own")).to_have_count(0)
    keyboard.send("Input.insertText", {"text": "안녕"})
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("ok")
    page.keyboard.press("Enter")
    expect(page.locator(".row.own .bubble")).to_have_text("안녕\nok")
    expect(box).to_have_value("")


def test_a_choice_can_be_made_once(page: Page, standin: StandIn) -> None:
    open_chat(page, standin)
    page.locator(".reply").first.dblclick()
    expect(page.locator(".card.consent")).to_be_visible()
    assert texts_of_customer(standin) == ["Start the identity check"]
    expect(page.locator(".reply")).to_have_count(0)
