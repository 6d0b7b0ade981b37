"""Pictures for tests, drawn here: sharp, large enough, and of nobody."""

import io
import random
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter


def specimen(width: int = 1280, height: int = 800, seed: int = 7) -> Image.Image:
    """A card with lines of text-like strokes and a portrait-like shape: much detail, no person."""
    dice = random.Random(seed)
    picture = Image.new("RGB", (width, height), (198, 208, 220))
    draw = ImageDraw.Draw(picture)
    for row in range(30, height - 30, 22):
        x = width // 3
        while x < width - 60:
            length = dice.randint(8, 40)
            draw.rectangle([x, row, x + length, row + dice.randint(6, 12)], fill=(40, 46, 60))
            x += length + dice.randint(5, 14)
    draw.ellipse([60, height // 4, width // 4, height * 3 // 4], fill=(224, 190, 160), outline=(60, 50, 44), width=5)
    for _ in range(900):
        x, y = dice.randrange(width), dice.randrange(height)
        draw.point((x, y), fill=(dice.randrange(256),) * 3)
    return picture


def jpeg(picture: Image.Image | None = None) -> bytes:
    buffer = io.BytesIO()
    (picture or specimen()).save(buffer, "JPEG", quality=90)
    return buffer.getvalue()


def blurred() -> bytes:
    return jpeg(specimen().filter(ImageFilter.GaussianBlur(14)))


def camera_film(path: Path, width: int = 1280, height: int = 720) -> Path:
    """A film that Chromium's fake camera plays (Y4M, 4:2:0)."""
    luma, blue, red = specimen(width, height).convert("YCbCr").split()
    half = (width // 2, height // 2)
    frame = luma.tobytes() + blue.resize(half).tobytes() + red.resize(half).tobytes()
    with path.open("wb") as film:
        film.write(f"YUV4MPEG2 W{width} H{height} F10:1 Ip A1:1 C420jpeg\n".encode())
        for _ in range(5):
            film.write(b"FRAME\n" + frame)
    return path
