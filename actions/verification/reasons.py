"""Canonical reason codes, as data: may the customer try again, and may they hear the reason."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    code: str
    retry: bool = True
    sensitive: bool = False  # the customer hears a neutral text, and a person looks


def _reasons(codes: str, *, retry: bool = True, sensitive: bool = False) -> list[Reason]:
    return [Reason(code, retry, sensitive) for code in codes.split()]


REASONS: dict[str, Reason] = {
    reason.code: reason
    for reason in [
        *_reasons("DOC_GLARE DOC_BLUR DOC_DARK DOC_CROPPED DOC_COVERED DOC_DAMAGED DOC_NOT_FOUND DOC_WRONG_SIDE"),
        *_reasons("DOC_BACK_MISSING DOC_MULTIPLE DOC_NOT_ORIGINAL DOC_EXPIRED DOC_TYPE_UNSUPPORTED DOC_UNREADABLE"),
        *_reasons("COUNTRY_UNSUPPORTED MRZ_CHECK_FAILED ISSUE_DATE_MISMATCH CARD_NOT_LATEST CARD_SERIAL_MISMATCH"),
        *_reasons("DOC_TOO_SMALL NAME_MISMATCH DOB_MISMATCH IDNUM_MISMATCH REGISTRY_UNAVAILABLE ONEWON_CODE_WRONG"),
        *_reasons("NAME_INVALID DOB_INVALID IDNUM_INVALID PHONE_INVALID CARD_SERIAL_INVALID ONEWON_EXPIRED"),
        *_reasons("FACE_NOT_DETECTED FACE_MULTIPLE FACE_QUALITY FACE_NOT_FULLY_VISIBLE FACE_MISMATCH ID_PHOTO_MISSING"),
        *_reasons("FACE_TOO_DARK FACE_BLUR IMAGE_TOO_SMALL IMAGE_UNSUPPORTED IMAGE_TOO_LARGE IMAGE_DAMAGED"),
        *_reasons("LIVENESS_FAILED CONSENT_DECLINED DEVICE_UNSUPPORTED CAMERA_DENIED NETWORK_ERROR SESSION_EXPIRED"),
        *_reasons("DECLINED_BY_REVIEWER ABANDONED OTHER"),
        *_reasons("UNDERAGE ATTEMPTS_EXCEEDED SAFE_BLOCK_ACTIVE PHONE_OWNER_MISMATCH", retry=False),
        *_reasons("ACCOUNT_OWNER_MISMATCH ONEWON_LIMIT", retry=False),
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
