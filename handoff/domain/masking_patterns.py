"""What can be told by its own look: passports, telephone numbers, amounts and dates, and codes where a code is meant.

All patterns read the folded form (masking_spans.py): ASCII digits, capitals, one dash.
"""

import re
from collections.abc import Sequence

from handoff.domain.masking_digits import could_be_id_number
from handoff.domain.masking_spans import Span, blank, matches

EVERYDAY = "everyday"  # found so that nothing else finds it

GAP = r"[ \t\n.\-/_·]"
END = r"(?![A-Z0-9])"
START = r"(?<![A-Z0-9])"

MRZ = re.compile(r"(?<![A-Z0-9<])(?=[A-Z0-9]*<)[A-Z0-9<]{20,}")
PASSPORTS = (
    re.compile(rf"{START}[A-Z]{GAP}?\d{{3}}{GAP}?[A-Z]{GAP}?\d{{4}}{END}"),  # Korea since 2021-12-21
    re.compile(rf"{START}[A-Z]{{1,2}}\d(?:{GAP}?\d){{6,7}}(?!{GAP}?\d){END}"),  # one or two letters and the number
    re.compile(rf"{START}[MSRGDP][MS]?{GAP}{{1,3}}\d(?:{GAP}?\d){{6,7}}(?!{GAP}?\d){END}"),  # letter set apart
    re.compile(rf"{START}(?=(?:[A-Z]*\d){{7}})[A-Z][A-Z0-9]{{8}}{END}"),  # any nine characters of ICAO 9303
    re.compile(rf"{START}[A-Z]\d{{1,6}}[*X]{{2,7}}\d{{0,4}}(?![A-Z0-9*])"),  # half covered
)
NAMED_PASSPORT = re.compile(rf"{START}(?=(?:[A-Z]?\d){{5}})[A-Z0-9]{{6,10}}{END}")
PASSPORT_WORDS = re.compile("PASSPORT|여권|گذرنامه|پاسپورت|پاسبورت")

BRACKET_GAP = r"[ .\-/()\n]{0,3}"
PLAIN_PHONES = (  # no other number looks like these
    re.compile(rf"\+{BRACKET_GAP}\d(?:{BRACKET_GAP}\d){{7,14}}(?!\d)"),
    re.compile(r"(?<!\d)(?:(?:00)?82[ .\-]{1,2})?\(?01[016789][ .\-)]{1,2}\d{3,4}[ .\-]{1,2}\d{4}(?!\d)"),
    re.compile(r"(?<!\d)\(?0(?:2|[3-6][0-9])[ .\-)]{1,2}\d{3,4}[ .\-]\d{4}(?!\d)"),  # Korean landlines
    re.compile(r"(?<!\d)\(\d{3}\)[ .\-]?\d{3}[ .\-]?\d{4}(?!\d)"),
)
BEFORE = r"(?<!\d)(?<!\d[.\-/])"  # not in the middle of something longer
OTHER_PHONES = (
    re.compile(
        rf"{BEFORE}(?:(?:00)?82|(?:0082|82[ .\-]){BRACKET_GAP}0){BRACKET_GAP}1[016789](?:{BRACKET_GAP}\d){{7,8}}(?!\d)"
    ),
    re.compile(rf"{BEFORE}(?<!\d )\(?01{BRACKET_GAP}[016789](?:{BRACKET_GAP}\d){{8}}(?!{BRACKET_GAP}\d)"),
    re.compile(rf"{BEFORE}(?:(?:00)?98|(?:0098|98[ .\-]){BRACKET_GAP}0){BRACKET_GAP}9(?:{BRACKET_GAP}\d){{9}}(?!\d)"),
    re.compile(rf"{BEFORE}09(?:{BRACKET_GAP}\d){{9}}(?!\d)"),
    re.compile(rf"{BEFORE}\(?0\d{{2}}\)?[ .\-]?\d{{4}}[ .\-]?\d{{4}}(?!\d)"),  # Iranian landlines
)
HOTLINE = re.compile(r"(?<![\d\-])1[568]\d{2}-?\d{4}(?!\d|-\d)")  # a company's number belongs to nobody

SIGN = r"[₩$€£]"
UNIT = (
    r"(?:원(?=[을이은도과에의으만]|[^가-힣]|$)|만\s?원|천\s?원|억|₩|WON\b|KRW\b|USD\b|EUR\b|IRR\b|RIALS?\b|TOMANS?\b|DOLLARS?\b|EUROS?\b"
    r"|달러|유로|ریال|تومان|تومن|دلار|یورو|[$€£%٪])"
)
AMOUNT = re.compile(rf"(?<![\d*])(?:{SIGN}\s?\d[\d.,٬٫]*|\d[\d.,٬٫]*\s?{UNIT})")
GROUPED = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?:([.,٬])\d{3})(?:\1\d{3})*(?![\d]|[.,٬]\d)")
DATE = re.compile(
    r"(?<![\d.\-/])(?:(?:1[34]|19|20|25)\d{2}([.\-/])\s?(?:0?[1-9]|1[0-2])\1\s?(?:0?[1-9]|[12]\d|3[01])"
    r"|(?:0?[1-9]|[12]\d|3[01])([.\-/])(?:0?[1-9]|1[0-2])\2(?:1[34]|19|20)\d{2})(?!\d|[.\-/]\d)"
)
CLOCK = re.compile(r"(?<![\d:])\d{1,2}:\d{2}(?::\d{2})?(?![\d:])")

CODE_WORDS = re.compile(
    r"\b(?:CODES?|OTP|PIN|PASSCODE|PASSWORD|CVV2?|CVC)\b|코드|인증\s?번호|확인\s?번호|승인\s?번호|비밀\s?번호|비번|오티피|OTP"
    r"|کد|رمز|پین|کُد|كد"
)
ID_WORDS = re.compile(
    r"주민|외국인\s?등록|등록\s?번호|뒷자리|면허\s?번호|[کك]د\s?مل[یي]|شماره\s?مل[یي]|شناسنامه"
    r"|NATIONAL (?:CODE|ID|NUMBER)|\bID (?:NUMBER|NO)"
)
NAMED_PART = re.compile(r"(?<![\d.,:/\-A-Z])\d(?:[ \-]?\d){5,11}(?!\d|[.,:/\-]\d)")
COUNTED = r"(?:년|월|일(?![가-힣])|시(?![가-힣])|분|초|개|명|살|세|건|번째|سال|روز|ماه|DAYS?\b|YEARS?\b|MINUTES?\b)"
CODE = re.compile(rf"(?<![\d+*A-Z])(?<!\d[.,:/\-])\d(?:[ \-]?\d){{3,7}}(?!\d|[.,:/\- ]\d|\s?{COUNTED})")


def find_passports(folded: str) -> list[Span]:
    found: list[Span] = []
    named = (NAMED_PASSPORT,) if PASSPORT_WORDS.search(folded) else ()
    for pattern in (MRZ, *PASSPORTS, *named):
        found += matches(pattern, blank(folded, found), "passport")
    return found


def find_plain_phones(folded: str) -> list[Span]:
    return _find_phones(PLAIN_PHONES, folded)


def find_other_phones(folded: str) -> list[Span]:
    return _find_phones(OTHER_PHONES, folded)


def _find_phones(patterns: Sequence[re.Pattern[str]], folded: str) -> list[Span]:
    found: list[Span] = []
    for pattern in patterns:
        found += matches(pattern, blank(folded, found), "phone")
    return found


def find_everyday(folded: str) -> list[Span]:
    """Amounts, dates, times and companies' numbers, unless an identity number hides in one."""
    found: list[Span] = []
    for pattern in (DATE, CLOCK, HOTLINE, AMOUNT, GROUPED):
        spans = matches(pattern, blank(folded, found), EVERYDAY)
        found += [span for span in spans if not could_be_id_number(folded[span.start : span.end])]
    return found


def find_named_parts(rest: str, folded: str) -> list[Span]:
    """Half a number, or one without its leading zeros, where the text says what it is."""
    return matches(NAMED_PART, rest, "id_number") if ID_WORDS.search(folded) else []


def names_a_code(folded: str) -> bool:
    return bool(CODE_WORDS.search(folded))


def find_codes(folded: str) -> list[Span]:
    return matches(CODE, folded, "code")
