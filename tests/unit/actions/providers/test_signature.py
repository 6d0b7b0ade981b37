import pytest

from actions.providers.signature import DrawnSignatures
from tests.servers import drawings


@pytest.mark.parametrize(
    "drawing",
    [
        drawings.signature(),
        drawings.signature(paper=None),
        drawings.signature(ink="#0000aa"),
        drawings.signature((300, 120)),
    ],
    ids=["plain", "transparent", "blue", "small"],
)
async def test_a_signature_is_one_on_whatever_paper(drawing: bytes) -> None:
    outcome = await DrawnSignatures().check(drawing)
    assert (outcome.reason, outcome.media_type, outcome.checked) == (None, "image/png", ("file", "ink"))


@pytest.mark.parametrize(
    ("drawing", "reason"),
    [
        (drawings.blank(), "SIGNATURE_EMPTY"),
        (drawings.tap(), "SIGNATURE_EMPTY"),
        (drawings.filled(), "SIGNATURE_EMPTY"),
        (drawings.signature(paper="#101820"), "SIGNATURE_EMPTY"),
        (drawings.jpeg(), "IMAGE_UNSUPPORTED"),
        (b"", "IMAGE_UNSUPPORTED"),
        (drawings.signature() + b"PK\x03\x04", "IMAGE_UNSUPPORTED"),
        (drawings.signature()[:-200], "IMAGE_DAMAGED"),
        (drawings.blank((2001, 2001)), "IMAGE_TOO_LARGE"),
    ],
    ids=["blank", "tap", "filled", "dark", "jpeg", "nothing", "polyglot", "cut", "large"],
)
async def test_what_is_no_signature_is_said_why(drawing: bytes, reason: str) -> None:
    assert (await DrawnSignatures().check(drawing)).reason == reason
