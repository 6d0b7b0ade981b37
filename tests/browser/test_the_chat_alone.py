"""The chat against a stand-in that breaks lines, loses answers and refuses photos when told to."""

import io
import re
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser.hands import open_chat, say, show_step, stored, texts_of_customer
from tests.browser.machine import CHROMIUM, FLAGS, needs_chromium
from tests.browser.standin import StandIn

pytestmark = needs_chromium
LANGUAGES = ("ko", "fa", "en")
CONSENT, DETAILS, DOCUMENT, SELFIE = range(4)


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
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = StandIn(port)
    server.start()
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
    conversation = standin.conversations["someone"]
    agent = {"kind": "agent", "id": "a", "name": "Ada"}
    standin.do(lambda: standin.post(conversation, agent, "text", {"text": "Can you hear me?"}))
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


def test_enter_sends_but_not_while_a_korean_syllable_is_being_written(page: Page, standin: StandIn) -> None:
    open_chat(page, standin, "ko")
    box = page.locator(".composer-text")
    box.focus()
    keyboard = page.context.new_cdp_session(page)
    keyboard.send("Input.imeSetComposition", {"text": "안녕", "selectionStart": 2, "selectionEnd": 2})
    keyboard.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", "key": "Process", "windowsVirtualKeyCode": 229})
    expect(page.locator(".row.own")).to_have_count(0)
    keyboard.send("Input.insertText", {"text": "안녕"})
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("ok")
    page.keyboard.press("Enter")
    expect(page.locator(".row.own .bubble")).to_have_text("안녕\nok")
    expect(box).to_have_value("")


def test_a_choice_can_be_made_once(page: Page, standin: StandIn) -> None:
    open_chat(page, standin)
    page.locator(".reply").first.dblclick()
    expect(page.locator(".card.consent")).to_be_visible()
    assert texts_of_customer(standin) == ["Start the identity check"]
    expect(page.locator(".reply")).to_have_count(0)


def test_no_consent_is_ticked_beforehand_and_required_ones_are_explained(page: Page, standin: StandIn) -> None:
    open_chat(page, standin)
    show_step(standin, CONSENT)
    card = page.locator(".card.consent")
    boxes = card.locator("input[type=checkbox]")
    expect(boxes).to_have_count(2)  # the third rests on a law and is only told
    assert not any(box.is_checked() for box in boxes.all())
    card.locator("[type=submit]").click()
    expect(card.get_by_role("alert")).to_be_visible()
    assert standin.submissions == []
    boxes.first.check()
    card.locator("[type=submit]").click()
    expect(page.locator(".card.details")).to_be_visible()
    assert b'"biometrics": false' in standin.submissions[0]["body"].replace(b'":f', b'": f')


def test_what_is_typed_into_a_card_goes_to_the_bank_and_nowhere_else(page: Page, standin: StandIn) -> None:
    open_chat(page, standin)
    frames: list[str] = []
    page.on("websocket", lambda line: line.on("framesent", lambda sent: frames.append(str(sent))))
    show_step(standin, DETAILS)
    page.locator(".field input").first.wait_for()
    for field, value in zip(
        page.locator(".field input").all(), ["Hana Kim", "1990-01-02", "010", "۰۰۱۲۳۴۵۶۷۹"], strict=True
    ):
        assert field.get_attribute("autocomplete") == "off"
        field.fill(value)
    page.locator(".card.details [type=submit]").click()
    expect(page.locator(".card.document")).to_be_visible()
    assert b"0012345679" in standin.submissions[0]["body"]
    everything = stored(page) + page.locator("body").inner_html() + "".join(frames)
    everything += str(standin.conversations["someone"].messages)
    assert "Hana Kim" not in everything
    assert "0012345679" not in everything
    assert "۰۰۱۲۳۴۵۶۷۹" not in everything


def test_a_question_in_between_does_not_lose_what_is_half_typed(page: Page, standin: StandIn) -> None:
    open_chat(page, standin)
    show_step(standin, DETAILS)
    page.locator(".field input").first.fill("Hana Kim")
    say(page, "why?")
    expect(page.locator(".card-line")).to_be_visible()
    expect(page.locator(".card.details .field input").first).to_have_value("Hana Kim")


def picture(width: int, height: int) -> bytes:
    """A sharp chessboard with a place in its EXIF."""
    small = Image.new("RGB", (width // 50, height // 50))
    small.putdata(
        [(230, 230, 230) if (x + y) % 2 else (30, 60, 90) for y in range(height // 50) for x in range(width // 50)]
    )
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    made = io.BytesIO()
    small.resize((width, height), Image.Resampling.NEAREST).save(made, "JPEG", exif=exif)
    return made.getvalue()


def test_a_large_photo_is_made_smaller_and_says_nothing_of_its_place(
    page: Page, standin: StandIn, tmp_path: Path
) -> None:
    file = tmp_path / "id.jpg"
    file.write_bytes(picture(5000, 3000))
    open_chat(page, standin)
    show_step(standin, DOCUMENT)
    page.locator(".card.document input[type=file]").set_input_files(file)
    expect(page.locator("canvas.preview")).to_be_visible()
    page.locator(".card.document .button").first.click()
    expect(page.locator(".card.selfie")).to_be_visible()
    sent = Image.open(io.BytesIO(standin.submissions[0]["body"]))
    assert sent.format == "JPEG"
    assert max(sent.size) == 4000
    assert not sent.getexif()


def test_a_broken_upload_keeps_the_photo_and_the_second_try_is_the_same_attempt(
    page: Page, standin: StandIn, tmp_path: Path
) -> None:
    file = tmp_path / "id.jpg"
    file.write_bytes(picture(1600, 1000))
    open_chat(page, standin)
    show_step(standin, DOCUMENT)
    standin.drop_uploads = 1
    card = page.locator(".card.document")
    card.locator("input[type=file]").set_input_files(file)
    card.locator(".button").first.click()
    expect(card.get_by_role("alert")).to_be_visible()
    expect(card.locator("canvas.preview")).to_be_visible()
    card.locator(".button").first.click()
    expect(page.locator(".card.selfie")).to_be_visible()
    assert len(set(standin.keys)) == 1
    assert len(standin.keys) == 2


def test_a_photo_that_is_refused_says_why_and_what_helps(page: Page, standin: StandIn, tmp_path: Path) -> None:
    file = tmp_path / "id.jpg"
    file.write_bytes(picture(1600, 1000))
    open_chat(page, standin)
    show_step(standin, DOCUMENT)
    standin.photo_failures = 1
    card = page.locator(".card.document")
    card.locator("input[type=file]").set_input_files(file)
    card.locator(".button").first.click()
    expect(card.get_by_role("alert")).to_contain_text("Tilt the phone")
    expect(card.locator(".attempts")).to_contain_text("2")
    card.locator("input[type=file]").set_input_files(file)
    card.locator(".button").first.click()
    expect(page.locator(".card.selfie")).to_be_visible()
    assert len(set(standin.keys)) == 2


def test_without_the_camera_the_photo_comes_from_a_file_or_the_phones_own_camera(page: Page, standin: StandIn) -> None:
    open_chat(page, standin)
    show_step(standin, SELFIE)
    card = page.locator(".card.selfie")
    card.locator(".button").first.click()
    expect(card.get_by_role("alert")).to_be_visible()
    expect(card.locator("input[type=file][capture=user]")).to_have_count(1)
    expect(card.locator("input[type=file]:not([capture])")).to_have_count(1)


def test_the_camera_is_let_go_when_the_photo_is_taken(context: BrowserContext, page: Page, standin: StandIn) -> None:
    context.grant_permissions(["camera"], origin=standin.origin)
    open_chat(page, standin)
    show_step(standin, SELFIE)
    page.locator(".card.selfie .button").first.click()
    page.evaluate("() => { window.opened = document.querySelector('video').srcObject; }")
    page.locator(".shutter").click()
    expect(page.locator("canvas.preview")).to_be_visible()
    assert page.evaluate("() => (window.opened?.getTracks() ?? []).every((track) => track.readyState === 'ended')")


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


def test_the_banks_page_shows_how_much_is_unread_and_signs_out_cleanly(page: Page, standin: StandIn) -> None:
    page.goto(f"{standin.host}/demo?language=en&sub=someone")
    page.locator("#start").click()
    chat = page.frame_locator("iframe")
    chat.locator(".reply").first.wait_for()
    chat.get_by_role("button", name="Close chat").click()
    conversation = standin.conversations["someone"]
    agent = {"kind": "agent", "id": "a", "name": "Ada"}
    standin.do(lambda: standin.post(conversation, agent, "text", {"text": "Are you there?"}))
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


@pytest.mark.parametrize("language", LANGUAGES)
def test_on_a_narrow_screen_with_larger_text_nothing_is_cut_off(
    browser: Browser, standin: StandIn, language: str
) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    open_chat(page, standin, language)
    page.locator(".menu > button").click()
    page.locator(".menu-item").nth(2).click()
    for step in (CONSENT, DETAILS, DOCUMENT):
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
    browser: Browser, standin: StandIn, language: str, scheme: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(viewport={"width": 390, "height": 844}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    open_chat(page, standin, language)
    faults = []
    for step in (CONSENT, DETAILS, DOCUMENT, SELFIE):
        show_step(standin, step)
        page.locator(".card .button").first.wait_for()
        page.locator(".progress-head").click()
        faults += Axe().run(page).response["violations"]
    assert [(fault["id"], fault["nodes"][0]["html"]) for fault in faults] == []
    context.close()


def test_everything_that_can_be_tapped_is_large_enough(page: Page, standin: StandIn) -> None:
    open_chat(page, standin)
    for step in (CONSENT, DETAILS, SELFIE):
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
