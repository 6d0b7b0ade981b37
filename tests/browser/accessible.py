"""What a machine can find wrong for people who do not see, hear or point as most do."""

from axe_playwright_python.async_playwright import Axe  # type: ignore[import-untyped]  # it publishes no types
from playwright.async_api import Page


async def is_accessible(page: Page) -> None:
    faults = (await Axe().run(page)).response["violations"]
    assert [(fault["id"], fault["nodes"][0]["html"]) for fault in faults] == []
