"""The signature: drawn once, and not again because a line broke."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.alone import card_contents, hands
from tests.browser.alone.hands import open_chat, show_step
from tests.browser.alone.standin import StandIn
from tests.browser.machine import needs_chromium

pytestmark = needs_chromium
EMPTY = {"result": "failed", "reason": "SIGNATURE_EMPTY", "cause": "Too little of one.", "tip": "?", "attempts_left": 2}
INK = """canvas => canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
  .data.filter((value, at) => at % 4 === 0 && value < 128).length"""


@pytest.fixture
def card(page: Page, standin: StandIn, monkeypatch: pytest.MonkeyPatch) -> Locator:
    for module in (card_contents, hands):
        monkeypatch.setattr(module, "STEPS", ("consent", "details", "signature"))
    open_chat(page, standin)
    show_step(standin, "signature")
    shown = page.locator(".card.signature")
    shown.locator("canvas").scroll_into_view_if_needed()
    return shown


def draw(page: Page, card: Locator, strokes: int) -> None:
    box = card.locator("canvas").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 30, box["y"] + 30)
    page.mouse.down()
    for stroke in range(strokes):
        page.mouse.move(box["x"] + 40 + 20 * stroke, box["y"] + 30 + 20 * (stroke % 2))
    page.mouse.up()


def test_a_drawing_outlives_a_broken_line_and_goes_out_as_the_same_try(
    page: Page, standin: StandIn, card: Locator
) -> None:
    standin.drop_uploads = 1
    send = card.get_by_role("button", name="Send", exact=True)
    draw(page, card, strokes=6)
    drawn = card.locator("canvas").evaluate(INK)
    send.click()
    expect(card.get_by_role("alert")).to_be_visible()
    assert card.locator("canvas").evaluate(INK) == drawn > 0
    send.click()
    expect(page.locator(".card.result")).to_be_visible()
    assert len(standin.keys) == 2
    assert len(set(standin.keys)) == 1


def test_what_the_bank_could_not_take_is_wiped_for_the_next_try(page: Page, standin: StandIn, card: Locator) -> None:
    standin.when_handed_in = [EMPTY]
    draw(page, card, strokes=2)
    card.get_by_role("button", name="Send", exact=True).click()
    expect(card.get_by_role("alert")).to_contain_text("Too little of one.")
    assert card.locator("canvas").evaluate(INK) == 0
    expect(card.get_by_role("button", name="Send", exact=True)).to_be_disabled()


def test_a_tap_is_no_signature_and_who_cannot_sign_is_told_of_a_person(page: Page, card: Locator) -> None:
    draw(page, card, strokes=0)
    expect(card.get_by_role("button", name="Send", exact=True)).to_be_disabled()
    expect(card).to_contain_text("a person or a branch can help")
