"""The form in which the frames of a liveness challenge come."""

import httpx
import pytest

from actions.http.multipart import MOST_FRAMES, read_frames
from actions.verification.errors import Refused

TYPE = "multipart/form-data; boundary=B"
PHOTO = b"\xff\xd8\r\n--\r\n\r\nBB\xff\xd9\r\n"  # all that a photo may hold


def part(name: str, content: bytes, more: str = "") -> bytes:
    return b'--B\r\nContent-Disposition: form-data; name="%s"%s\r\n\r\n%s\r\n' % (name.encode(), more.encode(), content)


CHALLENGE, FRAME = part("challenge", b"c-1"), part("frame", PHOTO, '; filename="frame.jpg"\r\nContent-Type: image/jpeg')


@pytest.mark.parametrize(
    "boundary", ["----WebKitFormBoundaryx7MA4YWxkTrZu0gW", "---------------------------9051914041", "b"]
)
def test_what_a_browser_posts_is_read_as_it_was(boundary: str) -> None:
    files = [("frame", ("frame.jpg", PHOTO + bytes([number]), "image/jpeg")) for number in range(3)]
    headers = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
    request = httpx.Request("POST", "https://bank.example", data={"challenge": "c-1"}, files=files, headers=headers)
    challenge, frames = read_frames(request.headers["content-type"], request.read())
    assert (challenge, frames) == ("c-1", tuple(PHOTO + bytes([number]) for number in range(3)))


@pytest.mark.parametrize(
    "content_type", ['multipart/form-data; boundary="B"', "multipart/form-data; Boundary=B; charset=x"]
)
def test_a_boundary_may_be_quoted_and_need_not_come_last(content_type: str) -> None:
    assert read_frames(content_type, CHALLENGE + FRAME + b"--B--\r\n") == ("c-1", (PHOTO,))


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"--B--",
        b"before" + CHALLENGE + FRAME + b"--B--",
        CHALLENGE + FRAME,
        CHALLENGE + FRAME + b"--B--behind",
        CHALLENGE + b"--B--",
        FRAME + b"--B--",
        CHALLENGE + CHALLENGE + FRAME + b"--B--",
        CHALLENGE + FRAME + part("other", b"x") + b"--B--",
        CHALLENGE + FRAME * (MOST_FRAMES + 1) + b"--B--",
        CHALLENGE + b"--B\r\n\r\n" + PHOTO + b"\r\n--B--",
        CHALLENGE + b'--B\r\nX: name="frame"\r\n\r\n' + PHOTO + b"\r\n--B--",
        CHALLENGE + part("frame", PHOTO, "\r\nX: " + "y" * 2000) + b"--B--",
    ],
)
def test_any_other_form_is_refused(body: bytes) -> None:
    with pytest.raises(Refused, match="invalid_payload"):
        read_frames(TYPE, body)


@pytest.mark.parametrize(
    "content_type", ["multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=\x01"]
)
def test_without_a_boundary_there_are_no_parts(content_type: str) -> None:
    with pytest.raises(Refused, match="invalid_payload"):
        read_frames(content_type, CHALLENGE + FRAME + b"--B--")


@pytest.mark.parametrize("charset", ["punycode", "idna", "utf-7"])
def test_the_sender_does_not_choose_how_its_words_are_decoded(charset: str) -> None:
    """Ten megabytes of punycode would have kept the whole program busy for an hour."""
    words = b"a" * 5_000_000 + b"-" + b"a" * 5_000_000
    slow = part("challenge", words, f"\r\nContent-Type: text/plain; charset={charset}")
    assert read_frames(TYPE, slow + FRAME + b"--B--") == (words.decode(), (PHOTO,))


@pytest.mark.parametrize("piece", [b"--B\r\n", b"\r\n--B", b"a: b\r\n", b"\r\n", b"B"])
def test_ten_megabytes_of_anything_are_refused_at_once(piece: bytes) -> None:
    with pytest.raises(Refused, match="invalid_payload"):
        read_frames(TYPE, CHALLENGE + b"--B\r\n" + piece * (10_000_000 // len(piece)) + b"--B--")
