"""Does the machine readable zone say what the customer typed? What cannot be compared is left to a person."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from actions.verification.findings import Finding, Outcome
from actions.verification.identifiers import resident_number
from actions.verification.mrz import Mrz
from actions.verification.mrz_signs import look_alike
from actions.verification.names import compare
from actions.verification.text import compact

MATCH = "mrz_match"


@dataclass(frozen=True, slots=True)
class Match:
    """One finding a comparison, and `mrz_match` for all of them together."""

    findings: tuple[Finding, ...]
    reason: str | None

    @property
    def outcome(self) -> Outcome:
        return self.findings[-1].outcome


def match(mrz: Mrz, typed: Mapping[str, str], today: date, source: str) -> Match:
    """The whole passes when all does that was typed, two things at least. A name in another script cannot."""
    if mrz.failed:
        return _all_of([Finding("mrz_check_digits", Outcome.FAILED, source, "MRZ_CHECK_FAILED")], source)
    found = [_expiry(mrz, today, source)]
    if "passport_number" in typed:
        found.append(_finding("mrz_number", _same_number(mrz, typed["passport_number"]), "IDNUM_MISMATCH", source))
    born = _born(typed)
    if born is not None:
        found.append(_finding("mrz_birth_date", _same_day(mrz, born, today), "DOB_MISMATCH", source))
    if "name" in typed:
        found.append(_finding("mrz_name", compare(mrz.names, typed["name"]), "NAME_MISMATCH", source))
    return _all_of(found, source, _nationality(mrz, typed, source))


def _all_of(found: list[Finding], source: str, beside: tuple[Finding, ...] = ()) -> Match:
    reason = next((each.reason for each in found if each.outcome is Outcome.FAILED), None)
    settled = len(found) > 2 and all(each.outcome is Outcome.PASSED for each in found)
    whole = Outcome.FAILED if reason else Outcome.PASSED if settled else Outcome.UNCLEAR
    return Match((*found, *beside, Finding(MATCH, whole, source, reason)), reason)


def _finding(check: str, outcome: Outcome, reason: str, source: str) -> Finding:
    return Finding(check, outcome, source, reason if outcome is Outcome.FAILED else None)


def _expiry(mrz: Mrz, today: date, source: str) -> Finding:
    """A document without a date of expiry is for a person to judge. It is good on its last day."""
    last = mrz.expires(today)
    outcome = Outcome.UNCLEAR if last is None else Outcome.FAILED if last < today else Outcome.PASSED
    return _finding("mrz_expiry", outcome, "DOC_EXPIRED", source)


def _same_number(mrz: Mrz, typed: str) -> Outcome:
    """Nobody loses an attempt over O and 0; nor do they pass."""
    number = compact(typed)
    if number == mrz.number:
        return Outcome.PASSED
    return Outcome.UNCLEAR if look_alike(number, mrz.number) else Outcome.FAILED


def _born(typed: Mapping[str, str]) -> date | None:
    if "birth_date" in typed:
        return date.fromisoformat(typed["birth_date"])
    return resident_number(typed["resident_number"]).birth_date if "resident_number" in typed else None


def _same_day(mrz: Mrz, born: date, today: date) -> Outcome:
    """What the zone leaves open fits, but only a person may say so: a month or a day that nobody knows; or which of two
    people with a hundred years between them it is, one of them a child."""
    pairs = list(zip(mrz.birth, born.strftime("%y%m%d"), strict=True))
    if any(sign not in ("<", digit) for sign, digit in pairs):
        return Outcome.FAILED
    return Outcome.PASSED if mrz.born(today) == born else Outcome.UNCLEAR


def _nationality(mrz: Mrz, typed: Mapping[str, str], source: str) -> tuple[Finding, ...]:
    """Told beside, and decides nothing: people write a country in any words, and may have two nationalities."""
    said = typed.get("nationality", "").strip().upper()
    if not (said.isascii() and said.isalpha() and len(said) <= 3):
        return ()
    same = said == mrz.nationality
    return (Finding("mrz_nationality", Outcome.PASSED if same else Outcome.UNCLEAR, source),)
