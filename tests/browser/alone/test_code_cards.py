"""Codes on a phone and on a statement: the card says where to look, and there is always a way on and a way back."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.alone import card_contents, hands
from tests.browser.alone.hands import open_chat, show_step
from tests.browser.alone.standin import StandIn
from tests.browser.machine import needs_chromium

pytestmark = needs_chromium
SENT = {"length": 4, "sent": True, "holds_s": 600, "again_in_s": 0, "sends_left": 2, "to": "********6789"}
NOT_YOURS = {"result": "failed", "reason": "ACCOUNT_OWNER_MISMATCH", "cause": "Whose it is we can't tell.", "tip": "?"}
FIELD = {"name": "account_number", "kind": "digits", "label": "Account number", "hint": "", "required": True}


@pytest.fixture(autouse=True)
def _with_codes(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (card_contents, hands):
        monkeypatch.setattr(module, "STEPS", ("consent", "details", "code", "transfer"))


def shown(page: Page, standin: StandIn, step: str, language: str = "en", **code: object) -> Locator:
    standin.on_cards[step] = {"code": SENT | code, "fields": [FIELD]}
    open_chat(page, standin, language)
    show_step(standin, step)
    return page.locator(f".card.{step}")


@pytest.mark.parametrize(
    ("language", "where", "digits"),
    [("ko", "입금자명", "6789"), ("fa", "نام واریزکننده", "۶۷۸۹"), ("en", "sender’s name", "6789")],
    ids=["ko", "fa", "en"],
)
def test_after_a_transfer_the_card_says_to_which_account_it_went_and_where_the_code_is(
    page: Page, standin: StandIn, language: str, where: str, digits: str
) -> None:
    lead = shown(page, standin, "transfer", language).locator(".lead")
    expect(lead).to_contain_text(where)
    expect(lead).to_contain_text(digits)
    expect(lead).not_to_contain_text("*")


def test_another_account_can_be_given_and_the_code_that_was_sent_still_be_typed(page: Page, standin: StandIn) -> None:
    standin.when_handed_in = [NOT_YOURS]
    card = shown(page, standin, "transfer")
    card.get_by_role("button", name="Send another transfer").click()
    card.locator("[name=account_number]").fill("110123456789")
    card.get_by_role("button", name="Send", exact=True).click()
    expect(card.get_by_role("alert")).to_contain_text("Whose it is")
    expect(card.locator("[name=account_number]")).to_have_value("110123456789")
    card.get_by_role("button", name="Back to entering the code").click()
    expect(card.locator("[name=code]")).to_be_visible()
    expect(card.get_by_role("alert")).to_have_count(0)


def test_when_no_more_can_be_sent_the_card_says_so_instead_of_a_dead_button(page: Page, standin: StandIn) -> None:
    card = shown(page, standin, "code", sends_left=0)
    expect(card).to_contain_text("No more can be sent")
    expect(card.get_by_role("button", name="Ask for a new code")).to_have_count(0)
