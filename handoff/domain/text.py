"""What people write, made safe to keep: composed, without invisible steering, neither empty nor endless."""

import re
import unicodedata

from handoff.domain.errors import InvalidText

LIMIT = 2_000  # characters; longer than any question, short enough to be read on a phone

# Marks, embeddings, overrides and isolates: they can make a text read differently from what it says.
BIDI_CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# Halves of surrogate pairs are no characters: they pass through JSON and fit into no encoding.
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\ud800-\udfff]")
INVISIBLE = re.compile("[\\s\u200b-\u200d\u2060\u00ad\u115f\u1160\u3164\uffa0]+")


def clean(text: str, limit: int = LIMIT) -> str:
    """The text to keep; raises InvalidText "empty" or "too_long"."""
    kept = unicodedata.normalize("NFC", tidy(text)).strip()
    if not INVISIBLE.sub("", kept):
        raise InvalidText("empty")
    if len(kept) > limit:
        raise InvalidText("too_long")
    return kept


def tidy(text: str) -> str:
    """Without controls; ZWNJ stays, Persian is misspelt without it."""
    return CONTROLS.sub("", BIDI_CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
