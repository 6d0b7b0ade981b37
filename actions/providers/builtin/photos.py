"""How well a photo can be seen at all: the file, its size, sharpness and light."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from PIL import Image, ImageFilter, ImageStat

from actions.providers.builtin.opening import MOST_PIXELS, Opened, Refused, open_photo
from actions.services.ports import PhotoOutcome
from actions.verification.findings import Finding, Outcome
from actions.verification.journey import Kind
from actions.verification.liveness import Challenge

SOURCE = "builtin"
CHECKED = ("file", "size", "sharpness", "light")
SIDE = 1024  # pixels; sharpness is measured at one size, or a large photo would always look sharp
LAPLACIAN = ImageFilter.Kernel((3, 3), (0, 1, 0, 1, -4, 1, 0, 1, 0), scale=1, offset=128)
AT_ONCE = 2  # decoding 40 megapixels takes memory


@dataclass(frozen=True, slots=True)
class PhotoLimits:
    """Lenient on purpose: a person looks at every photo, so only what nobody could read is sent back."""

    pixels: int = MOST_PIXELS
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
        opened = open_photo(photo, limits.pixels)
    except Refused as refused:
        return PhotoOutcome(refused.code)
    return PhotoOutcome(_reason(opened, kind, limits), opened.media_type, CHECKED)


def _reason(opened: Opened, kind: Kind, limits: PhotoLimits) -> str | None:
    side = limits.document_side if kind is Kind.DOCUMENT else limits.selfie_side
    return CODES[kind].small if min(opened.size) < side else _quality(opened, CODES[kind], limits)


def _quality(opened: Opened, codes: Codes, limits: PhotoLimits) -> str | None:
    grey = Image.fromarray(opened.pixels).convert("L")
    grey.thumbnail((SIDE, SIDE))
    brightness = ImageStat.Stat(grey).mean[0]
    if brightness < limits.darkest:
        return codes.dark
    if brightness > limits.brightest:
        return codes.bright
    edges = grey.filter(LAPLACIAN).crop((1, 1, grey.width - 1, grey.height - 1))
    return codes.blur if ImageStat.Stat(edges).var[0] < limits.sharpness else None
