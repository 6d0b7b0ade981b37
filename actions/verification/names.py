"""Names as a passport's machine readable zone writes them, and whether a typed name is the same one."""

import unicodedata
from dataclasses import dataclass

from actions.verification.findings import Outcome

# ICAO 9303, part 3, table A; where it allows several, all of them, the most usual first.
_SPELT: dict[str, tuple[str, ...]] = {
    "Ä": ("AE", "A"), "Æ": ("AE",), "Å": ("AA", "A"), "Ö": ("OE", "O"), "Ø": ("OE", "O"), "Œ": ("OE",),
    "Ü": ("UE", "UXX", "U"), "Ñ": ("N", "NXX"), "ẞ": ("SS",), "Þ": ("TH",), "Ð": ("D",), "Đ": ("D",), "Ł": ("L",),
    "Ħ": ("H",), "Ŋ": ("N",), "Ŧ": ("T",), "Ĳ": ("IJ",), "Ə": ("E",), "ĸ": ("K",),
}  # fmt: skip
_LOOSE = (("AE", "A"), ("AA", "A"), ("OE", "O"), ("UXX", "U"), ("UE", "U"), ("NXX", "N"))
LONG_ENOUGH = 8  # letters; in a shorter name one letter makes another name
MOST = 8  # parts of a name that are put in order; more are not compared, nor more ways to spell one


@dataclass(frozen=True, slots=True, repr=False)
class Names:
    surname: tuple[str, ...]
    given: tuple[str, ...]
    cut: bool  # the field is full: names may go on where it ends

    def __repr__(self) -> str:
        return "Names(...)"

    @classmethod
    def of_field(cls, field: str) -> "Names":
        surname, _, given = field.rstrip("<").partition("<<")
        return cls(_parts(surname), _parts(given.replace("<<", "<")), not field.endswith("<"))

    @classmethod
    def of_words(cls, surname: str, given: str) -> "Names":
        """As a zone would write them; of a name in another script nothing is left."""
        return cls(_spelt_first(surname), _spelt_first(given), cut=False)

    @property
    def parts(self) -> tuple[str, ...]:
        return self.surname + self.given


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split("<") if part)


def _spelt_first(text: str) -> tuple[str, ...]:
    words = text.replace("-", " ").split() if latin(text) else []
    return tuple(part for part in (spelt(word)[0] for word in words) if part)


def compare(names: Names, typed: str) -> Outcome:
    """Passed: the same name, in whatever order and with whatever spaces. Unclear: a person must say."""
    if not latin(typed) or not _all_spelt(typed):
        return Outcome.UNCLEAR
    spellings = [spelt(part) for part in typed.replace("-", " ").split()]
    spellings = [each for each in spellings if each != [""]]
    if not spellings or len(spellings) > MOST:
        return Outcome.UNCLEAR
    if _made_of("".join(names.parts), spellings) or (names.cut and _cut_from(names.parts, spellings)):
        return Outcome.PASSED
    return Outcome.UNCLEAR if _near(names, spellings) else Outcome.FAILED


def latin(text: str) -> bool:
    return all("LATIN" in unicodedata.name(sign, "") for sign in text if sign.isalpha())


def spelt(part: str) -> list[str]:
    """The ways in which a zone may write it; apostrophes and points are left out there."""
    ways = [""]
    for sign in _capitals(part):
        ways = list(dict.fromkeys(way + letters for way in ways for letters in _letters(sign)))[: 2**MOST]
    return ways


def _capitals(text: str) -> str:
    return unicodedata.normalize("NFC", text.replace("ß", "ẞ")).upper()


def _all_spelt(text: str) -> bool:
    """A letter that no zone writes would be left out, and any number of them would change nothing."""
    return all(any(_letters(sign)) for sign in _capitals(text) if sign.isalpha())


def _letters(sign: str) -> tuple[str, ...]:
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", sign) if "A" <= letter <= "Z")
    return _SPELT.get(sign, (plain,))


def _made_of(whole: str, spellings: list[list[str]]) -> bool:
    """Do all the typed parts, in some order and without spaces, make up the name? Each point on the way is passed once:
    to a name of one letter over and over there lead more ways than anybody could go."""
    points = {(0, 0)}  # so far into the name, with these parts (bits)
    for _ in spellings:
        points = {
            (at + len(way), used | 1 << place)
            for at, used in points
            for place, ways in _unused(spellings, used)
            for way in ways
            if whole.startswith(way, at)
        }
    return any(at == len(whole) for at, _ in points)


def _cut_from(parts: tuple[str, ...], spellings: list[list[str]]) -> bool:
    """Is each part in the zone the beginning of a typed one? What came after the last has been cut off."""
    points = {0}
    for part in parts:
        points = {
            used | 1 << place
            for used in points
            for place, ways in _unused(spellings, used)
            if any(way.startswith(part) for way in ways)
        }
    return bool(points)


def _unused(spellings: list[list[str]], used: int) -> list[tuple[int, list[str]]]:
    return [(place, ways) for place, ways in enumerate(spellings) if not used >> place & 1]


def _near(names: Names, spellings: list[list[str]]) -> bool:
    """A middle name left out or added, an umlaut typed without its dots, one letter typed or read wrong (no check digit
    guards a name): no proof of another person."""
    written = sorted(_loose(part) for part in names.parts)
    typed = sorted(_loose(ways[0]) for ways in spellings)
    few, many = sorted((typed, written), key=len)
    if len(few) > 1 and all(part in many for part in few):
        return True
    if _one_letter_off(" ".join(typed), " ".join(written)):
        return True
    return _made_of(_loose("".join(names.parts)), [[_loose(way) for way in ways] for ways in spellings])


def _one_letter_off(one: str, other: str) -> bool:
    """In names of some length: one letter more, less or other."""
    short, long = sorted((one, other), key=len)
    same = next((place for place, letter in enumerate(short) if letter != long[place]), len(short))
    rest = short[same + 1 :] if len(short) == len(long) else short[same:]
    return len(short) >= LONG_ENOUGH and len(long) - len(short) <= 1 and rest == long[same + 1 :]


def _loose(text: str) -> str:
    for letters, letter in _LOOSE:
        text = text.replace(letters, letter)
    return text
