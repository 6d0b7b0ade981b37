"""Is it this customer whom a vendor has verified? Else anybody's good document would stand for the name typed here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from actions.verification.findings import Finding, Outcome
from actions.verification.names import Names, compare
from actions.verification.text import compact

COMPARED = ("name", "birth_date")  # the details that are held against the vendor's result, if they were asked for


@dataclass(frozen=True, slots=True, repr=False)
class Verified:
    """What a vendor has read; empty and none where it did not say. Looked at once and kept nowhere."""

    given: str = ""
    surname: str = ""
    born: date | None = None

    def __repr__(self) -> str:
        return "Verified(...)"


def match(verified: Verified, typed: Mapping[str, str], source: str) -> tuple[Finding, ...]:
    """One finding for each detail that was typed. What cannot be compared is left to a person."""
    found = {"name": _name, "birth_date": _birth_date}
    return tuple(found[field](verified, typed[field], source) for field in COMPARED if field in typed)


def unread(typed: Mapping[str, str], source: str) -> tuple[Finding, ...]:
    """The vendor does not let us see whom it has verified."""
    return match(Verified(), typed, source)


def _name(verified: Verified, typed: str, source: str) -> Finding:
    return _finding("vendor_name", _same_name(verified, typed), "NAME_MISMATCH", source)


def _same_name(verified: Verified, typed: str) -> Outcome:
    """In the same script as it stands; in Latin letters also by the rules of passports."""
    given, surname = verified.given, verified.surname
    if (given or surname) and compact(typed) in (compact(surname + given), compact(given + surname)):
        return Outcome.PASSED
    names = Names.of_words(surname, given)
    return compare(names, typed) if names.parts else Outcome.UNCLEAR


def _birth_date(verified: Verified, typed: str, source: str) -> Finding:
    if verified.born is None:
        return Finding("vendor_birth_date", Outcome.UNCLEAR, source)
    same = verified.born == date.fromisoformat(typed)
    return _finding("vendor_birth_date", Outcome.PASSED if same else Outcome.FAILED, "DOB_MISMATCH", source)


def _finding(check: str, outcome: Outcome, reason: str, source: str) -> Finding:
    return Finding(check, outcome, source, reason if outcome is Outcome.FAILED else None)
