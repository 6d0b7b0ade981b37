from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class StaffAccount:
    id: str
    username: str
    name: str
    role: str
    languages: tuple[str, ...]
    password_hash: str
    created_at: datetime
    active: bool = True


@dataclass(frozen=True, slots=True)
class Session:
    """A signed-in browser; only the hash of its cookie is kept."""

    token_hash: str
    staff_id: str
    created_at: datetime
    expires_at: datetime
