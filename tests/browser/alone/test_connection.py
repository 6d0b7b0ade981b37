"""Lines that break, answers that get lost and tokens that expire: everything said arrives, once and in order."""

import re

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.alone.hands import agent_says, open_chat, say, texts_of_customer
from tests.browser.alone.standin import StandIn
from tests.browser.machine import needs_chromium

pytestmark = needs_chromium


def test_what_is_written_without_a_connection_is_sent_once_and_in_order(
    context: BrowserContext, page: Page, standin: StandIn
) -> None:
    open_chat(page, standin)
    context.set_offline(True)
    standin.do(standin.cut)
    expect(page.locator(".banner.offline")).to_be_visible()
    say(page, "first")
    say(page, "second")
    expect(page.locator(".row.own.pending")).to_have_count(2)
    context.set_offline(False)
    expect(page.locator(".row.own:not(.pending)")).to_have_count(2)
    assert texts_of_customer(standin) == ["first", "second"]


def test_a_message_whose_answer_was_lost_is_there_once(page: Page, standin: StandIn) -> None:
    open_chat(page, standin)
    standin.cut_after_sends = 1
    say(page, "once")
    expect(page.locator(".row.own:not(.pending)")).to_have_count(1)
    say(page, "after")
    expect(page.locator(".row.own:not(.pending)")).to_have_count(2)
    assert texts_of_customer(standin) == ["once", "after"]


def test_what_could_not_be_sent_survives_a_reload(context: BrowserContext, page: Page, standin: StandIn) -> None:
    open_chat(page, standin)
    context.set_offline(True)
    standin.do(standin.cut)
    say(page, "still here")
    expect(page.locator(".row.own.pending")).to_have_count(1)
    context.set_offline(False)
    page.reload()
    expect(page.locator(".row.own:not(.pending)")).to_have_text(re.compile("still here"))
    assert texts_of_customer(standin) == ["still here"]


def test_a_socket_that_is_open_but_deaf_is_healed_when_the_phone_wakes(page: Page, standin: StandIn) -> None:
    open_chat(page, standin)
    standin.deaf = True
    agent_says(standin, "Can you hear me?")
    standin.deaf = False
    page.evaluate("() => window.dispatchEvent(new Event('focus'))")
    expect(page.locator(".row.agent .bubble")).to_have_text("Can you hear me?")


def test_a_refused_token_is_asked_for_again_and_nothing_is_lost(page: Page, standin: StandIn) -> None:
    open_chat(page, standin)
    standin.refuse = True
    standin.do(standin.cut)
    expect(page.locator(".banner.signed_out")).to_be_visible()
    say(page, "kept")
    asked = page.evaluate("() => window.told.filter((one) => one.kind === 'token?').length")
    standin.refuse = False
    expect(page.locator(".row.own:not(.pending)")).to_have_count(1)
    assert page.evaluate("() => window.told.filter((one) => one.kind === 'token?').length") >= asked > 1
