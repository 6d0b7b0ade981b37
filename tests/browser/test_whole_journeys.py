"""The main job in a real browser, in each language, against all three programs."""

from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from tests.browser.chat import PATIENCE_MS, Chat
from tests.browser.desk import Desk
from tests.browser.machine import needs_chromium
from tests.browser.pages import DESKTOP, PHONE, a_page, listen
from tests.servers import journey, photos
from tests.servers.gildong import Gildong

AGENTS = {"ko": "sora", "fa": "nika", "en": "ada"}
ANSWERS = {
    "ko": "네, 바로 확인해 드릴게요.",
    "fa": "بله، همین حالا برایتان بررسی می‌کنم.",
    "en": "Of course, I am looking at it now.",
}


@needs_chromium
@pytest.mark.parametrize(
    ("language", "size", "scheme"),
    [("ko", PHONE, "light"), ("fa", PHONE, "dark"), ("en", DESKTOP, "light")],
    ids=["ko", "fa", "en"],
)
async def test_a_whole_journey_with_a_failure_and_a_retry(
    gildong: Gildong, browser: Browser, tmp_path: Path, language: str, size: dict[str, int], scheme: str
) -> None:
    _, page = await a_page(browser, size, scheme)
    problems = listen(page)
    chat = Chat(page, language, "phone" if size is PHONE else "desktop")
    await to_the_selfie(chat, gildong, tmp_path)
    await a_privacy_question_is_answered_and_the_selfie_asked_again(chat)
    await the_face(chat)
    await what_comes_after_the_face(chat)
    await expect(chat.frame.locator("section.card:not(.result)")).to_have_count(0, timeout=PATIENCE_MS)
    await chat.shoot("in-review")

    _, office = await a_page(browser, DESKTOP, scheme)
    problems += listen(office)
    desk = Desk(office, language)
    await a_person_comes_and_both_write(chat, desk, gildong)
    await desk.decide("compared both photos")
    await chat.shoot("decided")
    await desk.hand_back()
    await the_bot_goes_on(chat)
    assert not problems, problems


async def to_the_selfie(chat: Chat, gildong: Gildong, folder: Path) -> None:
    await chat.open(gildong.url)
    await chat.shoot("greeting")
    await chat.frame.locator(".reply").first.click()
    await chat.consent()
    await chat.details()
    await chat.until_step("code")
    await chat.code("code", wrong_first=chat.language == "ko")
    await chat.until_step("document")
    if chat.language == "en":
        await another_passport_is_refused_and_ones_own_taken(chat)
    elif chat.language == "fa":
        picture = folder / "document.jpg"
        picture.write_bytes(photos.document("fa"))
        await chat.photo_from_file("document", picture)
    else:
        await chat.show(photos.document("ko"))
        await chat.photo_from_camera("document")
    await chat.until_step("selfie")


async def another_passport_is_refused_and_ones_own_taken(chat: Chat) -> None:
    await chat.show(photos.somebody_elses_passport())
    await chat.photo_from_camera("document")
    await chat.refused_with_a_reason("document")
    await chat.show(photos.document("en"))
    await chat.photo_from_camera("document")


async def the_face(chat: Chat) -> None:
    """In the Persian journey somebody else looks into the camera first."""
    if chat.language == "fa":
        await chat.turn_the_head(stranger=True)
        await chat.refused_with_a_reason("selfie")
    await chat.turn_the_head()
    await expect(chat.frame.locator("section.card.selfie")).to_have_count(0, timeout=PATIENCE_MS)


async def what_comes_after_the_face(chat: Chat) -> None:
    if chat.language == "ko":
        await chat.until_step("transfer")
        await chat.account()
        await chat.code("transfer", wrong_first=True)
    elif chat.language == "fa":
        await chat.until_step("signature")
        await chat.sign()


async def a_privacy_question_is_answered_and_the_selfie_asked_again(chat: Chat) -> None:
    before = await chat.bubbles()
    await chat.say(journey.WHY_A_FACE[chat.language])
    await chat.next_bubble(before + 1)
    await expect(chat.card("selfie")).to_be_visible(timeout=PATIENCE_MS)
    await chat.shoot("why-a-face")


async def a_person_comes_and_both_write(chat: Chat, desk: Desk, gildong: Gildong) -> None:
    await desk.sign_in(gildong.url, AGENTS[chat.language])
    before = await chat.bubbles()
    await chat.say(journey.A_PERSON[chat.language])
    await chat.next_bubble(before + 1)
    await chat.shoot("waiting")
    await desk.shoot("queue")
    await desk.take(chat.customer)
    await desk.reply(ANSWERS[chat.language])
    await expect(chat.frame.locator(".bubble", has_text=ANSWERS[chat.language])).to_be_visible(timeout=PATIENCE_MS)
    await desk.note("customer is calm")
    await chat.say("👍")
    await expect(desk.page.locator(".entry.customer", has_text="👍")).to_be_visible(timeout=PATIENCE_MS)
    await desk.shoot("conversation")
    await chat.shoot("with-a-person")
    assert await chat.frame.get_by_text("customer is calm").count() == 0


async def the_bot_goes_on(chat: Chat) -> None:
    before = await chat.bubbles()
    await chat.say(journey.WHY_A_FACE[chat.language])
    await chat.next_bubble(before + 1)
    await chat.shoot("handed-back")
