"""What stands before the camera of a browser: a picture that the test holds up, and may change at any moment.

Chromium's own fake camera plays one film that is fixed when it starts; a challenge is made while the page is open.
"""

import base64
import time

from playwright.async_api import BrowserContext, Page

SCRIPT = """
(() => {
  if (!navigator.mediaDevices) return;
  const canvas = Object.assign(document.createElement('canvas'), { width: 1280, height: 960 });
  const context = canvas.getContext('2d');
  let held = null;
  const draw = () => {
    context.fillStyle = '#6b6f6d';
    context.fillRect(0, 0, canvas.width, canvas.height);
    if (!held) return;
    const scale = Math.min(canvas.width / held.width, canvas.height / held.height);
    const [width, height] = [held.width * scale, held.height * scale];
    context.drawImage(held, (canvas.width - width) / 2, (canvas.height - height) / 2, width, height);
  };
  setInterval(draw, 50);
  window.holdUp = async (encoded) => {
    const bytes = Uint8Array.from(atob(encoded), (sign) => sign.charCodeAt(0));
    held = await createImageBitmap(new Blob([bytes], { type: 'image/jpeg' }));
    draw();
  };
  navigator.mediaDevices.getUserMedia = async () => canvas.captureStream(20);
})();
"""


async def with_camera(context: BrowserContext) -> BrowserContext:
    await context.add_init_script(SCRIPT)
    return context


async def hold_up(page: Page, photo: bytes, frame_path: str = "/chat") -> None:
    """Before the camera of the chat, wherever on the page it is framed."""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        frame = next((frame for frame in page.frames if frame_path in frame.url), None)
        if frame is not None:
            await frame.evaluate("photo => window.holdUp(photo)", base64.b64encode(photo).decode())
            return
        await page.wait_for_timeout(100)
    raise AssertionError("the page shows no chat")
