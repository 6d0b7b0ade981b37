"""The built-in provider: it looks at the file and at how well the photo can be read, at nothing else."""

import asyncio
import io
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from PIL import Image, ImageFilter, ImageStat, UnidentifiedImageError

from actions.providers.trailing import ends_where_it_should
from actions.services.ports import PhotoOutcome
from actions.verification.findings import Finding, Outcome
from actions.verification.journey import Kind
from actions.verification.liveness import Challenge

SOURCE = "builtin"
CHECKED = ("file", "size", "sharpness", "light")
MEDIA_TYPES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
SIDE = 1024  # pixels; sharpness is measured at one size, or a large photo would always look sharp
LAPLACIAN = ImageFilter.Kernel((3, 3), (0, 1, 0, 1, -4, 1, 0, 1, 0), scale=1, offset=128)
AT_ONCE = 2  # decoding 40 megapixels takes memory


@dataclass(frozen=True, slots=True)
class PhotoLimits:
    """Lenient on purpose: a person looks at every photo, so only what nobody could read is sent back."""

    pixels: int = 40_000_000
    document_side: int = 600
    selfie_side: int = 400
    sharpness: float = 12.0  # variance of the Laplacian
    darkest: float = 40.0  # mean brightness, of 255
    brightest: float = 245.0


@dataclass(frozen=True, slots=True)
class Codes:
    """How one finding is called for the document and for the face."""

    small: str
    blur: str
    dark: str
    bright: str


CODES = {
    Kind.DOCUMENT: Codes("DOC_TOO_SMALL", "DOC_BLUR", "DOC_DARK", "DOC_GLARE"),
    Kind.SELFIE: Codes("IMAGE_TOO_SMALL", "FACE_BLUR", "FACE_TOO_DARK", "FACE_QUALITY"),
}


class BuiltinPhotoChecks:
    def __init__(self, limits: PhotoLimits | None = None) -> None:
        self._limits = limits or PhotoLimits()
        self._turns = asyncio.Semaphore(AT_ONCE)

    async def check(self, kind: Kind, photo: bytes) -> PhotoOutcome:
        async with self._turns:
            return await asyncio.to_thread(look_at, kind, photo, self._limits)


class DocumentQuality:
    """How well a photo of a document can be read; what it says, a person reads."""

    def __init__(self, checks: BuiltinPhotoChecks) -> None:
        self._checks = checks

    async def check(
        self, photo: bytes, accepts: tuple[str, ...], typed: Mapping[str, str], today: date
    ) -> PhotoOutcome:
        outcome = await self._checks.check(Kind.DOCUMENT, photo)
        return replace(outcome, findings=(Finding("document_read", Outcome.UNCLEAR, SOURCE),))


class FaceQuality:
    """How well a face could be seen; whose it is, a person says."""

    def __init__(self, checks: BuiltinPhotoChecks) -> None:
        self._checks = checks

    async def check(
        self, frames: Sequence[bytes], challenge: Challenge | None, document: bytes | None, seen: Sequence[bytes]
    ) -> PhotoOutcome:
        outcome = await self._checks.check(Kind.SELFIE, frames[0])
        return replace(outcome, findings=(Finding("face_match", Outcome.UNCLEAR, SOURCE),))


def look_at(kind: Kind, photo: bytes, limits: PhotoLimits) -> PhotoOutcome:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our own limit is lower
            with Image.open(io.BytesIO(photo), formats=list(MEDIA_TYPES)) as image:
                return _judge(image, kind, photo, limits)
    except Image.DecompressionBombError:
        return PhotoOutcome("IMAGE_TOO_LARGE")
    except UnidentifiedImageError:
        return PhotoOutcome("IMAGE_UNSUPPORTED")
    except Exception:  # a decoder may raise anything on a file that was made to break it
        return PhotoOutcome("IMAGE_DAMAGED")


def _judge(image: Image.Image, kind: Kind, photo: bytes, limits: PhotoLimits) -> PhotoOutcome:
    image_format, size = image.format or "", image.size
    if size[0] * size[1] > limits.pixels:
        return PhotoOutcome("IMAGE_TOO_LARGE")
    if getattr(image, "n_frames", 1) != 1:
        return PhotoOutcome("IMAGE_UNSUPPORTED")
    image.draft("L", (SIDE, SIDE))
    image.load()
    if not ends_where_it_should(image_format, photo):
        return PhotoOutcome("IMAGE_UNSUPPORTED")
    side = limits.document_side if kind is Kind.DOCUMENT else limits.selfie_side
    reason = CODES[kind].small if min(size) < side else _quality(image, CODES[kind], limits)
    return PhotoOutcome(reason, MEDIA_TYPES[image_format], CHECKED)


def _quality(image: Image.Image, codes: Codes, limits: PhotoLimits) -> str | None:
    grey = image.convert("L")
    grey.thumbnail((SIDE, SIDE))
    brightness = ImageStat.Stat(grey).mean[0]
    if brightness < limits.darkest:
        return codes.dark
    if brightness > limits.brightest:
        return codes.bright
    edges = grey.filter(LAPLACIAN).crop((1, 1, grey.width - 1, grey.height - 1))
    return codes.blur if ImageStat.Stat(edges).var[0] < limits.sharpness else None
