"""The statuses of a case and the ways between them, as a table."""

from enum import StrEnum


class Status(StrEnum):
    CREATED = "created"
    STARTED = "started"
    SUBMITTED = "submitted"
    PROCESSING = "processing"
    IN_REVIEW = "in_review"
    RESUBMISSION_REQUESTED = "resubmission_requested"
    APPROVED = "approved"
    DECLINED = "declined"
    CANCELED = "canceled"
    EXPIRED = "expired"
    ABANDONED = "abandoned"
    ERROR = "error"
    APPROVAL_EXPIRED = "approval_expired"
    REDACTED = "redacted"


_S = Status
_GIVEN_UP = frozenset({_S.CANCELED, _S.EXPIRED, _S.ABANDONED})
_CHECKS_SAY = frozenset({_S.IN_REVIEW, _S.RESUBMISSION_REQUESTED, _S.APPROVED, _S.DECLINED, _S.ERROR})

# Without a person only PROCESSING leads to APPROVED, and only in a journey that lets checks decide.
TRANSITIONS: dict[Status, frozenset[Status]] = {
    _S.CREATED: frozenset({_S.STARTED}) | _GIVEN_UP,
    _S.STARTED: frozenset({_S.SUBMITTED, _S.PROCESSING, _S.IN_REVIEW}) | _GIVEN_UP,
    _S.SUBMITTED: frozenset({_S.STARTED, _S.PROCESSING}) | _CHECKS_SAY - {_S.APPROVED} | _GIVEN_UP,
    # back to STARTED when a vendor is done with its step and others wait
    _S.PROCESSING: frozenset({_S.STARTED}) | _CHECKS_SAY | _GIVEN_UP,
    # back to STARTED when the customer takes back the consent for something already given
    _S.IN_REVIEW: frozenset({_S.APPROVED, _S.DECLINED, _S.RESUBMISSION_REQUESTED, _S.STARTED, _S.CANCELED, _S.EXPIRED}),
    _S.RESUBMISSION_REQUESTED: frozenset({_S.SUBMITTED, _S.PROCESSING, _S.IN_REVIEW}) | _GIVEN_UP,
    # a vendor may take back what it has said, days later
    _S.APPROVED: frozenset({_S.IN_REVIEW, _S.DECLINED, _S.APPROVAL_EXPIRED, _S.REDACTED}),
    _S.DECLINED: frozenset({_S.IN_REVIEW, _S.RESUBMISSION_REQUESTED, _S.REDACTED}),  # a person may look again
    _S.ERROR: frozenset({_S.STARTED, _S.IN_REVIEW, _S.CANCELED, _S.REDACTED}),
    _S.CANCELED: frozenset({_S.REDACTED}),
    _S.EXPIRED: frozenset({_S.REDACTED}),
    _S.ABANDONED: frozenset({_S.REDACTED}),
    _S.APPROVAL_EXPIRED: frozenset({_S.REDACTED}),
    _S.REDACTED: frozenset(),
}

WITH_CUSTOMER = frozenset({_S.STARTED, _S.RESUBMISSION_REQUESTED})  # the next move is the customer's
OPEN = frozenset({_S.CREATED, _S.SUBMITTED, _S.PROCESSING, _S.IN_REVIEW, _S.ERROR}) | WITH_CUSTOMER
ENDED = frozenset(Status) - OPEN
OVER = frozenset({_S.REDACTED}) | _GIVEN_UP  # ended without a result: the customer may start afresh
