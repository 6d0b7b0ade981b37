"""What a check has found. Findings inform the case and the people at it; they are no decision."""

from dataclasses import dataclass
from enum import StrEnum

UNAVAILABLE_REASON = "REGISTRY_UNAVAILABLE"


class Outcome(StrEnum):
    PASSED = "passed"
    FAILED = "failed"
    UNCLEAR = "unclear"  # the check ran and could not tell: a person looks
    UNAVAILABLE = "unavailable"  # whoever would know is not connected or does not answer


@dataclass(frozen=True, slots=True)
class Finding:
    """`score` and `threshold` are in the unit of the check, which its source documents. No value of a customer."""

    check: str
    outcome: Outcome
    source: str
    reason: str | None = None
    score: float | None = None
    threshold: float | None = None
    simulated: bool = False  # by a stand-in that exists in development only


def not_compared(check: str) -> Finding:
    """There was nothing to compare with: what stands beside it settles nothing."""
    return Finding(check, Outcome.UNCLEAR, "builtin")


def unavailable(check: str, source: str = "not connected") -> Finding:
    return Finding(check, Outcome.UNAVAILABLE, source, UNAVAILABLE_REASON)
