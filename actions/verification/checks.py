"""The checks that authorities make, and the least that each must be told of a customer."""

from dataclasses import dataclass

from actions.verification.journey import Kind


@dataclass(frozen=True, slots=True)
class Told:
    """Fields of the details, and kinds of photos; of those, what the case has."""

    values: tuple[str, ...] = ()
    photos: tuple[str, ...] = ()


CHECKS: dict[str, Told] = {
    # the mobile operator: is the phone in the applicant's own name (Korea's carriers, Iran's Shahkar)
    "phone_owner": Told(("phone", "name", "resident_number", "national_code")),
    # the issuer of the card: is it genuine and the newest (Korea)
    "id_authenticity": Told(("name", "resident_number", "issue_date", "licence_number"), ("document",)),
    "card_serial": Told(("national_code", "card_serial")),
    # the civil registry's photo against the selfie (Iran)
    "registry_photo": Told(("national_code", "birth_date"), ("selfie",)),
    # has the customer had the remote opening of accounts blocked (Korea's 안심차단)
    "account_block": Told(("resident_number",)),
    # whose is the account that a small amount went to
    "account_owner": Told(("name", "account_bank", "account_number")),
    # the card or the token was handed over to this very person
    "medium_delivery": Told(("name", "resident_number", "national_code")),
    # what the bank has of the customer's face from before
    "registered_biometrics": Told(("resident_number", "national_code"), ("selfie",)),
    "e_signature": Told(("national_code",), ("signature",)),
}

BANKS_OWN = frozenset({"medium_delivery", "registered_biometrics"})  # answered in the bank: nobody outside is asked

# Each says whose face it was; liveness says only that somebody was there.
FACE_MATCH = "face_match"
COMPARE_FACES = frozenset({FACE_MATCH, "registry_photo", "registered_biometrics"})

# Found by a step of this kind itself; methods can count them.
OWN_CHECKS: dict[Kind, frozenset[str]] = {
    Kind.CODE: frozenset({"phone_code"}),
    Kind.DOCUMENT: frozenset({"document_read", "mrz_match"}),
    Kind.SELFIE: frozenset({FACE_MATCH, "liveness"}),
    Kind.TRANSFER: frozenset({"account_owner", "account_transfer"}),
    Kind.SIGNATURE: frozenset({"signature"}),
    Kind.VISIT: frozenset({"seen_in_person"}),
    Kind.VIDEO: frozenset({"seen_in_person"}),
}
KNOWN = frozenset(CHECKS).union(*OWN_CHECKS.values())
