"""The chat alone: a phone in headless Chromium, and a stand-in that breaks lines, loses answers and refuses photos."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.alone.http_side import HttpSide
from tests.browser.alone.socket_side import CustomerNamespace
from tests.browser.alone.standin import StandIn
from tests.browser.machine import CHROMIUM, FLAGS
from tests.servers.gildong import free_port


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=CHROMIUM, args=[*FLAGS, "--use-fake-device-for-media-stream"]
        )
        yield launched
        launched.close()


@pytest.fixture
def standin() -> Iterator[StandIn]:
    server = StandIn(free_port())
    server.start(CustomerNamespace(server), HttpSide(server))
    yield server
    server.stop()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(viewport={"width": 390, "height": 844})
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    opened = context.new_page()
    opened.set_default_timeout(15_000)
    return opened
