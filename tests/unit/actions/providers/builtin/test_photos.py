import pytest
from PIL import Image, ImageEnhance, ImageFilter

from actions.providers.builtin.photos import BuiltinPhotoChecks, PhotoLimits, look_at
from actions.verification.journey import Kind
from tests.servers.photos import specimen
from tests.unit.actions.providers.builtin.files import bomb, encoded

LIMITS = PhotoLimits()


def reason(photo: bytes, kind: Kind = Kind.DOCUMENT) -> str | None:
    return look_at(kind, photo, LIMITS).reason


@pytest.mark.parametrize(
    ("image_format", "media_type"), [("JPEG", "image/jpeg"), ("PNG", "image/png"), ("WEBP", "image/webp")]
)
def test_a_good_photo_passes_and_says_what_was_looked_at(image_format: str, media_type: str) -> None:
    outcome = look_at(Kind.DOCUMENT, encoded(specimen(), image_format), LIMITS)
    assert (outcome.reason, outcome.media_type) == (None, media_type)
    assert outcome.checked == ("file", "size", "sharpness", "light")


def test_a_progressive_photo_passes() -> None:
    assert reason(encoded(specimen(), progressive=True, optimize=True)) is None


def test_a_photo_with_a_thumbnail_inside_passes() -> None:
    exif = Image.Exif()
    exif[0x010E] = "a description"
    assert reason(encoded(specimen(), exif=exif)) is None


@pytest.mark.parametrize(
    ("picture", "document", "selfie"),
    [
        (specimen(599, 800), "DOC_TOO_SMALL", None),
        (specimen(399, 800), "DOC_TOO_SMALL", "IMAGE_TOO_SMALL"),
        (specimen().filter(ImageFilter.GaussianBlur(14)), "DOC_BLUR", "FACE_BLUR"),
        (ImageEnhance.Brightness(specimen()).enhance(0.1), "DOC_DARK", "FACE_TOO_DARK"),
        (Image.new("RGB", (1000, 800), (254, 254, 254)), "DOC_GLARE", "FACE_QUALITY"),
    ],
    ids=["small", "tiny", "blurred", "dark", "bright"],
)
def test_what_nobody_could_read_is_sent_back_with_its_reason(
    picture: Image.Image, document: str, selfie: str | None
) -> None:
    photo = encoded(picture, quality=95)
    assert (reason(photo), reason(photo, Kind.SELFIE)) == (document, selfie)


@pytest.mark.parametrize("image_format", ["JPEG", "PNG", "WEBP"])
def test_a_file_with_another_one_behind_it_is_refused(image_format: str) -> None:
    assert reason(encoded(specimen(), image_format) + b"PK\x03\x04 a second file") == "IMAGE_UNSUPPORTED"


def test_a_second_photo_behind_the_first_is_refused() -> None:
    assert reason(encoded(specimen()) * 2) == "IMAGE_UNSUPPORTED"


@pytest.mark.parametrize("image_format", ["GIF", "BMP", "TIFF"])
def test_another_kind_of_picture_is_refused(image_format: str) -> None:
    assert reason(encoded(specimen(), image_format)) == "IMAGE_UNSUPPORTED"


@pytest.mark.parametrize("content", [b"", b"\xff\xd8\xff", b"%PDF-1.7 not a photo", b"<svg/>", b"\0" * 1000])
def test_what_is_no_picture_is_refused(content: bytes) -> None:
    assert reason(content) in ("IMAGE_UNSUPPORTED", "IMAGE_DAMAGED")


def test_a_photo_that_broke_off_is_damaged() -> None:
    photo = encoded(specimen())
    assert reason(photo[: len(photo) // 2]) == "IMAGE_DAMAGED"


def test_a_moving_picture_is_refused() -> None:
    frames = [specimen(seed=1), specimen(seed=2)]
    assert reason(encoded(frames[0], "WEBP", save_all=True, append_images=frames[1:])) == "IMAGE_UNSUPPORTED"


@pytest.mark.parametrize("side", [6_400, 20_000])
def test_a_bomb_is_refused_before_it_is_unpacked(side: int) -> None:
    assert reason(bomb(side)) == "IMAGE_TOO_LARGE"


async def test_the_checks_run_beside_the_loop() -> None:
    assert (await BuiltinPhotoChecks().check(Kind.SELFIE, encoded(specimen()))).reason is None
