"""Pictures, and files that pretend to be some."""

import io
import random
import struct
import zlib

from PIL import Image, ImageDraw


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


def encoded(picture: Image.Image, image_format: str = "JPEG", **options: object) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, image_format, **options)  # type: ignore[arg-type]  # any of Pillow's options
    return buffer.getvalue()


def scans(times: int) -> bytes:
    """A progressive JPEG whose last scan stands there so many times."""
    photo = encoded(specimen(), progressive=True)
    last = photo.rindex(b"\xff\xda")
    return photo[:last] + photo[last:-2] * times + photo[-2:]


def bomb(side: int) -> bytes:
    """A PNG that claims many pixels in few bytes."""
    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    parts = [(b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b"")]
    body = b"".join(
        struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
        for name, content in parts
    )
    return b"\x89PNG\r\n\x1a\n" + body
