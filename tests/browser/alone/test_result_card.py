"""What came of it: whoever a machine has declined may have a person look, and hears the truth when that fails."""

import json
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.alone import conversation
from tests.browser.alone.card_contents import journey_of
from tests.browser.alone.hands import open_chat
from tests.browser.alone.standin import StandIn
from tests.browser.machine import needs_chromium

pytestmark = needs_chromium
REFUSED = {"ok": False, "error": "case_refuses"}


def ended(status: str, version: int) -> dict[str, Any]:
    changed = {"status": status, "current": None, "automated": status == "declined", "version": version}
    return journey_of("conversation-someone", 3, 0) | changed


def test_r15_a_person_can_be_asked_for_after_a_decline_by_checks_and_a_refusal_blames_no_outage(
    page: Page, standin: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conversation, "journey_of", lambda *_: ended("declined", 20))
    answers = [(409, REFUSED), (200, {"ok": True, "data": {"journey": ended("in_review", 21)}})]

    def answer(route: Route) -> None:
        status, body = answers.pop(0)
        route.fulfill(status=status, body=json.dumps(body), content_type="application/json")

    page.route("**/review-request", answer)
    open_chat(page, standin)
    told = standin.conversations["someone"]
    told.started = True
    standin.do(lambda: standin.tell(told, "journey", told.journey))
    standin.do(lambda: standin.post(told, conversation.BOT, "card", {"card": "result", "text": "?"}))
    card = page.locator(".card.result")
    ask = card.get_by_role("button", name="Have a person look at it")
    ask.focus()
    page.keyboard.press("Enter")
    expect(card.get_by_role("alert")).not_to_contain_text("not answering")
    expect(ask).to_be_focused()
    page.keyboard.press("Enter")
    expect(card).to_contain_text("A bank employee is checking it")
    expect(card.locator("h2")).to_be_focused()
