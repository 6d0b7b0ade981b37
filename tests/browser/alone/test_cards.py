"""Consents and details: nothing is agreed to beforehand, and what is filled in stays between customer and bank."""

from playwright.sync_api import Page, expect

from tests.browser.alone.card_contents import CONSENTS
from tests.browser.alone.hands import open_chat, say, show_step, stored
from tests.browser.alone.standin import StandIn
from tests.browser.machine import needs_chromium

pytestmark = needs_chromium


def test_no_consent_is_ticked_beforehand_and_required_ones_are_explained(page: Page, standin: StandIn) -> None:
    open_chat(page, standin)
    show_step(standin, "consent")
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


def test_r22_what_rests_on_a_law_speaks_of_no_consent_and_no_refusal(page: Page, standin: StandIn) -> None:
    open_chat(page, standin)
    show_step(standin, "consent")
    items = page.locator(".card.consent .consent-item")
    expect(items).to_have_count(3)
    expect(items.nth(0)).to_contain_text("You may refuse")
    expect(items.nth(1)).to_contain_text("Required by law")
    expect(items.nth(1)).not_to_contain_text("refuse")
    expect(items.nth(1).locator("input")).to_have_count(0)


def test_r21_a_consent_taken_back_elsewhere_is_asked_for_again_before_anything_else(
    page: Page, standin: StandIn
) -> None:
    open_chat(page, standin)
    show_step(standin, "selfie")
    card = page.locator(".card.selfie")
    expect(card.get_by_role("button", name="Take a selfie")).to_be_visible()
    biometrics = {"item": "biometrics", "required": True, **CONSENTS["biometrics"]["en"]}
    standin.on_cards["selfie"] = {"consents": [biometrics], "release": "2026-11"}
    standin.do(lambda: standin.note(standin.conversations["someone"], "consent_withdrawn", item="biometrics"))
    expect(card.locator("input[type=checkbox]")).not_to_be_checked()
    expect(card.locator(".tag")).to_have_text("Needed for this step")  # and voluntary as before
    expect(card.get_by_role("button", name="Take a selfie")).to_have_count(0)


def test_a_stand_in_is_labelled_before_anything_is_handed_in(page: Page, standin: StandIn) -> None:
    standin.on_cards["details"] = {"simulated": True}
    open_chat(page, standin)
    show_step(standin, "details")
    expect(page.locator(".card.details .field input").first).to_be_visible()
    expect(page.locator(".card.details .simulated")).to_be_visible()


def test_what_is_typed_into_a_card_goes_to_the_bank_and_nowhere_else(page: Page, standin: StandIn) -> None:
    open_chat(page, standin)
    frames: list[str] = []
    page.on("websocket", lambda line: line.on("framesent", lambda sent: frames.append(str(sent))))
    show_step(standin, "details")
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
    show_step(standin, "details")
    page.locator(".field input").first.fill("Hana Kim")
    say(page, "why?")
    expect(page.locator(".card-line")).to_be_visible()
    expect(page.locator(".card.details .field input").first).to_have_value("Hana Kim")
