"""Review in a real browser: looks that close by themselves, two people who must agree, what the audit keeps."""

from dataclasses import replace

import pytest
from playwright.async_api import Browser, Page, expect

from actions.verification.findings import Finding, Outcome
from tests.browser.accessible import is_accessible
from tests.browser.chat import PATIENCE_MS
from tests.browser.machine import needs_chromium
from tests.browser.reviewing import at_the_console, decide, open_case
from tests.servers.office import Office

FACES = Finding("face_match", Outcome.FAILED, "builtin", "FACE_MISMATCH", 0.612, 0.5)
GENUINE = Finding("id_authenticity", Outcome.PASSED, "simulator", simulated=True)


async def case_for_two(bank: Office) -> str:
    case_id = await bank.case("kim")
    customer = await bank.customer_id("kim")
    case = await bank.read(customer)
    found = {"document": (GENUINE,), "selfie": (FACES,)}
    steps = tuple(replace(step, findings=found.get(step.id, ())) for step in case.steps)
    await bank.change(customer, steps=steps, terms=replace(case.terms, eyes=2), review_asked=True, risk="new_device")
    return case_id


async def give_reason(page: Page, reason: str) -> None:
    await page.locator("dialog[open] input").fill(reason)
    await page.locator("dialog[open] button.primary").click()


@needs_chromium
async def test_two_people_decide_and_the_first_cannot_be_the_second(browser: Browser, bank: Office) -> None:
    case_id = await case_for_two(bank)
    juno = await at_the_console(browser, bank.url, bank.password, "juno")
    await open_case(juno, case_id)
    await expect(juno.locator(".finding[data-check=face_match]")).to_contain_text("measured 0.612, may be at most 0.5")
    await expect(juno.locator(".finding[data-check=id_authenticity] .simulated")).to_be_visible()
    await expect(juno.locator(".review-marks")).to_contain_text("new_device")
    await decide(juno, "the photos agree")
    await expect(juno.locator(".proposal")).to_contain_text("the photos agree", timeout=PATIENCE_MS)
    await juno.locator(".decision input:not([type=checkbox])").fill("once more")
    await expect(juno.locator(".decision button.primary")).to_be_disabled()

    ines = await at_the_console(browser, bank.url, bank.password, "ines")
    await open_case(ines, case_id)
    await expect(ines.locator(".proposal")).to_contain_text("Juno")
    await decide(ines, "seen by me too")
    await expect(ines.locator(".review-head [data-status=approved]")).to_be_visible(timeout=PATIENCE_MS)

    omid = await at_the_console(browser, bank.url, bank.password, "omid")
    deeds = omid.locator("[data-deed=case_command]")
    await expect(deeds.first).to_be_visible(timeout=PATIENCE_MS)
    for said in ("Ines", "supervisor", "approved", "seen by me too", "SIMULATED"):
        await expect(deeds.first).to_contain_text(said)


@needs_chromium
async def test_a_look_closes_by_itself_and_leaves_nothing_in_the_page(browser: Browser, bank: Office) -> None:
    case_id = await bank.case("lee")
    juno = await at_the_console(browser, bank.url, bank.password, "juno")
    await juno.clock.install()
    await open_case(juno, case_id)
    value, photo = juno.locator(".values li").first, juno.locator(".photo").first
    await value.locator("button").click()
    await give_reason(juno, "compare the name")
    await expect(value.locator(".shown")).to_have_text("Anna Maria Eriksson", timeout=PATIENCE_MS)
    await photo.locator("button").click()
    await give_reason(juno, "compare the face")
    await expect(photo.locator("canvas")).to_be_visible(timeout=PATIENCE_MS)
    await juno.clock.run_for(61_000)
    await expect(juno.locator(".shown, .photo canvas")).to_have_count(0)
    assert "Anna Maria Eriksson" not in await juno.content()


@needs_chromium
@pytest.mark.parametrize("language", ["ko", "fa"])
async def test_the_review_speaks_the_language_of_the_staff(browser: Browser, bank: Office, language: str) -> None:
    case_id = await case_for_two(bank)
    page = await at_the_console(browser, bank.url, bank.password, "juno", language)
    await page.locator(".tabs button").nth(1).click(timeout=PATIENCE_MS)
    await is_accessible(page)
    await open_case(page, case_id)
    said = {"ko": ("신분증 사진과 셀카의 얼굴", "측정값 0.612"), "fa": ("چهرهٔ روی مدرک و عکس چهره", "مقدار ۰.۶۱۲")}
    for words in said[language]:
        await expect(page.locator(".finding[data-check=face_match]")).to_contain_text(words)
    direction = await page.evaluate("() => document.documentElement.dir")
    assert direction == ("rtl" if language == "fa" else "ltr")
    await is_accessible(page)
