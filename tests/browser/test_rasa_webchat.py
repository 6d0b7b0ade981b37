"""A bank that already has a Rasa widget keeps it: only the address and the token are its to give."""

import asyncio
import threading
import uuid
from collections.abc import AsyncIterator, Iterator

import httpx
import pytest
import pytest_asyncio
from playwright.async_api import BrowserContext, ConsoleMessage, Page, Route, async_playwright, expect

from tests.browser.chat import PATIENCE_MS
from tests.browser.machine import CHROMIUM, FLAGS, needs_chromium
from tests.browser.rasa_webchat import Bank
from tests.servers import journey
from tests.servers.gildong import Gildong, start
from tests.servers.people import Message, customer

TRIES = 80  # half a second each
pytestmark = needs_chromium


@pytest.fixture(scope="module")
def bank() -> Iterator[Bank]:
    with Bank() as bank:
        serving = threading.Thread(target=bank.serve_forever)
        serving.start()
        yield bank
        bank.shutdown()
        serving.join()


@pytest.fixture(scope="module")
def own_gildong(bank: Bank, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gildong]:
    running = start(tmp_path_factory.mktemp("gildong"), HANDOFF_ALLOWED_ORIGINS=bank.origin)
    bank.front_door = running.url
    yield running
    running.stop()


@pytest_asyncio.fixture
async def context() -> AsyncIterator[BrowserContext]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        context = await browser.new_context(locale="fa-IR")
        await context.route("**/*", only_this_machine)
        yield context
        await browser.close()


async def only_this_machine(route: Route) -> None:
    """The widget's style sheet asks for a font from far away."""
    await (route.continue_() if route.request.url.startswith("http://127.0.0.1:") else route.abort())


class Widget:
    def __init__(self, page: Page) -> None:
        self.page = page
        self.addresses: list[str] = []
        page.on("request", lambda request: self.addresses.append(request.url))
        page.on("websocket", lambda socket: self.addresses.append(socket.url))

    async def open(self, bank: Bank) -> None:
        await self.page.goto(bank.origin)
        await self.page.locator(".rw-launcher").click()

    async def say(self, text: str) -> None:
        await self.page.locator(".rw-new-message").fill(text)
        await self.page.locator(".rw-send").click()

    async def shows(self, side: str) -> list[str]:
        texts = await self.page.locator(f".rw-{side} .rw-message-text").all_inner_texts()
        return [" ".join(text.split()) for text in texts]


def token(own_gildong: Gildong, sub: str) -> str:
    answer = httpx.get(f"{own_gildong.url}/dev/token", params={"sub": sub, "name": "Test", "locale": "en"})
    given: str = answer.json()["token"]
    return given


async def the_log(own_gildong: Gildong, sub: str) -> list[Message]:
    """As our own widget is told it."""
    async with customer(own_gildong.url, sub=sub) as person:
        snapshot = await person.inbox.until("snapshot", lambda _: True)
        await person.message(lambda one: one["seq"] == snapshot["last_seq"])
        return person.messages


async def is_answered(widget: Widget, own_gildong: Gildong, sub: str, question: str) -> None:
    """The page shows what the log holds: every message, in order, once."""
    logged: list[list[str]] = []
    shown: list[list[str]] = []
    for _ in range(TRIES):
        log = await the_log(own_gildong, sub)
        logged = [texts_of(log, "customer"), texts_of(log, "bot")]
        shown = [await widget.shows("client"), (await widget.shows("response"))[1:]]  # the first: that it starts
        if logged == shown and logged[0][-1] == question and log[-1]["sender"]["kind"] == "bot":
            return
        await asyncio.sleep(0.5)
    raise AssertionError(f"in the log: {logged}, in the page: {shown}")


def texts_of(log: list[Message], kind: str) -> list[str]:
    return [" ".join(one["body"]["text"].split()) for one in log if one["sender"]["kind"] == kind]


async def test_a_talk_with_a_reconnection_in_its_middle(
    bank: Bank, own_gildong: Gildong, context: BrowserContext
) -> None:
    sub = f"webchat-{uuid.uuid4().hex[:8]}"
    bank.custom = {"token": token(own_gildong, sub)}
    widget = Widget(await context.new_page())
    await widget.open(bank)

    await widget.say("hello")
    await is_answered(widget, own_gildong, sub, "hello")
    await widget.page.locator(".rw-reply").first.click()
    await is_answered(widget, own_gildong, sub, "Start verification")
    await widget.say(journey.WHY_A_FACE["en"])
    await is_answered(widget, own_gildong, sub, journey.WHY_A_FACE["en"])

    async with widget.page.expect_console_message(is_confirmed, timeout=2 * PATIENCE_MS):
        own_gildong.kill("handoff")
    await widget.say("how long do you keep my photo?")
    await is_answered(widget, own_gildong, sub, "how long do you keep my photo?")
    assert widget.addresses
    assert not [address for address in widget.addresses if bank.custom["token"] in address]


async def test_who_is_not_signed_in_is_told_so_and_goes_on_after(
    bank: Bank, own_gildong: Gildong, context: BrowserContext
) -> None:
    sub = f"webchat-{uuid.uuid4().hex[:8]}"
    bank.custom = {"token": "of yesterday"}
    widget = Widget(await context.new_page())
    await widget.open(bank)
    await widget.say("سلام")
    await expect(widget.page.locator(".rw-response")).to_contain_text("دوباره وارد برنامه شوید", timeout=PATIENCE_MS)

    await widget.page.evaluate("(token) => { window.custom.token = token; }", token(own_gildong, sub))
    await widget.say("hello")
    await expect(widget.page.locator(".rw-reply").first).to_be_visible(timeout=PATIENCE_MS)
    assert texts_of(await the_log(own_gildong, sub), "customer") == ["hello"]


def is_confirmed(line: ConsoleMessage) -> bool:
    return line.text.startswith("session_confirm")
