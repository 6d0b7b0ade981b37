import numpy as np
import pytest
from PIL import Image

from actions.providers.builtin.opening import SIDE, Refused, open_photo
from tests.unit.actions.providers.builtin.files import bomb, encoded, scans, specimen


def refusal(photo: bytes) -> str:
    with pytest.raises(Refused) as refused:
        open_photo(photo)
    return refused.value.code


@pytest.mark.parametrize("image_format", ["JPEG", "PNG", "WEBP"])
def test_a_plain_photo_is_opened(image_format: str) -> None:
    opened = open_photo(encoded(specimen(), image_format))
    assert (opened.pixels.shape, opened.size) == ((800, 1280, 3), (1280, 800))


@pytest.mark.parametrize(
    ("photo", "code"),
    [
        (b"", "IMAGE_DAMAGED"),
        (b"%PDF-1.7 not a photo", "IMAGE_UNSUPPORTED"),
        (b"<svg/>", "IMAGE_UNSUPPORTED"),
        (b"\0" * 1000, "IMAGE_UNSUPPORTED"),
        (encoded(specimen(), "GIF"), "IMAGE_UNSUPPORTED"),
        (encoded(specimen(), "TIFF"), "IMAGE_UNSUPPORTED"),
        (encoded(specimen()) + b"PK\x03\x04 a second file", "IMAGE_UNSUPPORTED"),
        (encoded(specimen())[:20_000], "IMAGE_DAMAGED"),
        (encoded(specimen(), "PNG")[:20_000], "IMAGE_DAMAGED"),
        (b"\xff\xd8\xff", "IMAGE_UNSUPPORTED"),
        (bomb(6_400), "IMAGE_TOO_LARGE"),  # 41 megapixels
        (bomb(20_000), "IMAGE_TOO_LARGE"),
    ],
    ids=["empty", "pdf", "svg", "zeros", "gif", "tiff", "polyglot", "half", "half png", "three bytes", "40 MP", "bomb"],
)  # fmt: skip
def test_what_is_no_plain_photo_is_refused_with_its_code(photo: bytes, code: str) -> None:
    assert refusal(photo) == code


def test_a_second_photo_behind_the_first_is_refused() -> None:
    assert refusal(encoded(specimen()) * 2) == "IMAGE_UNSUPPORTED"


def test_a_progressive_photo_with_a_thumbnail_inside_is_opened() -> None:
    exif = Image.Exif()
    exif[0x010E] = "a description"
    assert open_photo(encoded(specimen(), progressive=True, optimize=True, exif=exif)).size == (1280, 800)


def test_a_photo_that_would_keep_the_decoder_busy_for_an_hour_is_refused() -> None:
    assert open_photo(scans(times=1)).size == (1280, 800)
    assert refusal(scans(times=100)) == "IMAGE_UNSUPPORTED"


def test_a_moving_picture_is_refused() -> None:
    frames = [specimen(seed=1), specimen(seed=2)]
    assert refusal(encoded(frames[0], "WEBP", save_all=True, append_images=frames[1:])) == "IMAGE_UNSUPPORTED"


def phone_photo(**options: object) -> bytes:
    """A JPEG that announces a second one, as phones write them."""
    return encoded(specimen(), "MPO", save_all=True, append_images=[specimen(320, 200)], **options)


def test_the_photo_of_a_phone_that_keeps_a_second_picture_is_opened_at_the_first() -> None:
    opened = open_photo(phone_photo())
    assert (opened.size, opened.media_type) == ((1280, 800), "image/jpeg")


@pytest.mark.parametrize("behind", [b"PK\x03\x04", encoded(specimen(320, 200))], ids=["a file", "a third picture"])
def test_behind_what_a_photo_announces_nothing_may_hang(behind: bytes) -> None:
    assert refusal(phone_photo() + behind) == "IMAGE_UNSUPPORTED"


def test_a_photo_may_not_announce_a_whole_album() -> None:
    album = encoded(specimen(), "MPO", save_all=True, append_images=[specimen(320, 200)] * 3)
    assert refusal(album) == "IMAGE_UNSUPPORTED"


def test_a_large_photo_is_made_smaller_and_its_size_remembered() -> None:
    opened = open_photo(encoded(Image.new("RGB", (5000, 3000), (90, 90, 90))))
    assert (max(opened.pixels.shape), opened.size) == (SIDE, (5000, 3000))


@pytest.mark.parametrize(("orientation", "corner"), [(1, (0, 0)), (3, (-1, -1)), (6, (0, -1)), (8, (-1, 0))])
def test_a_photo_stands_as_the_phone_held_it(orientation: int, corner: tuple[int, int]) -> None:
    picture = Image.new("RGB", (640, 480))
    picture.paste((255, 255, 255), (0, 0, 160, 160))
    exif = Image.Exif()
    exif[0x0112] = orientation
    pixels = open_photo(encoded(picture, exif=exif)).pixels
    assert pixels[corner].min() > 200


def test_a_broken_note_about_the_photo_does_no_harm() -> None:
    assert open_photo(encoded(specimen(), exif=b"Exif\0\0not a directory")).pixels.any()


@pytest.mark.parametrize("mode", ["L", "CMYK"])
def test_a_photo_of_other_colours_is_opened(mode: str) -> None:
    assert open_photo(encoded(specimen().convert(mode))).pixels.shape == (800, 1280, 3)


def test_what_was_opened_does_not_print_itself() -> None:
    assert "array" not in repr(open_photo(encoded(Image.fromarray(np.zeros((30, 30, 3), np.uint8)), "PNG")))
