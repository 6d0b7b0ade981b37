"""A person asked for, a consent taken back, the chat ended on this phone and on the bank's page."""

from datetime import timedelta

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.alone.hands import agent_says, open_chat, say, show_step, stored, texts_of_customer
from tests.browser.alone.standin import StandIn
from tests.browser.machine import needs_chromium

pytestmark = needs_chromium


def test_a_person_is_one_tap_away_and_the_wait_can_be_left(page: Page, standin: StandIn) -> None:
    open_chat(page, standin)
    page.locator(".person .pill").click()
    expect(page.locator(".person.waiting")).to_contain_text("2")
    page.locator(".person.waiting .link").click()
    expect(page.locator(".person .pill")).to_be_visible()


def test_a_consent_can_be_withdrawn_after_a_second_question(page: Page, standin: StandIn) -> None:
    open_chat(page, standin)
    page.locator(".menu > button").click()
    page.locator(".menu-item").nth(1).click()
    page.locator(".given .button").first.click()
    assert standin.conversations["someone"].withdrawn == []
    page.locator("dialog dialog .button.danger").click()
    expect(page.locator(".given.withdrawn")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)


def test_r22_among_the_consents_what_rests_on_a_law_is_named_as_told_and_not_as_given(
    page: Page, standin: StandIn
) -> None:
    open_chat(page, standin)
    page.locator(".menu > button").click()
    page.locator(".menu-item").nth(1).click()
    by_law = page.locator(".given", has_text="Your ID number")
    expect(by_law).to_contain_text("required by law")
    expect(by_law).not_to_contain_text("Given on")
    expect(by_law.locator("button")).to_have_count(0)
    expect(page.locator(".given", has_text="Given on")).to_have_count(2)


def test_a_code_for_the_branch_is_shown_large_and_a_new_one_when_its_time_is_over(page: Page, standin: StandIn) -> None:
    open_chat(page, standin)
    show_step(standin, "details")
    standin.code_lasts = timedelta(seconds=2)
    page.locator(".menu > button").click()
    page.get_by_role("button", name="Code for the branch").click()
    expect(page.locator(".branch-code")).to_have_text("4829 1305")
    expect(page.locator(".branch-code")).to_have_count(0)
    standin.code_lasts = timedelta(minutes=5)
    page.get_by_role("button", name="Show a new code").click()
    expect(page.locator(".branch-code")).to_have_text("4829 1306")


@pytest.mark.parametrize("language", ["ko", "fa", "en"])
def test_r21_everything_can_be_asked_to_be_deleted_beside_the_consents(
    page: Page, standin: StandIn, language: str
) -> None:
    open_chat(page, standin, language)
    page.locator(".menu > button").click()
    page.locator(".menu-item").nth(1).click()
    page.locator(".ask-deletion").click()
    assert standin.conversations["someone"].deletions == 0
    page.locator("dialog dialog .button").last.click()
    expect(page.locator("dialog [role=status]")).to_be_visible()
    assert standin.conversations["someone"].deletions == 1


def test_r21_taking_a_consent_back_takes_as_many_taps_as_giving_it(page: Page, standin: StandIn) -> None:
    open_chat(page, standin)
    show_step(standin, "consent")
    box = page.locator(".consent-item .tick input").first
    expect(box).not_to_be_checked()
    giving = [box, page.locator("form:has(.consent-item) button[type=submit]")]
    for tapped in giving:
        tapped.click()
    page.locator(".menu > button").click()
    page.locator(".menu-item").nth(1).click()
    taking_back = [page.locator(".given .button").first, page.locator("dialog dialog .button.danger")]
    for tapped in taking_back:
        tapped.click()
    expect(page.locator(".given.withdrawn")).to_have_count(1)
    assert len(taking_back) == len(giving)


def test_ending_on_this_phone_leaves_nothing_here_and_closes_the_line(
    context: BrowserContext, page: Page, standin: StandIn
) -> None:
    open_chat(page, standin)
    page.locator(".menu > button").click()
    page.locator(".menu-item").nth(2).click()  # larger text: the one thing that is remembered
    context.set_offline(True)
    standin.do(standin.cut)
    say(page, "unsent words")
    expect(page.locator(".row.own.pending")).to_have_count(1)
    assert "unsent words" in stored(page)
    page.locator(".menu > button").click()
    page.locator(".menu-item").last.click()
    page.locator("dialog .button.danger, dialog .button:not(.plain)").click()
    expect(page.locator(".ended")).to_be_visible()
    context.set_offline(False)
    assert stored(page) == '[[],{},{},""]'
    assert standin.lines() == 0
    assert texts_of_customer(standin) == []


def test_the_banks_page_shows_how_much_is_unread_and_signs_out_cleanly(page: Page, standin: StandIn) -> None:
    page.goto(f"{standin.host}/demo?language=en&sub=someone")
    page.locator("#start").click()
    chat = page.frame_locator("iframe")
    chat.locator(".reply").first.wait_for()
    chat.get_by_role("button", name="Close chat").click()
    agent_says(standin, "Are you there?")
    badge = page.locator(".badge")
    expect(badge).to_have_text("1")
    page.get_by_role("button", name="Open chat (1)").click()
    expect(chat.locator(".row.agent")).to_be_visible()
    expect(badge).to_be_hidden()
    chat.get_by_role("button", name="Close chat").click()
    page.locator("#leave").click()
    expect(page.locator("iframe")).to_have_count(0)
    page.locator("#start").click()
    expect(chat.locator(".row.agent")).to_be_visible()
