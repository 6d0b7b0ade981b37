"""A keyboard or a screen reader is not sent back to the top of the page when a card changes, fails or is done."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.alone import card_contents, hands
from tests.browser.alone.hands import open_chat, show_step
from tests.browser.alone.standin import StandIn
from tests.browser.alone.test_photos import picture
from tests.browser.machine import needs_chromium

pytestmark = needs_chromium
SENT = {"length": 6, "sent": True, "holds_s": 180, "again_in_s": 60, "sends_left": 4}
WRONG = {"result": "failed", "reason": "CODE_WRONG", "cause": "It isn't right.", "tip": "Look.", "attempts_left": 4}


def test_after_a_step_the_focus_is_at_the_next_one(page: Page, standin: StandIn) -> None:
    open_chat(page, standin)
    show_step(standin, "details")
    page.locator(".card.details .field input").first.wait_for()
    for field in page.locator(".card.details .field input").all():
        field.fill("1990-01-02")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".card.document h2")).to_be_focused()
    expect(page.locator(".card.document")).to_be_in_viewport()
    page.keyboard.press("Tab")
    expect(page.locator(".card.document .button").first).to_be_focused()


def test_a_photo_that_fails_or_is_lost_leaves_the_focus_at_what_can_be_done(
    page: Page, standin: StandIn, tmp_path: Path
) -> None:
    file = tmp_path / "id.jpg"
    file.write_bytes(picture(1600, 1000))
    standin.photo_failures = standin.drop_uploads = 1
    page.set_viewport_size({"width": 360, "height": 560})
    open_chat(page, standin)
    show_step(standin, "document")
    card = page.locator(".card.document")
    card.locator("input[type=file]").focus()
    card.locator("input[type=file]").set_input_files(file)
    send = card.get_by_role("button", name="Send this photo")
    expect(send).to_be_focused()
    expect(card.locator("canvas.preview")).to_be_in_viewport()  # looked at before it is sent
    page.keyboard.press("Enter")
    expect(card.get_by_role("alert")).to_contain_text("not answering")
    expect(send).to_be_focused()
    page.keyboard.press("Enter")
    expect(card.get_by_role("alert")).to_contain_text("glare")
    expect(card.get_by_role("button", name="Take a photo")).to_be_focused()
    expect(card.get_by_role("alert")).to_be_in_viewport(ratio=0.9)


def test_a_code_can_be_typed_as_soon_as_it_is_sent_and_again_after_a_wrong_one(
    page: Page, standin: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (card_contents, hands):
        monkeypatch.setattr(module, "STEPS", ("consent", "details", "code"))
    standin.on_cards["code"] = {"code": SENT | {"sent": False, "to": "+82******5678"}}
    standin.when_asked, standin.when_handed_in = [{"result": "sent", "code": SENT}], [WRONG]
    open_chat(page, standin)
    show_step(standin, "code")
    page.get_by_role("button", name="Send me a code").focus()
    page.keyboard.press("Enter")
    entry = page.locator(".card.code [name=code]")
    expect(entry).to_be_focused()
    page.keyboard.type("123456")
    page.keyboard.press("Enter")
    expect(page.locator(".card.code").get_by_role("alert")).to_be_visible()
    expect(entry).to_be_focused()
    expect(entry).to_have_value("")


def test_whoever_has_gone_elsewhere_is_left_there(page: Page, standin: StandIn) -> None:
    open_chat(page, standin)
    show_step(standin, "details")
    page.locator(".card.details .field input").first.focus()
    page.locator(".composer-text").focus()
    show_step(standin, "document")
    expect(page.locator(".card.document")).to_be_visible()
    expect(page.locator(".composer-text")).to_be_focused()


def test_an_answer_that_is_chosen_leads_to_the_card_that_it_brings(page: Page, standin: StandIn) -> None:
    open_chat(page, standin)
    page.locator(".reply").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".card.consent h2")).to_be_focused()


def test_what_was_opened_from_the_menu_gives_the_focus_back_to_the_menu(page: Page, standin: StandIn) -> None:
    open_chat(page, standin)
    menu = page.get_by_role("button", name="Menu")
    menu.click()
    page.get_by_role("button", name="My consents").focus()
    page.keyboard.press("Enter")
    expect(page.locator("dialog[open]")).to_be_visible()
    page.keyboard.press("Escape")
    expect(menu).to_be_focused()


def test_who_asks_why_sees_the_answer_and_keeps_the_place_in_the_card(page: Page, standin: StandIn) -> None:
    page.set_viewport_size({"width": 360, "height": 560})
    open_chat(page, standin)
    show_step(standin, "details")
    why = page.locator(".card.details").get_by_role("button", name="Why do you need this?")
    why.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".bubble", has_text="Ask me anything")).to_be_in_viewport(ratio=0.9)
    expect(why).to_be_focused()
