"""What can be permitted; which role permits it is the bank's choice (data/roles.yml)."""

from dataclasses import dataclass

PERMISSIONS = frozenset(
    {
        "desk:claim",  # take a waiting conversation
        "desk:reply",  # write to the customer while owner, keep notes
        "desk:transfer",  # give a conversation to a colleague
        "desk:barge",  # take a conversation that another agent owns
        "case:view",  # see a case, its values masked
        "case:unstick",  # one more attempt, another way, a new code
        "case:reveal",  # see a value or a photo; each look is audited
        "case:decide",  # approve, decline or ask again
        "branch:assist",  # receive a customer at a branch: find their one case, hand the tablet over, report the visit
        "content:edit",
        "staff:manage",
        "audit:view",
    }
)


@dataclass(frozen=True, slots=True)
class Role:
    name: str
    permissions: frozenset[str]
    capacity: int  # conversations at once
