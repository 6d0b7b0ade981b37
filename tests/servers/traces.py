"""Looks for what must not be there: values and pictures, raw and in the encodings that programs commonly write."""

import base64
import urllib.parse
from collections.abc import Iterable, Iterator
from pathlib import Path

PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
CHUNK = 48  # bytes of a picture that cannot be in another file by chance


def of_value(value: str) -> dict[str, bytes]:
    """Every way in which a typed value might have been written down, by name of the encoding."""
    bare = "".join(c for c in value if c.isalnum())
    texts = {"as typed": value, "without separators": bare}
    for name, digits in (("persian", PERSIAN), ("arabic", ARABIC), ("full width", FULL_WIDTH)):
        texts[name] = bare.translate(digits)
    needles: dict[str, bytes] = {}
    for name, text in texts.items():
        raw = text.encode()
        needles |= {
            f"{name}, utf-8": raw,
            f"{name}, utf-16": text.encode("utf-16-le"),
            f"{name}, json": text.encode("unicode_escape"),
            f"{name}, url": urllib.parse.quote(text).encode(),
        }
        needles |= {f"{name}, {how}": coded for how, coded in _coded(raw)}
    return {name: needle for name, needle in needles.items() if len(needle) >= 6}


def of_picture(picture: bytes) -> dict[str, bytes]:
    """A few stretches from inside a picture, raw and encoded."""
    needles = {}
    for part, start in enumerate(range(len(picture) // 4, len(picture) - CHUNK, len(picture) // 4)):
        chunk = picture[start : start + CHUNK]
        needles[f"stretch {part}, raw"] = chunk
        needles |= {f"stretch {part}, {how}": coded for how, coded in _coded(chunk)}
    return needles


def _coded(raw: bytes) -> Iterator[tuple[str, bytes]]:
    yield "hex", raw.hex().encode()
    yield "HEX", raw.hex().upper().encode()
    for shift in range(3):  # base64 writes the same bytes in three ways, by where they begin
        coded = base64.b64encode(b"\0" * shift + raw)
        inner = coded[4 if shift else 0 : -4]
        if len(inner) >= 8:
            yield f"base64 shifted {shift}", inner


def found_in(folder: Path, needles: dict[str, bytes]) -> list[str]:
    """File and encoding of every hit; a file that cannot be read counts as a hit."""
    return [f"{path.name}: {name}" for path in _files(folder) for name in _hits(path.read_bytes(), needles)]


def _hits(content: bytes, needles: dict[str, bytes]) -> Iterable[str]:
    return [name for name, needle in needles.items() if needle in content]


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())
