"""Who may speak in a conversation, as the front door has recognised them."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Customer:
    """A subject of the bank's token; before the bank knows them, an installation of its app."""

    customer_id: str
    name: str
    locale: str | None
    expires_at: datetime
    conversation_id: str | None = None  # given when the subject already leads to a conversation (a linked installation)
    only_case: str | None = None  # at a branch: what the tablet in their hands may reach
    via: str | None = None  # at a branch: said beside what they do there


@dataclass(frozen=True, slots=True)
class Staff:
    """A signed-in member of the bank's staff; `permissions` come from data/roles.yml."""

    id: str
    username: str
    name: str
    role: str
    languages: tuple[str, ...]
    permissions: frozenset[str]
    capacity: int
    expires_at: datetime | None = None  # the end of the session, when it has one

    def may(self, permission: str) -> bool:
        return permission in self.permissions
