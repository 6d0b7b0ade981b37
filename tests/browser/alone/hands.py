"""The chat opened as a bank's app opens it in its web view: top level, with the app's bridge beside it."""

import json
from typing import Any

from playwright.sync_api import Page

from tests.browser.alone.card_contents import STEPS
from tests.browser.alone.standin import StandIn

# What an Android app gives the page with addWebMessageListener; `told` keeps what the chat says to the app.
BRIDGE = """
window.told = [];
window.bank = {
  postMessage(text) {
    const said = JSON.parse(text);
    window.told.push(said);
    if (said.kind !== 'token?') return;
    fetch('/dev/token?' + new URLSearchParams(%s)).then((answer) => answer.json()).then(({ token }) =>
      window.bank.onmessage({ data: JSON.stringify({ kind: 'token', id: said.id, token }) }));
  },
};
"""


def open_chat(page: Page, standin: StandIn, language: str = "en", sub: str = "someone") -> None:
    page.add_init_script(BRIDGE % json.dumps({"sub": sub, "name": "Test", "locale": language}))
    page.goto(f"{standin.origin}/chat?language={language}")
    page.locator(".reply").first.wait_for()


def say(page: Page, text: str) -> None:
    page.locator(".composer-text").fill(text)
    page.locator(".send").click()


def show_step(standin: StandIn, step: str, sub: str = "someone") -> None:
    """The case stands at this step, and the bot shows its card."""
    conversation = standin.conversations[sub]
    conversation.started, conversation.passed = True, STEPS.index(step) - 1

    async def act() -> None:
        await standin.tell(conversation, "journey", conversation.journey)
        await standin.show_card(conversation)

    standin.do(act)


def agent_says(standin: StandIn, text: str, sub: str = "someone") -> None:
    agent = {"kind": "agent", "id": "a", "name": "Ada"}
    standin.do(lambda: standin.post(standin.conversations[sub], agent, "text", {"text": text}))


def texts_of_customer(standin: StandIn, sub: str = "someone") -> list[str]:
    messages = standin.conversations[sub].messages
    return [one["body"]["text"] for one in messages if one["sender"]["kind"] == "customer"]


def stored(page: Page) -> str:
    """Everything the page has written down on this phone."""
    found: Any = page.evaluate(
        """async () => {
          const database = await new Promise((resolve) => {
            const request = indexedDB.open('gildong', 1);
            request.onsuccess = () => resolve(request.result);
          });
          const all = await new Promise((resolve) => {
            const request = database.transaction('outbox').objectStore('outbox').getAll();
            request.onsuccess = () => resolve(request.result);
          });
          return JSON.stringify([all, { ...localStorage }, { ...sessionStorage }, document.cookie]);
        }"""
    )
    return str(found)
