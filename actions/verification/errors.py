"""The errors of this program.

Refused                  what was asked cannot be done; `code` crosses the wire
├── NotFound             there is no such case, step, item or evidence for whoever asks
├── Forbidden            whoever asks may not do this
└── CaseRefuses          the case itself says no; `reason` says why
Conflict                 somebody else has just changed the same case; the use case is tried again
"""


class Refused(Exception):  # noqa: N818 — a refusal is an answer, not a failure
    """What was asked cannot be done; `fields` names what is wrong with a form, never its values."""

    def __init__(self, code: str, fields: dict[str, str] | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.fields = fields


class NotFound(Refused):
    """Said for what does not exist and for what belongs to somebody else alike."""

    def __init__(self) -> None:
        super().__init__("not_found")


class Forbidden(Refused):
    def __init__(self) -> None:
        super().__init__("forbidden")


class CaseRefuses(Refused):
    def __init__(self, reason: str) -> None:
        super().__init__("case_refuses")
        self.reason = reason


class Conflict(Exception):  # noqa: N818 — it leads to another try, not to the log
    """Somebody else has just changed the same case."""
