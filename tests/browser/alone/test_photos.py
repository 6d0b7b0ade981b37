"""Photos from a file and from the camera: made small, turned for, sent again after a fault, refused with a reason."""

import io
from pathlib import Path

from PIL import Image
from playwright.sync_api import BrowserContext, Locator, Page, expect

from actions.http.multipart import read_frames
from tests.browser.alone.hands import open_chat, show_step
from tests.browser.alone.standin import StandIn
from tests.browser.machine import needs_chromium

pytestmark = needs_chromium


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


def document_card(page: Page, standin: StandIn) -> Locator:
    open_chat(page, standin)
    show_step(standin, "document")
    return page.locator(".card.document")


def hand_in(card: Locator, file: Path) -> None:
    card.locator("input[type=file]").set_input_files(file)
    card.locator(".button").first.click()


def test_a_large_photo_is_made_smaller_and_says_nothing_of_its_place(
    page: Page, standin: StandIn, tmp_path: Path
) -> None:
    file = tmp_path / "id.jpg"
    file.write_bytes(picture(5000, 3000))
    open_chat(page, standin)
    show_step(standin, "document")
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
    standin.drop_uploads = 1
    card = document_card(page, standin)
    hand_in(card, file)
    expect(card.get_by_role("alert")).to_be_visible()
    expect(card.locator("canvas.preview")).to_be_visible()
    card.locator(".button").first.click()
    expect(page.locator(".card.selfie")).to_be_visible()
    assert len(set(standin.keys)) == 1
    assert len(standin.keys) == 2


def test_a_photo_that_is_refused_says_why_and_what_helps(page: Page, standin: StandIn, tmp_path: Path) -> None:
    file = tmp_path / "id.jpg"
    file.write_bytes(picture(1600, 1000))
    standin.photo_failures = 1
    card = document_card(page, standin)
    hand_in(card, file)
    expect(card.get_by_role("alert")).to_contain_text("Tilt the phone")
    expect(card.locator(".attempts")).to_contain_text("2")
    hand_in(card, file)
    expect(page.locator(".card.selfie")).to_be_visible()
    assert len(set(standin.keys)) == 2


def test_without_the_camera_the_photo_comes_from_a_file_or_the_phones_own_camera(page: Page, standin: StandIn) -> None:
    open_chat(page, standin)
    show_step(standin, "selfie")
    card = page.locator(".card.selfie")
    card.locator(".button").first.click()
    expect(card.get_by_role("alert")).to_be_visible()
    expect(card.locator("input[type=file][capture=user]")).to_have_count(1)
    expect(card.locator("input[type=file]:not([capture])")).to_have_count(1)


def test_the_camera_is_let_go_when_the_photo_is_taken(context: BrowserContext, page: Page, standin: StandIn) -> None:
    context.grant_permissions(["camera"], origin=standin.origin)
    open_chat(page, standin)
    show_step(standin, "selfie")
    page.locator(".card.selfie .button").first.click()
    page.evaluate("() => { window.opened = document.querySelector('video').srcObject; }")
    page.locator(".shutter").click()
    expect(page.locator("canvas.preview")).to_be_visible()
    assert page.evaluate("() => (window.opened?.getTracks() ?? []).every((track) => track.readyState === 'ended')")


def turning(context: BrowserContext, page: Page, standin: StandIn) -> Locator:
    context.grant_permissions(["camera"], origin=standin.origin)
    standin.on_cards["selfie"] = {"moves": 2}
    open_chat(page, standin)
    show_step(standin, "selfie")
    return page.locator(".card.selfie")


def test_the_turns_that_the_bank_asks_for_are_taken_one_by_one_and_sent_together(
    context: BrowserContext, page: Page, standin: StandIn
) -> None:
    card = turning(context, page, standin)
    card.get_by_role("button", name="Take a selfie").click()
    expect(page.locator(".pose")).to_have_text("Look straight at the camera")
    page.get_by_role("button", name="I am ready").click()
    expect(page.locator(".pose")).to_have_text("Slowly turn your head to your left")
    expect(page.locator(".pose")).to_have_text("Slowly turn your head to your right")
    expect(card.locator("canvas.preview")).to_have_count(3)
    card.get_by_role("button", name="Send these pictures").click()
    expect(page.locator(".card.result")).to_be_visible()
    sent = standin.submissions[0]
    challenge, frames = read_frames(sent["content-type"], sent["body"])  # as actions/ reads what a browser posts
    assert (challenge, [frame[:3] for frame in frames]) == ("challenge-1", [b"\xff\xd8\xff"] * 3)


def test_who_cannot_turn_the_head_gives_one_photo(context: BrowserContext, page: Page, standin: StandIn) -> None:
    card = turning(context, page, standin)
    card.get_by_role("button", name="one photo instead").click()
    card.get_by_role("button", name="Take a selfie").click()
    page.locator(".shutter").click()
    card.get_by_role("button", name="Send this photo").click()
    expect(page.locator(".card.result")).to_be_visible()
    assert standin.submissions[0]["content-type"] == "image/jpeg"


def test_who_starts_over_is_asked_from_the_first_picture_on(
    context: BrowserContext, page: Page, standin: StandIn
) -> None:
    card = turning(context, page, standin)
    card.get_by_role("button", name="Take a selfie").click()
    page.get_by_role("button", name="I am ready").click()
    expect(page.locator(".pose")).to_have_text("Slowly turn your head to your left")
    page.get_by_role("button", name="Start over").click()
    expect(page.locator(".pose")).to_have_text("Look straight at the camera")
    page.get_by_role("button", name="Close", exact=True).last.click()
    expect(card.get_by_role("button", name="Take a selfie")).to_be_enabled()


def test_a_photo_that_was_too_much_for_the_line_goes_out_smaller(page: Page, standin: StandIn, tmp_path: Path) -> None:
    file = tmp_path / "id.jpg"
    file.write_bytes(picture(3000, 1800))
    card = document_card(page, standin)
    card.locator("input[type=file]").first.wait_for(state="attached")
    page.route(
        "**/evidence/*/document?*", lambda route: route.fulfill(status=413, body="<html>too large</html>"), times=1
    )
    hand_in(card, file)
    expect(card.get_by_role("alert")).to_contain_text("made smaller")
    card.get_by_role("button", name="Send this photo").click()
    expect(page.locator(".card.selfie")).to_be_visible()
    assert max(Image.open(io.BytesIO(standin.submissions[0]["body"])).size) == 2000


def test_without_the_camera_the_turns_give_way_to_a_photo_and_say_why(page: Page, standin: StandIn) -> None:
    standin.on_cards["selfie"] = {"moves": 2}
    open_chat(page, standin)
    show_step(standin, "selfie")
    card = page.locator(".card.selfie")
    card.get_by_role("button", name="Take a selfie").click()
    expect(card.get_by_role("alert")).to_contain_text("The camera is not available")
    expect(card.locator("input[type=file][capture=user]")).to_have_count(1)


def test_who_chose_one_photo_can_still_turn_the_head(context: BrowserContext, page: Page, standin: StandIn) -> None:
    card = turning(context, page, standin)
    card.get_by_role("button", name="I can’t turn my head").click()
    expect(card.locator("input[type=file]")).to_have_count(1)
    card.get_by_role("button", name="Turn my head after all").click()
    expect(card.get_by_role("button", name="I can’t turn my head")).to_be_visible()
