"""Writes machine readable zones, for specimens and as a second opinion: it shares no code with what reads them."""

from dataclasses import dataclass

SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True)
class Holder:
    """Nobody: ICAO's specimen, made younger."""

    surname: str = "ERIKSSON"
    given: str = "ANNA MARIA"
    issuer: str = "UTO"
    nationality: str = "UTO"
    number: str = "L898902C3"
    birth: str = "900812"
    sex: str = "F"
    expiry: str = "340415"
    optional: str = ""


def digit(text: str) -> str:
    weights = (7, 3, 1) * len(text)
    return str(sum((0 if c == "<" else SIGNS.index(c)) * w for c, w in zip(text, weights, strict=False)) % 10)


def checked(text: str) -> str:
    return text + digit(text)


def names(holder: Holder, width: int) -> str:
    field = "<<".join(part.replace(" ", "<") for part in (holder.surname, holder.given) if part)
    return field[:width].ljust(width, "<")


def td3(holder: Holder) -> list[str]:
    optional = checked(holder.optional.ljust(14, "<")) if holder.optional else "<" * 15
    number, birth, expiry = checked(holder.number.ljust(9, "<")), checked(holder.birth), checked(holder.expiry)
    second = f"{number}{holder.nationality:<<3}{birth}{holder.sex}{expiry}{optional}"
    return [f"P<{holder.issuer:<<3}{names(holder, 39)}", second + digit(number + birth + expiry + optional)]


def td2(holder: Holder) -> list[str]:
    number, rest = _number(holder)
    optional = (rest + holder.optional).ljust(7, "<")
    birth, expiry = checked(holder.birth), checked(holder.expiry)
    second = f"{number}{holder.nationality:<<3}{birth}{holder.sex}{expiry}{optional}"
    return [f"I<{holder.issuer:<<3}{names(holder, 31)}", second + digit(number + birth + expiry + optional)]


def td1(holder: Holder) -> list[str]:
    number, rest = _number(holder)
    first = f"I<{holder.issuer:<<3}{number}{rest.ljust(15, '<')}"
    birth, expiry, optional = checked(holder.birth), checked(holder.expiry), holder.optional.ljust(11, "<")
    second = f"{birth}{holder.sex}{expiry}{holder.nationality:<<3}{optional}"
    return [first, second + digit(first[5:] + birth + expiry + optional), names(holder, 30)]


def _number(holder: Holder) -> tuple[str, str]:
    """A longer number goes on in the optional data, its check digit behind it."""
    if len(holder.number) <= 9:
        return checked(holder.number.ljust(9, "<")), ""
    return holder.number[:9] + "<", holder.number[9:] + digit(holder.number[:9] + holder.number[9:]) + "<"
