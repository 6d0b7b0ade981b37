"""Which signs may stand in each place of a zone, and what a reader may have taken for one another."""

from collections.abc import Iterator

from actions.verification.mrz import LAYOUTS, Layout, failed_checks

DIGITS = "0123456789"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ<"
ANY = LETTERS + DIGITS
ALIKE = dict(zip("0O1I2Z5S6G8B", "O0I1Z2S5G6B8", strict=True))
# What comes back changed from a blurred photo. No check digit tells L from 1 or S from 8: they count the same.
CONFUSED = ("0ODQ", "1IL", "2Z", "5S", "6G", "8BS")

_FIELDS = {"birth": DIGITS, "expiry": DIGITS, "sex": "MFX<", "number": ANY, "optional": ANY, "second_optional": ANY}
_FIRST = {"TD1": "ACI", "TD2": "ACI", "TD3": "P"}


def allowed(name: str) -> list[list[str]]:
    """For each line, for each place. Dates of which a part is unknown are left to a person."""
    layout = LAYOUTS[name]
    places = [DIGITS] * (layout.width * layout.lines)  # what no field covers is a check digit
    for field, part in layout.fields.items():
        places[part] = [_FIELDS.get(field, LETTERS)] * (part.stop - part.start)
    places[0] = _FIRST[name]
    for field in ("number", "optional"):
        if field in layout.guarded:
            places[layout.fields[field].stop] = DIGITS if field == "number" else DIGITS + "<"
    return [places[row * layout.width : (row + 1) * layout.width] for row in range(layout.lines)]


def mended(name: str, joined: str) -> str | None:
    """The zone itself if its check digits agree; else the only one that does when one sign is taken for its look-alike
    where letters and digits may both stand. With two, some wrong number would agree by chance."""
    if not failed_checks(name, joined):
        return joined
    right = [zone for zone in _changed(LAYOUTS[name], joined) if not failed_checks(name, zone)]
    return right[0] if len(right) == 1 else None


def as_letters(text: str) -> str:
    return "".join(ALIKE.get(sign, sign) if sign.isdigit() else sign for sign in text)


def look_alike(one: str, other: str) -> bool:
    """Different, but so that an eye or a reader may have taken one for the other."""
    if one == other or len(one) != len(other):
        return False
    return all(a == b or any(a in signs and b in signs for signs in CONFUSED) for a, b in zip(one, other, strict=True))


def _changed(layout: Layout, joined: str) -> Iterator[str]:
    parts = [layout.fields[field] for field in ("number", "optional", "second_optional") if field in layout.fields]
    for place in (place for part in parts for place in range(part.start, part.stop)):
        if joined[place] in ALIKE:
            yield joined[:place] + ALIKE[joined[place]] + joined[place + 1 :]
