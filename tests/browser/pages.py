"""Pages of the sizes that people have, and what a browser complains of in them."""

from playwright.async_api import Browser, BrowserContext, Page

from tests.browser.camera import with_camera

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 800}


async def a_page(browser: Browser, size: dict[str, int], scheme: str = "light") -> tuple[BrowserContext, Page]:
    context = await browser.new_context(viewport=size, color_scheme=scheme, has_touch=size is PHONE)  # type: ignore[arg-type]  # playwright's own type of a size is not public
    return await with_camera(context), await context.new_page()


def listen(page: Page) -> list[str]:
    """What a browser complains of: exceptions, refusals of the content policy, failed resources."""
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    return problems
