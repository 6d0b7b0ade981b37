"""Every check passes, but for values that end as the table says; `handoff/docs/stand-ins.md` shows it to people."""

from collections.abc import Mapping
from dataclasses import dataclass

from actions.services.providers import Subject
from actions.verification.findings import UNAVAILABLE_REASON, Finding, Outcome

SOURCE = "simulator"


@dataclass(frozen=True, slots=True)
class Ending:
    check: str
    field: str
    ending: str
    reason: str


ENDINGS = (
    Ending("phone_owner", "phone", "0001", "PHONE_OWNER_MISMATCH"),
    Ending("phone_owner", "phone", "0009", UNAVAILABLE_REASON),
    Ending("id_authenticity", "resident_number", "01", "CARD_NOT_LATEST"),
    Ending("id_authenticity", "resident_number", "02", "IDNUM_MISMATCH"),
    Ending("id_authenticity", "resident_number", "03", "DOC_COMPROMISED"),
    Ending("id_authenticity", "resident_number", "09", UNAVAILABLE_REASON),
    Ending("account_block", "resident_number", "04", "SAFE_BLOCK_ACTIVE"),
    Ending("account_block", "resident_number", "08", UNAVAILABLE_REASON),
    Ending("card_serial", "card_serial", "01", "CARD_SERIAL_MISMATCH"),
    Ending("card_serial", "card_serial", "09", UNAVAILABLE_REASON),
    Ending("registry_photo", "national_code", "01", "FACE_MISMATCH"),
    Ending("registry_photo", "national_code", "09", UNAVAILABLE_REASON),
    Ending("e_signature", "national_code", "05", "OTHER"),
    Ending("e_signature", "national_code", "08", UNAVAILABLE_REASON),
    Ending("account_owner", "account_number", "0001", "ACCOUNT_OWNER_MISMATCH"),
    Ending("account_owner", "account_number", "0009", UNAVAILABLE_REASON),
)


class SimulatedAuthorities:
    simulated = True

    async def ask(self, check: str, subject: Subject) -> Finding:
        return found(check, subject.values)


def found(check: str, values: Mapping[str, str]) -> Finding:
    for row in ENDINGS:
        if row.check == check and values.get(row.field, "").endswith(row.ending):
            outcome = Outcome.UNAVAILABLE if row.reason == UNAVAILABLE_REASON else Outcome.FAILED
            return Finding(check, outcome, SOURCE, row.reason, simulated=True)
    return Finding(check, Outcome.PASSED, SOURCE, simulated=True)
