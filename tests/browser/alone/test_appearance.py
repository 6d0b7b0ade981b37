"""The chat fits a narrow screen, any reader and any finger, in every language and under the pages' own policy."""

from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # it publishes no types
from playwright.sync_api import Browser, Page

from tests.browser.alone.card_contents import LANGUAGES
from tests.browser.alone.hands import open_chat, show_step
from tests.browser.alone.standin import StandIn
from tests.browser.machine import needs_chromium

pytestmark = needs_chromium


@pytest.mark.parametrize("language", LANGUAGES)
def test_on_a_narrow_screen_with_larger_text_nothing_is_cut_off(
    browser: Browser, standin: StandIn, language: str
) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    open_chat(page, standin, language)
    page.locator(".menu > button").click()
    page.locator(".menu-item").nth(2).click()
    for step in ("consent", "details", "document"):
        show_step(standin, step)
        page.locator(".card .button").first.wait_for()
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
        assert page.evaluate(
            "() => { const box = document.querySelector('.messages'); return box.scrollWidth <= box.clientWidth; }"
        )
    context.close()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_chat_has_no_accessibility_fault_that_a_machine_can_find(
    browser: Browser, standin: StandIn, language: str, scheme: Literal["light", "dark"]
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, color_scheme=scheme)
    page = context.new_page()
    open_chat(page, standin, language)
    faults = []
    for step in ("consent", "details", "document", "selfie"):
        show_step(standin, step)
        page.locator(".card .button").first.wait_for()
        page.locator(".progress-head").click()
        faults += Axe().run(page).response["violations"]
    assert [(fault["id"], fault["nodes"][0]["html"]) for fault in faults] == []
    context.close()


def test_everything_that_can_be_tapped_is_large_enough(page: Page, standin: StandIn) -> None:
    open_chat(page, standin)
    for step in ("consent", "details", "selfie"):
        show_step(standin, step)
        page.locator(".card .button").first.wait_for()
        small = page.evaluate(
            """() => [...document.querySelectorAll('button, a, select, label.tick, label.button, .field input')]
              .filter((one) => one.getClientRects().length > 0 && one.getBoundingClientRect().height < 44)
              .map((one) => one.outerHTML)"""
        )
        assert small == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_break_no_rule_of_their_own_policy(page: Page, standin: StandIn, language: str) -> None:
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{standin.host}/demo?language={language}&sub=someone")
    page.locator("#start").click()
    page.frame_locator("iframe").locator(".reply").first.click()
    page.frame_locator("iframe").locator(".card.consent .button").first.wait_for()
    assert complaints == []
