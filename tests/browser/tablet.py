"""The tablet of a branch as the hands of its staff meet it."""

from playwright.async_api import Browser, Page, expect

from tests.browser.chat import PATIENCE_MS

SIZE = {"width": 820, "height": 1180}
SAW = "ID card and face compared"


async def a_tablet(browser: Browser) -> Page:
    context = await browser.new_context(viewport=SIZE, has_touch=True)  # type: ignore[arg-type]  # playwright's own type of a size is not public
    return await context.new_page()


async def sign_in(page: Page, password: str, language: str) -> None:
    await page.locator(f".languages [lang={language}]").click(timeout=PATIENCE_MS)
    await page.locator("[name=username]").fill("dara")
    await page.locator("[name=password]").fill(password)
    await page.locator("form button.big").click()


async def open_by_code(page: Page, code: str) -> None:
    await page.locator("[name=code]").fill(code)
    await page.locator(".two form").first.locator("button.big").click()


async def report_seen(page: Page) -> None:
    await page.locator("form.report input[value=true]").check(timeout=PATIENCE_MS)
    await page.locator("[name=reason]").fill(SAW)
    await page.locator("form.report button.big").click()
    await expect(page.locator(".branch-notice:not(.bad)")).to_be_visible(timeout=PATIENCE_MS)
