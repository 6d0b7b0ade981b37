"""Who did what to whom and why; never the value that was seen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

AuditAction = Literal[
    "signed_in",
    "sign_in_refused",
    "signed_out",
    "staff_created",
    "installation_linked",
    "case_reveal",
    "case_command",
    "customer_erased",
    "branch_find",
    "branch_visit",
    "branch_hand_over",
    "branch_report",
    "branch_end",
]


@dataclass(frozen=True, slots=True)
class AuditEntry:
    id: str
    at: datetime
    actor: str  # a staff id, "service" or a name that was tried
    action: AuditAction
    subject: str  # an id of what it was done to
    outcome: str  # "asked", "done" or an error code
    reason: str | None = None
    detail: Mapping[str, str] = field(default_factory=dict)
