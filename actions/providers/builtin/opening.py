"""Opens a photo that a stranger has sent: everything a file can be that is no plain photo is refused with its code."""

import io
import warnings
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps, UnidentifiedImageError

from actions.providers.builtin.trailing import ends_where_it_should

Pixels = NDArray[np.uint8]  # height x width x 3, red first

MEDIA_TYPES = {"JPEG": "image/jpeg", "MPO": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
DECODERS = ["JPEG", "PNG", "WEBP"]
MOST_PICTURES = {"MPO": 3}  # of one file: a phone's JPEG may hold its depth and its brightness, too
MOST_PIXELS = 40_000_000
JPEG_START, JPEG_SCAN = b"\xff\xd8", b"\xff\xda"
MOST_SCANS = 50  # passes over the whole picture; encoders use some ten, and a decoder does as many as it is told to
SIDE = 2400  # pixels; no check needs more, and memory is shared


class Refused(Exception):  # noqa: N818 — says what happened to the photo
    """This is no photo to look at. Carries the reason code."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True, repr=False)
class Opened:
    """`pixels` stand upright, as the phone held them, and are made smaller to `SIDE`; `size` is that of the file."""

    pixels: Pixels
    media_type: str
    size: tuple[int, int]


def open_photo(photo: bytes, most_pixels: int = MOST_PIXELS) -> Opened:
    if _keeps_busy(photo):
        raise Refused("IMAGE_UNSUPPORTED")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about what is refused here, or does not matter
            with Image.open(io.BytesIO(photo), formats=DECODERS) as image:
                return _opened(image, photo, most_pixels)
    except Refused:
        raise
    except Image.DecompressionBombError:
        raise Refused("IMAGE_TOO_LARGE") from None
    except UnidentifiedImageError:
        raise Refused("IMAGE_UNSUPPORTED" if photo else "IMAGE_DAMAGED") from None
    except Exception:  # a decoder may raise anything on a file that was made to break it
        raise Refused("IMAGE_DAMAGED") from None


def _keeps_busy(photo: bytes) -> bool:
    """Ten megabytes of empty scans are an hour's work. In the data of a scan the two bytes never stand together."""
    return photo.startswith(JPEG_START) and photo.count(JPEG_SCAN) > MOST_SCANS


def _opened(image: Image.Image, photo: bytes, most_pixels: int) -> Opened:
    image_format, size = image.format or "", image.size
    if size[0] * size[1] > most_pixels:
        raise Refused("IMAGE_TOO_LARGE")
    pictures = getattr(image, "n_frames", 1)
    if image_format not in MEDIA_TYPES or pictures > MOST_PICTURES.get(image_format, 1):
        raise Refused("IMAGE_UNSUPPORTED")
    image.draft("RGB", (SIDE, SIDE))  # a large JPEG is never unpacked whole
    image.load()
    if not ends_where_it_should(image_format, photo, pictures):
        raise Refused("IMAGE_UNSUPPORTED")
    return Opened(_pixels(image), MEDIA_TYPES[image_format], size)


def _pixels(image: Image.Image) -> Pixels:
    image.thumbnail((SIDE, SIDE), reducing_gap=2.0)
    return np.asarray(_upright(image).convert("RGB"))


def _upright(image: Image.Image) -> Image.Image:
    """Phones store the picture as the sensor lies and say how to turn it."""
    try:
        return ImageOps.exif_transpose(image)
    except Exception:  # a broken note about the photo does not make the photo worse
        return image
