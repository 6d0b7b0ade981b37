"""What the bank's programs ask passes through the front door as it is; actions/ checks their token and answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from handoff.domain.subject import SubjectKind
from handoff.services.actions_port import Answer


@dataclass(frozen=True, slots=True)
class BankRequest:
    method: str
    path: str
    query: str
    headers: Mapping[str, str]  # those that matter, in small letters
    body: bytes


@dataclass(frozen=True, slots=True)
class Whose:
    """Whom a request names in the bank's words, and our id of them; none when we know nobody of that name."""

    kind: SubjectKind
    external_id: str
    customer_id: str | None


class BankApi(Protocol):
    """Raises Refused("unavailable") when actions/ does not answer in time."""

    async def scopes(self, authorization: str) -> frozenset[str]:
        """What the token may do; nothing when it opens nothing."""

    async def pass_on(self, request: BankRequest, whose: Whose | None) -> Answer: ...
