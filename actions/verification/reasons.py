"""Canonical reason codes, as data: may the customer try again and hear why, and what the last try leads to."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    code: str
    retry: bool = True
    sensitive: bool = False  # the customer hears a neutral text, and a person looks
    to_person: bool = False  # when the tries are used up, what was handed in goes to a person instead of standing still
    costs: bool = True  # a try; what is not the customer's doing costs none


def _reasons(codes: str, **more: bool) -> list[Reason]:
    return [Reason(code, **more) for code in codes.split()]


REASONS: dict[str, Reason] = {
    reason.code: reason
    for reason in [
        *_reasons("DOC_GLARE DOC_BLUR DOC_DARK DOC_CROPPED DOC_COVERED DOC_DAMAGED DOC_NOT_FOUND DOC_WRONG_SIDE"),
        *_reasons("DOC_BACK_MISSING DOC_MULTIPLE DOC_NOT_ORIGINAL DOC_EXPIRED DOC_TYPE_UNSUPPORTED DOC_TOO_SMALL"),
        *_reasons("COUNTRY_UNSUPPORTED ISSUE_DATE_MISMATCH CARD_NOT_LATEST CARD_SERIAL_MISMATCH ID_PHOTO_MISSING"),
        *_reasons("NAME_INVALID DOB_INVALID IDNUM_INVALID PHONE_INVALID CARD_SERIAL_INVALID"),
        *_reasons("CODE_WRONG ONEWON_CODE_WRONG ACCOUNT_OWNER_MISMATCH"),
        *_reasons("FACE_NOT_DETECTED FACE_MULTIPLE FACE_QUALITY FACE_NOT_FULLY_VISIBLE"),
        *_reasons("FACE_TOO_DARK FACE_BLUR IMAGE_TOO_SMALL IMAGE_UNSUPPORTED IMAGE_TOO_LARGE IMAGE_DAMAGED"),
        *_reasons("CONSENT_DECLINED DECLINED_BY_REVIEWER ABANDONED OTHER"),
        *_reasons("DOC_UNREADABLE MRZ_CHECK_FAILED NAME_MISMATCH DOB_MISMATCH IDNUM_MISMATCH", to_person=True),
        *_reasons("FACE_MISMATCH LIVENESS_FAILED", to_person=True),
        # a slip that tells nothing, or a code that came too late and was not looked at: nobody is hurried
        *_reasons("ACCOUNT_INVALID SIGNATURE_EMPTY CODE_EXPIRED ONEWON_EXPIRED", costs=False),
        *_reasons("REGISTRY_UNAVAILABLE CAMERA_DENIED NETWORK_ERROR SESSION_EXPIRED DEVICE_UNSUPPORTED", costs=False),
        *_reasons("UNDERAGE ATTEMPTS_EXCEEDED SAFE_BLOCK_ACTIVE PHONE_OWNER_MISMATCH", retry=False),
        *_reasons("ONEWON_LIMIT CODE_LIMIT", retry=False),
        *_reasons("DOC_TAMPERED DOC_COMPROMISED SELFIE_MANIPULATED SPOOF_ATTACK", retry=False, sensitive=True),
        *_reasons("DUPLICATE_IDENTITY FRAUD_SUSPECTED WATCHLIST", retry=False, sensitive=True),
    ]
}


def reason_for(code: str) -> Reason:
    return REASONS.get(code, REASONS["OTHER"])


def public_code(code: str | None) -> str | None:
    """The code that may leave for the customer: a sensitive one would tell how the control works."""
    if code is None:
        return None
    reason = reason_for(code)
    return "OTHER" if reason.sensitive else reason.code
