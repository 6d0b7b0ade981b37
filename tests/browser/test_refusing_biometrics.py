"""A customer does not want the face compared, in a real browser: a visit takes the place of all that is left."""

import re
from typing import Any

import pytest
from playwright.async_api import Browser, Page, Request, expect

from tests.browser.chat import PATIENCE_MS, Chat
from tests.browser.machine import needs_chromium
from tests.browser.pages import PHONE, a_page, listen
from tests.browser.reviewing import at_the_console, decide, open_case
from tests.browser.tablet import a_tablet, open_by_code, report_seen, sign_in
from tests.servers import photos
from tests.servers.gildong import DEMO_PASSWORD, Gildong

OTHER_WAY = {"ko": "다른 방법 보기"}
TO_THE_BRANCH = {"ko": "영업점에서 하기"}
COST = {"ko": "영업점"}  # what refusing costs: a visit
BRING = {"ko": "신분증"}
APPROVED = {"ko": "본인확인이 완료됐어요"}
_EVIDENCE = re.compile(r"/evidence/(?P<case>[^/]+)/(?P<step>[^/?]+)")


@needs_chromium
@pytest.mark.parametrize("language", ["ko"])
async def test_r20_refusing_the_face_ends_at_the_branch_and_no_face_is_ever_asked_for(
    gildong: Gildong, browser: Browser, language: str
) -> None:
    _, page = await a_page(browser, PHONE)
    problems, asked = listen(page), requests(page)
    chat = Chat(page, language, "refusal")
    await as_far_as_the_face(chat, gildong)
    await refuse(chat)
    await take_the_other_way(chat)
    code, case_id = await code_for_the_branch(chat), case_in(asked)
    await the_staff_see_the_customer(browser, gildong, chat, code)
    await somebody_approves(browser, gildong, chat, case_id)
    assert about_the_face(asked) == [{"biometrics": False}]
    assert not problems, problems


def requests(page: Page) -> list[Request]:
    made: list[Request] = []
    page.on("request", lambda request: made.append(request))
    return made


def case_in(asked: list[Request]) -> str:
    return next(match["case"] for request in asked if (match := _EVIDENCE.search(request.url)))


def about_the_face(asked: list[Request]) -> list[Any]:
    """Whatever was sent for the selfie: a decision, an asking for a challenge, photos."""
    of_selfie = [r for r in asked if r.method == "POST" and (m := _EVIDENCE.search(r.url)) and m["step"] == "selfie"]
    return [request.post_data_json.get("decisions") for request in of_selfie]


async def as_far_as_the_face(chat: Chat, gildong: Gildong) -> None:
    await chat.open(gildong.url)
    await chat.frame.locator(".reply").first.click()
    await chat.consent(only_required=True)
    await chat.details()
    await chat.until_step("code")
    await chat.code("code")
    await chat.until_step("document")
    await chat.show(photos.document(chat.language))
    await chat.photo_from_camera("document")


async def refuse(chat: Chat) -> None:
    """The card of the selfie asks for the consent that it lacks, says what refusing costs, and takes the no."""
    card = chat.card("selfie")
    await expect(card.locator("input[type=checkbox]")).not_to_be_checked(timeout=PATIENCE_MS)
    await expect(card.locator("article dd").last).to_contain_text(COST[chat.language])
    await chat.shoot("consent-to-the-face")
    await card.locator(".actions .button.plain").click()
    await chat.shoot("sure")
    await chat.frame.locator("dialog .actions .button").last.click()


async def take_the_other_way(chat: Chat) -> None:
    await chat.frame.locator(".reply", has_text=OTHER_WAY[chat.language]).click(timeout=PATIENCE_MS)
    way = chat.frame.locator(".reply", has_text=TO_THE_BRANCH[chat.language])
    await expect(way).to_be_visible(timeout=PATIENCE_MS)
    await chat.shoot("other-way-told")
    await way.click()
    await chat.until_step("visit")


async def code_for_the_branch(chat: Chat) -> str:
    card = chat.card("visit")
    await expect(card).to_contain_text(BRING[chat.language], timeout=PATIENCE_MS)
    await card.locator(".actions .button").first.click()
    code = await card.locator(".branch-code").inner_text(timeout=PATIENCE_MS)
    await chat.shoot("code")
    return code


async def the_staff_see_the_customer(browser: Browser, gildong: Gildong, chat: Chat, code: str) -> None:
    page = await a_tablet(browser)
    await page.goto(f"{gildong.url}/branch")
    await sign_in(page, DEMO_PASSWORD, chat.language)
    await open_by_code(page, code)
    await expect(page.locator(".left li[data-step=branch]")).to_be_visible(timeout=PATIENCE_MS)
    await expect(page.locator(".left li")).to_have_count(1)  # no selfie, no transfer
    before = await chat.bubbles()
    await report_seen(page)
    await chat.next_bubble(before)
    await expect(chat.frame.locator("section.card:not(.result)")).to_have_count(0, timeout=PATIENCE_MS)
    await chat.shoot("seen")


async def somebody_approves(browser: Browser, gildong: Gildong, chat: Chat, case_id: str) -> None:
    page = await at_the_console(browser, gildong.url, DEMO_PASSWORD, "juno", chat.language)
    await open_case(page, case_id)
    await expect(page.locator(".photo")).to_have_count(1)  # of the document
    await decide(page, "seen at the branch")
    await expect(page.locator(".review-head [data-status=approved]")).to_be_visible(timeout=PATIENCE_MS)
    await expect(chat.frame.locator(".bubble").last).to_contain_text(APPROVED[chat.language], timeout=PATIENCE_MS)
    await chat.shoot("approved")
