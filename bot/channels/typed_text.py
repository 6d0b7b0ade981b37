"""Typed text is only text: no spoofed writing direction, and no `/intent` that Rasa would obey."""

import re
import unicodedata

# Marks that turn the writing direction can make a line read differently in the agent's console.
_BIDI_CONTROLS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_INVISIBLE = "\u200b\u2060\ufeff\u00ad"
_DROPPED = dict.fromkeys(map(ord, _BIDI_CONTROLS + _INVISIBLE))
_HALF_SPACES = "\u200c\u200d"  # part of Persian words, but a text of nothing else is empty
_COMMAND = re.compile(r"/+\s*[A-Za-z_]")


def clean(text: str) -> str:
    composed = unicodedata.normalize("NFC", text).translate(_DROPPED)
    printable = "".join(sign for sign in composed if sign in "\n\t" or unicodedata.category(sign) != "Cc").strip()
    return printable if printable.strip(_HALF_SPACES + " \n\t") else ""


def is_command(text: str) -> bool:
    """`/restart`, `/request_human`, `/verify_passed{}`: what Rasa would take as an order, whoever typed it."""
    return _COMMAND.match(text) is not None or not without_slashes(text)


def without_slashes(text: str) -> str:
    return text.lstrip("/ \t\n")
