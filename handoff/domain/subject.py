"""Whom the bank's tokens speak of, and how an installation of its app comes to belong to a customer."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

SubjectKind = Literal["customer", "installation"]


@dataclass(frozen=True, slots=True)
class Claims:
    """What a verified token says."""

    kind: SubjectKind
    external_id: str
    name: str
    locale: str | None
    expires_at: datetime
    installation: str | None = None  # the bank says: this installation is that customer's


@dataclass(frozen=True, slots=True)
class Subject:
    """Maps the bank's name for someone to ours, which says nothing about them."""

    kind: SubjectKind
    external_id: str
    customer_id: str
    created_at: datetime
    linked_to: str | None = None  # of an installation: the external id of its customer
