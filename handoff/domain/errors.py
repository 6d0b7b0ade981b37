"""Everything that can be refused, as one short tree. `code` crosses the wire, `data` says what the asker may know.

HandoffError
├── Refused            any other code: `Refused("expired")` from a token, `Refused("rate_limited")` from a limit
├── NotFound           missing and forbidden look the same
├── Forbidden          a permission is missing
├── InvalidText        "empty" or "too_long"
├── NotOwner           only the owner writes to the customer
├── AlreadyClaimed     who has it is in `data["by"]`
├── AtCapacity
├── ChoiceUnknown, ChoiceSuperseded
└── IllegalTransition  a handoff cannot go there from where it is
"""

# ruff: noqa: N818  (each is the answer that the asker gets, not a fault of the program)

from collections.abc import Mapping


class HandoffError(Exception):
    code = "internal"

    def __init__(self, code: str | None = None, data: Mapping[str, object] | None = None) -> None:
        super().__init__(code or self.code)
        self.code = code or self.code
        self.data: Mapping[str, object] = data or {}


class Refused(HandoffError):
    code = "forbidden"


class NotFound(HandoffError):
    code = "not_found"


class Forbidden(HandoffError):
    code = "forbidden"


class InvalidText(HandoffError):
    code = "empty"


class NotOwner(HandoffError):
    code = "not_owner"


class AlreadyClaimed(HandoffError):
    code = "already_claimed"

    def __init__(self, by: str) -> None:
        super().__init__(data={"by": by})


class AtCapacity(HandoffError):
    code = "at_capacity"


class ChoiceUnknown(HandoffError):
    code = "choice_unknown"


class ChoiceSuperseded(HandoffError):
    code = "choice_superseded"


class IllegalTransition(HandoffError):
    code = "illegal_transition"
