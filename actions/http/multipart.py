"""The frames of a liveness challenge, as a browser posts them: a form of a few parts, read strictly and in one go.

Frameworks read any form: with a character set that the sender chooses (some take hours over ten megabytes), any number
of headers, any boundary. Ours has one field and a few files.
"""

import re

from actions.verification.errors import Refused

MOST_FRAMES = 8
LONGEST_HEAD = 1000  # bytes of the headers of one part
LINE, HEAD_ENDS = b"\r\n", b"\r\n\r\n"
_BOUNDARY = re.compile(r"""boundary=("?)([A-Za-z0-9'()+_,./:=?-]{1,70})\1\s*(?:;|$)""", re.IGNORECASE)
_NAME = re.compile(rb"""(?:^|\r\n)content-disposition: *form-data; *name="([a-z]+)"(?:;|\r\n|$)""", re.IGNORECASE)


def read_frames(content_type: str, body: bytes) -> tuple[str, tuple[bytes, ...]]:
    """The challenge that is answered, and the frames in their order."""
    parts = [_part(part) for part in _parts(content_type, body)]
    challenges = [content for name, content in parts if name == "challenge"]
    frames = tuple(content for name, content in parts if name == "frame")
    if len(challenges) != 1 or not 1 <= len(frames) <= MOST_FRAMES or len(parts) != 1 + len(frames):
        raise _broken()
    return challenges[0].decode("ascii", "replace"), frames


def _parts(content_type: str, body: bytes) -> list[bytes]:
    boundary = _BOUNDARY.search(content_type)
    if boundary is None:
        raise _broken()
    before, *parts = (LINE + body).split(LINE + b"--" + boundary[2].encode(), MOST_FRAMES + 3)
    if before or len(parts) < 2 or parts.pop().rstrip(LINE) != b"--":
        raise _broken()
    return parts


def _part(part: bytes) -> tuple[str, bytes]:
    head, ends, content = part.partition(HEAD_ENDS) if HEAD_ENDS in part[:LONGEST_HEAD] else (b"", b"", b"")
    name = _NAME.search(head)
    if not ends or not head.startswith(LINE) or name is None:
        raise _broken()
    return name[1].decode(), content


def _broken() -> Refused:
    return Refused("invalid_payload", {"frame": "count", "challenge": "missing"})
