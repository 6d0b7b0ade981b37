"""Is there a signature on the drawing? Whose hand it was, no program can say."""

import asyncio
import io
import warnings

from PIL import Image, UnidentifiedImageError

from actions.providers.builtin.trailing import ends_where_it_should
from actions.services.providers import PhotoOutcome

PIXELS = 4_000_000
DARK = 128  # of 255: ink
LEAST_INK = 40  # dots; a tap of the finger leaves fewer
LEAST_SPREAD = 0.08  # of the drawing's longer side: a signature goes somewhere
MOST_INK = 0.6  # of all dots: a filled box is no signature
CHECKED = ("file", "ink")


class DrawnSignatures:
    async def check(self, drawing: bytes) -> PhotoOutcome:
        return await asyncio.to_thread(look_at, drawing)


def look_at(drawing: bytes) -> PhotoOutcome:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our own limit is lower
            with Image.open(io.BytesIO(drawing), formats=["PNG"]) as image:
                return _judge(image, drawing)
    except Image.DecompressionBombError:
        return PhotoOutcome("IMAGE_TOO_LARGE")
    except UnidentifiedImageError:
        return PhotoOutcome("IMAGE_UNSUPPORTED")
    except Exception:  # a decoder may raise anything on a file that was made to break it
        return PhotoOutcome("IMAGE_DAMAGED")


def _judge(image: Image.Image, drawing: bytes) -> PhotoOutcome:
    if image.width * image.height > PIXELS:
        return PhotoOutcome("IMAGE_TOO_LARGE")
    image.load()
    if getattr(image, "n_frames", 1) != 1 or not ends_where_it_should("PNG", drawing):
        return PhotoOutcome("IMAGE_UNSUPPORTED")
    return PhotoOutcome(None if _signed(_ink(image)) else "SIGNATURE_EMPTY", "image/png", CHECKED)


def _ink(image: Image.Image) -> Image.Image:
    """White where nothing was drawn, also where the drawing lets the page shine through."""
    page = Image.new("RGBA", image.size, "white")
    page.alpha_composite(image.convert("RGBA"))
    grey = page.convert("L")
    return grey.point(lambda light: 255 if light < DARK else 0)


def _signed(ink: Image.Image) -> bool:
    box, dots = ink.getbbox(), ink.histogram()[255]
    if box is None or not LEAST_INK <= dots <= MOST_INK * ink.width * ink.height:
        return False
    return max(box[2] - box[0], box[3] - box[1]) >= LEAST_SPREAD * max(ink.size)
