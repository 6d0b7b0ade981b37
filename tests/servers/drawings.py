"""Signatures for tests: lines, as a finger draws them on a canvas."""

import io

from PIL import Image, ImageDraw


def signature(size: tuple[int, int] = (900, 360), ink: str = "#101820", paper: str | None = "white") -> bytes:
    page = Image.new("RGBA", size, paper or (0, 0, 0, 0))
    pen = ImageDraw.Draw(page)
    wide, high = size
    points = [(wide * x // 20, high * (3 + (x % 3)) // 8) for x in range(4, 17)]
    pen.line(points, fill=ink, width=3, joint="curve")
    return png(page)


def blank(size: tuple[int, int] = (900, 360)) -> bytes:
    return png(Image.new("RGB", size, "white"))


def tap(size: tuple[int, int] = (900, 360)) -> bytes:
    page = Image.new("RGB", size, "white")
    ImageDraw.Draw(page).ellipse([100, 100, 110, 110], fill="black")
    return png(page)


def filled(size: tuple[int, int] = (900, 360)) -> bytes:
    return png(Image.new("RGB", size, "black"))


def png(page: Image.Image) -> bytes:
    buffer = io.BytesIO()
    page.save(buffer, "PNG")
    return buffer.getvalue()


def jpeg() -> bytes:
    """Another kind of file than a card sends."""
    buffer = io.BytesIO()
    Image.open(io.BytesIO(signature())).convert("RGB").save(buffer, "JPEG")
    return buffer.getvalue()
