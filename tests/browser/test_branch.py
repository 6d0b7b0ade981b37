"""A visit to a branch in a real browser: the tablet goes from the staff to the customer, back, and on to a reviewer."""

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser.accessible import is_accessible
from tests.browser.chat import PATIENCE_MS
from tests.browser.machine import needs_chromium
from tests.browser.tablet import SAW, a_tablet, open_by_code, report_seen, sign_in
from tests.servers.front_door import as_customer
from tests.servers.journey import VALUES
from tests.servers.loopback import loopback
from tests.servers.office import Office

LEFT = {"ko": 5, "fa": 5, "en": 4}  # steps from the details on, without the review


async def code_of_the_app(bank: Office, sub: str) -> str:
    async with loopback(base_url=bank.url) as app:
        answer = await app.post("/branch/code", headers=as_customer(sub))
    return str(answer.raise_for_status().json()["data"]["code"])


async def in_the_open(page: Page, language: str) -> list[str]:
    """What of the customer's values the page holds; a nationality is nobody's secret."""
    shown = await page.content()
    return [name for name, value in VALUES[language].items() if value in shown and name != "nationality"]


async def the_customer_types(page: Page, language: str) -> None:
    card = page.locator("section.card.details")
    await expect(card.locator("input").first).to_be_visible(timeout=PATIENCE_MS)
    for name, value in VALUES[language].items():
        await card.locator(f"[name={name}]").fill(value)
    await card.locator("button[type=submit]").click()
    await expect(page.locator("section.card.code")).to_be_visible(timeout=PATIENCE_MS)


@needs_chromium
@pytest.mark.parametrize("language", ["ko", "fa", "en"])
async def test_r13_the_same_steps_go_on_at_the_branch_and_nothing_is_asked_again(
    browser: Browser, bank: Office, language: str
) -> None:
    case_id = await bank.case("kim", until="details", language=language)
    page = await a_tablet(browser)
    await page.goto(f"{bank.url}/branch")
    await is_accessible(page)
    await sign_in(page, bank.password, language)
    await open_by_code(page, await code_of_the_app(bank, "kim"))
    await expect(page.locator(".left li")).to_have_count(LEFT[language], timeout=PATIENCE_MS)
    await is_accessible(page)
    await expect(page.locator("form.report")).to_have_count(1)  # details, too, can be settled by the visit

    await page.locator(".hand-over button").click()
    await the_customer_types(page, language)
    await is_accessible(page)
    assert [cookie["name"] for cookie in await page.context.cookies()] == [], "no session of staff in these hands"
    await page.locator("button.done").click()
    await expect(page.locator(".thanks")).to_be_visible()
    assert not await in_the_open(page, language)

    await page.locator(".thanks button").click()
    await sign_in(page, bank.password, language)
    await expect(page.locator(".masked dd").first).to_contain_text("*", timeout=PATIENCE_MS)
    assert not await in_the_open(page, language)
    await report_seen(page)
    case = await bank.read(await bank.customer_id("kim"))
    assert (case.case_id, case.status, case.step("branch").state) == (case_id, "in_review", "passed")


@needs_chromium
async def test_the_tablet_shuts_itself_and_signing_out_ends_the_visit(browser: Browser, bank: Office) -> None:
    await bank.case("lee", until="details")
    page = await a_tablet(browser)
    await page.clock.install()
    await page.goto(f"{bank.url}/branch")
    await sign_in(page, bank.password, "en")
    await page.locator("[name=value]").fill("lee")
    await page.locator("[name=reason]").fill(SAW)
    await page.locator(".two form").nth(1).locator("button.big").click()
    await page.locator(".found input[type=checkbox]").check(timeout=PATIENCE_MS)
    await page.locator(".found button.big").click()
    await page.locator(".hand-over button").click(timeout=PATIENCE_MS)
    card = page.locator("section.card.details")
    await card.locator("[name=name]").fill("Anna Maria Eriksson", timeout=PATIENCE_MS)
    await page.clock.run_for(10 * 60_000 + 1_000)
    await expect(page.locator(".thanks")).to_be_visible(timeout=PATIENCE_MS)
    assert "Anna Maria" not in await page.content()

    await page.locator(".thanks button").click()
    await sign_in(page, bank.password, "en")
    await expect(page.locator(".visit-head")).to_be_visible(timeout=PATIENCE_MS)
    await page.locator(".branch-top button.small").click()
    await sign_in(page, bank.password, "en")
    await expect(page.locator("[name=code]")).to_be_visible(timeout=PATIENCE_MS)
