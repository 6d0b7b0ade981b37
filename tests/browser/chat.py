"""The chat as a customer's hands and eyes meet it, in any language: found by shape, not by wording."""

import re
import uuid
from pathlib import Path

from playwright.async_api import FrameLocator, Locator, Page, expect

from actions.verification.text import plain_digits
from tests.browser.camera import hold_up
from tests.servers import photos
from tests.servers.journey import VALUES

ARTEFACTS = Path(__file__).parents[2] / "artefacts"
PATIENCE_MS = 30_000
ACCOUNT = "110123456789"
POSES = {  # what the card asks for
    "front": {"ko": "정면을 바라봐 주세요", "fa": "مستقیم به دوربین نگاه کنید", "en": "Look straight at the camera"},
    "left": {
        "ko": "고개를 천천히 왼쪽으로 돌려 주세요",
        "fa": "سرتان را آرام به چپ بچرخانید",
        "en": "Slowly turn your head to your left",
    },
    "right": {
        "ko": "고개를 천천히 오른쪽으로 돌려 주세요",
        "fa": "سرتان را آرام به راست بچرخانید",
        "en": "Slowly turn your head to your right",
    },
}
NAMES = {"ko": "김하늘", "fa": "سارا احمدی", "en": "Alex Morgan"}


class Chat:
    def __init__(self, page: Page, language: str, device: str) -> None:
        self.page, self.language, self.device = page, language, device
        self.customer = ""
        self.shots = 0
        self._read: set[str] = set()  # what had arrived on the customer's phone and bank statement

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

    async def consent(self, only_required: bool = False) -> None:
        card = self.card("consent")
        await expect(card.locator("input[type=checkbox]").first).to_be_visible(timeout=PATIENCE_MS)
        for item in await card.locator("article:has(input[type=checkbox])").all():
            box, required = item.locator("input"), await item.locator(".tag.strong").count() == 1
            assert not await box.is_checked(), "a consent is never ticked beforehand"
            await box.set_checked(required or not only_required)
        await self.shoot("consent")
        await card.locator("button[type=submit]").click()

    async def details(self) -> None:
        card = self.card("details")
        await expect(card.locator("input").first).to_be_visible(timeout=PATIENCE_MS)
        for name, value in VALUES[self.language].items():
            await card.locator(f"[name={name}]").fill(value)
        await self.shoot("details")
        await card.locator("button[type=submit]").click()

    async def code(self, kind: str, wrong_first: bool = False) -> None:
        """By phone or by bank statement: it arrives on the demo page, and is typed into the card."""
        card = self.card(kind)
        if kind == "code":
            await card.locator(".actions .button").first.click(timeout=PATIENCE_MS)
        code = await self._newest_code()
        entry = card.locator("[name=code]")
        await expect(entry).to_be_visible(timeout=PATIENCE_MS)
        if wrong_first:
            await entry.fill(str((int(code) + 1) % 10 ** len(code)).zfill(len(code)))
            await card.locator("button[type=submit]").click()
            await expect(card.get_by_role("alert")).to_be_visible(timeout=PATIENCE_MS)
            await self.shoot(f"{kind}-wrong")
        await entry.fill(code)
        await self.shoot(kind)
        await card.locator("button[type=submit]").click()

    async def arrived(self) -> list[str]:
        """What the stand-ins for the customer's phone and bank statement show."""
        return await self.page.locator("#arrived li p").all_text_contents()

    async def _newest_code(self) -> str:
        """Of what has arrived since the last one was read: a transfer may be there before its card is."""
        for _ in range(200):
            new = [text for text in await self.arrived() if text not in self._read]
            self._read.update(new)
            if new:
                return str(re.findall(r"\d{4,6}", plain_digits(new[0]))[0])
            await self.page.wait_for_timeout(150)
        raise AssertionError("no code has arrived")

    async def account(self) -> None:
        card = self.card("transfer")
        await card.locator("[name=account_bank]").select_option(index=1, timeout=PATIENCE_MS)
        await card.locator("[name=account_number]").fill(ACCOUNT)
        await card.locator("button[type=submit]").click()

    async def sign(self) -> None:
        canvas = self.card("signature").locator("canvas.sign-here")
        await canvas.scroll_into_view_if_needed(timeout=PATIENCE_MS)
        box = await canvas.bounding_box()
        assert box is not None
        mouse, left, middle = self.page.mouse, box["x"] + 40, box["y"] + box["height"] / 2
        await mouse.move(left, middle)
        await mouse.down()
        for step in range(1, 24):
            await mouse.move(left + 8 * step, middle + (24 if step % 4 < 2 else -24), steps=2)
        await mouse.up()
        await self.shoot("signature")
        await self.card("signature").locator(".actions .button").first.click()

    async def show(self, photo: bytes) -> None:
        await hold_up(self.page, photo)

    async def turn_the_head(self, stranger: bool = False) -> None:
        """Does what the card asks, pose by pose, before the camera."""
        await self.show(photos.pose("front", stranger))
        await self.card("selfie").locator(".actions .button").first.click(timeout=PATIENCE_MS)
        pose = self.frame.locator(".pose")
        await expect(pose).to_have_text(POSES["front"][self.language], timeout=PATIENCE_MS)
        await self.shoot("selfie-camera")
        await self.frame.locator("dialog .actions .button").click()
        for _ in range(2):
            await expect(pose).not_to_have_text(await pose.inner_text(), timeout=PATIENCE_MS)
            said = await pose.inner_text()
            asked = next(name for name, words in POSES.items() if words[self.language] == said)
            await self.show(photos.pose(asked, stranger))
            await self.shoot(f"selfie-{asked}")
        card = self.card("selfie")
        await expect(card.locator("canvas.preview")).to_have_count(3, timeout=PATIENCE_MS)
        await self.shoot("selfie-frames")
        await card.locator(".actions .button").first.click()

    async def refused_with_a_reason(self, kind: str) -> None:
        """The card says why, what helps and how many tries are left."""
        card = self.card(kind)
        await expect(card.get_by_role("alert")).to_be_visible(timeout=PATIENCE_MS)
        await expect(card.locator(".tip")).to_be_visible()
        await expect(card.locator(".attempts")).to_be_visible()
        await self.shoot(f"{kind}-refused")

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
