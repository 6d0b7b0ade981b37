"""What the front door asks of actions/, and on whose behalf."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

from handoff.domain.people import Staff


@dataclass(frozen=True, slots=True)
class Asker:
    """Who stands behind a request; the gateway signs this as a statement."""

    id: str
    kind: Literal["customer", "staff", "service"]
    customer_id: str | None = None
    role: str | None = None
    name: str | None = None
    permissions: tuple[str, ...] | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    content_type: str
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)  # others that the asker should see


@dataclass(frozen=True, slots=True)
class Upload:
    content_type: str
    length: int
    idempotency_key: str
    chunks: AsyncIterator[bytes]


class Actions(Protocol):
    """Raises Refused("unavailable") when actions/ does not answer in time."""

    async def get(self, asker: Asker, path: str, query: Mapping[str, str] | None = None) -> Answer: ...

    async def post(
        self, asker: Asker, path: str, body: Mapping[str, object], query: Mapping[str, str] | None = None
    ) -> Answer: ...

    async def upload(
        self, asker: Asker, path: str, upload: Upload, query: Mapping[str, str] | None = None
    ) -> Answer: ...


def as_customer(customer_id: str, via: str | None = None) -> Asker:
    return Asker(customer_id, "customer", customer_id, reason=via)


def as_staff(staff: Staff, reason: str | None = None) -> Asker:
    return Asker(
        staff.id,
        "staff",
        role=staff.role,
        name=staff.name,
        permissions=tuple(sorted(staff.permissions)),
        reason=reason,
    )
