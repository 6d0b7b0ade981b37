"""The chat as a customer's hands and eyes meet it, in any language: found by shape, not by wording."""

import uuid
from pathlib import Path

from playwright.async_api import FrameLocator, Locator, Page, expect

from tests.servers.journey import VALUES

ARTEFACTS = Path(__file__).parents[2] / "artefacts"
PATIENCE_MS = 30_000
NAMES = {"ko": "김하늘", "fa": "سارا احمدی", "en": "Alex Morgan"}


class Chat:
    def __init__(self, page: Page, language: str, device: str) -> None:
        self.page, self.language, self.device = page, language, device
        self.customer = ""
        self.shots = 0

    @property
    def frame(self) -> FrameLocator:
        return self.page.frame_locator("iframe")

    def card(self, kind: str) -> Locator:
        """The open card of a step: the last one, since a step shown again leaves a line of the earlier card."""
        return self.frame.locator(f"section.card.{kind}").last

    async def open(self, url: str) -> None:
        """As a customer whom nobody has met, with a name that no other test's customer has."""
        mark = uuid.uuid4().hex[:4]
        self.customer = f"{NAMES[self.language]} {mark}"
        await self.page.goto(f"{url}/demo?language={self.language}&sub=browser-{mark}")
        await self.page.locator("[name=name]").fill(self.customer)
        await self.page.locator("#start").click()
        await expect(self.frame.locator(".reply").first).to_be_visible(timeout=PATIENCE_MS)

    async def shoot(self, name: str) -> None:
        ARTEFACTS.mkdir(exist_ok=True)
        self.shots += 1
        await self.page.wait_for_timeout(250)  # for the eye: a scroll that has come to rest
        await self.page.screenshot(path=ARTEFACTS / f"{self.language}-{self.device}-{self.shots:02d}-{name}.png")

    async def say(self, text: str) -> None:
        await self.frame.locator("textarea.composer-text").fill(text)
        await self.frame.locator("button.send").click()

    async def bubbles(self) -> int:
        return await self.frame.locator(".row .bubble").count()

    async def next_bubble(self, before: int) -> None:
        await expect(self.frame.locator(".row .bubble").nth(before)).to_be_visible(timeout=PATIENCE_MS)

    async def consent(self) -> None:
        card = self.card("consent")
        await expect(card.locator("input[type=checkbox]").first).to_be_visible(timeout=PATIENCE_MS)
        for box in await card.locator("input[type=checkbox]").all():
            assert not await box.is_checked(), "a consent is never ticked beforehand"
            await box.check()
        await self.shoot("consent")
        await card.locator("button[type=submit]").click()

    async def details(self) -> None:
        card = self.card("details")
        await expect(card.locator("input").first).to_be_visible(timeout=PATIENCE_MS)
        for name, value in VALUES[self.language].items():
            await card.locator(f"[name={name}]").fill(value)
        await self.shoot("details")
        await card.locator("button[type=submit]").click()

    async def photo_from_file(self, kind: str, picture: Path) -> None:
        card = self.card(kind)
        await card.locator("input[type=file]").set_input_files(picture, timeout=PATIENCE_MS)
        await self._send_photo(card, kind)

    async def photo_from_camera(self, kind: str) -> None:
        card = self.card(kind)
        await card.locator(".actions .button").first.click(timeout=PATIENCE_MS)
        shutter = self.frame.locator("button.shutter")
        await expect(shutter).to_be_enabled(timeout=PATIENCE_MS)
        await self.shoot(f"{kind}-camera")
        await shutter.click()
        await self._send_photo(card, kind)

    async def _send_photo(self, card: Locator, kind: str) -> None:
        await expect(card.locator("canvas.preview")).to_be_visible(timeout=PATIENCE_MS)
        await self.shoot(f"{kind}-preview")
        await card.locator(".actions .button").first.click()

    async def until_step(self, kind: str) -> None:
        await expect(self.card(kind)).to_be_visible(timeout=PATIENCE_MS)
        await self.shoot(kind)
