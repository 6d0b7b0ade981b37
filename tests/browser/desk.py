"""The console as an agent's hands and eyes meet it."""

from playwright.async_api import Page, expect

from tests.browser.chat import ARTEFACTS, PATIENCE_MS
from tests.servers.gildong import DEMO_PASSWORD


class Desk:
    def __init__(self, page: Page, language: str) -> None:
        self.page, self.language = page, language
        self.shots = 0

    async def sign_in(self, url: str, username: str) -> None:
        await self.page.goto(f"{url}/console")
        await self.page.locator(f".languages [lang={self.language}]").click()
        await self.page.locator("[name=username]").fill(username)
        await self.page.locator("[name=password]").fill(DEMO_PASSWORD)
        await self.shoot("login")
        await self.page.locator("form button.primary").click()
        await expect(self.page.locator(".line.online")).to_be_visible(timeout=PATIENCE_MS)

    async def shoot(self, name: str) -> None:
        ARTEFACTS.mkdir(exist_ok=True)
        self.shots += 1
        await self.page.wait_for_timeout(200)
        await self.page.screenshot(path=ARTEFACTS / f"{self.language}-console-{self.shots:02d}-{name}.png")

    async def take(self, customer: str) -> None:
        await self.page.locator(".queue-item", has_text=customer).click(timeout=PATIENCE_MS)
        await self.page.locator(".conversation-head button.primary").click(timeout=PATIENCE_MS)
        await expect(self.page.locator(".composer.reply")).to_be_visible(timeout=PATIENCE_MS)

    async def reply(self, text: str) -> None:
        await self.page.locator(".composer textarea").fill(text)
        await self.page.locator(".composer button.primary").click()
        await expect(self.page.locator(".entry.agent", has_text=text)).to_be_visible(timeout=PATIENCE_MS)

    async def note(self, text: str) -> None:
        await self.page.locator(".modes button").nth(1).click()
        await self.page.locator(".composer textarea").fill(text)
        await self.page.locator(".composer button.primary").click()
        await expect(self.page.locator(".entry.note", has_text=text)).to_be_visible(timeout=PATIENCE_MS)
        await self.page.locator(".modes button").nth(0).click()

    async def decide(self, reason: str) -> None:
        """Looks at one value (with its reason), then approves."""
        await self.page.locator(".case button.wide").click()
        value = self.page.locator(".values li").first
        await expect(value).to_be_visible(timeout=PATIENCE_MS)
        await self.shoot("review-masked")
        await value.locator("button").click()
        await self.page.locator("dialog[open] input").fill(reason)
        await self.page.locator("dialog[open] button.primary").click()
        await expect(value.locator(".shown")).to_be_visible(timeout=PATIENCE_MS)
        photo = self.page.locator(".photo").first
        await photo.locator("button").click()
        await self.page.locator("dialog[open] input").fill(reason)
        await self.page.locator("dialog[open] button.primary").click()
        await expect(photo.locator("canvas")).to_be_visible(timeout=PATIENCE_MS)
        await self.shoot("review-revealed")
        await self.page.locator(".decision input:not([type=checkbox])").fill(reason)
        await self.page.locator(".decision button.primary").click()
        await expect(self.page.locator(".review-head [data-status=approved]")).to_be_visible(timeout=PATIENCE_MS)
        await self.shoot("review-decided")
        await self.page.locator(".tabs button").first.click()

    async def hand_back(self) -> None:
        await self.page.locator(".conversation-head button.primary").click()
        await self.page.locator("dialog[open] button.primary").click()
        await expect(self.page.locator(".owner.bot")).to_be_visible(timeout=PATIENCE_MS)
