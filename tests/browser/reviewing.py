"""The reviews of the console as the hands of those who decide meet them."""

from playwright.async_api import Browser, Page, expect

from tests.browser.chat import PATIENCE_MS


async def at_the_console(browser: Browser, url: str, password: str, username: str, language: str = "en") -> Page:
    context = await browser.new_context(viewport={"width": 1280, "height": 900})
    page = await context.new_page()
    await page.goto(f"{url}/console")
    await page.locator(f".languages [lang={language}]").click()
    await page.locator("[name=username]").fill(username)
    await page.locator("[name=password]").fill(password)
    await page.locator("form button.primary").click()
    return page


async def open_case(page: Page, case_id: str) -> None:
    await page.locator(".tabs button").nth(1).click(timeout=PATIENCE_MS)
    await page.locator(f"[data-case='{case_id}']").click(timeout=PATIENCE_MS)
    await expect(page.locator(".review-head")).to_be_visible(timeout=PATIENCE_MS)


async def decide(page: Page, reason: str) -> None:
    await page.locator(".decision input:not([type=checkbox])").fill(reason)
    await page.locator(".decision button.primary").click()
