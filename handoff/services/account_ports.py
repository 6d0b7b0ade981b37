"""What the services about people need from storage; the unit of work offers them as attributes of these names."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from handoff.domain.audit import AuditEntry
from handoff.domain.bank_notice import BankNotice
from handoff.domain.staff_account import Session, StaffAccount
from handoff.domain.subject import Subject, SubjectKind
from handoff.domain.visit import Pairing, Visit


class Subjects(Protocol):
    async def find(self, kind: SubjectKind, external_id: str) -> Subject | None: ...

    async def add(self, subject: Subject) -> Subject:
        """What stands afterwards: the given one, or the one that was there first."""

    async def link(self, installation: str, customer: str, at: datetime) -> bool:
        """Whether the installation was free until now."""

    async def of_customer(self, customer_id: str) -> Sequence[Subject]: ...

    async def of_customers(self, customer_ids: Collection[str]) -> Sequence[Subject]:
        """The oldest first."""

    async def linked_to(self, customer: str) -> Sequence[Subject]:
        """The installations of a customer, by the bank's name."""


class StaffAccounts(Protocol):
    async def add(self, account: StaffAccount) -> bool:
        """False when the username is taken."""

    async def find(self, username: str) -> StaffAccount | None: ...

    async def get(self, staff_id: str) -> StaffAccount | None: ...

    async def replace_password(self, staff_id: str, password_hash: str) -> None: ...

    async def open_session(self, session: Session) -> None: ...

    async def find_session(self, token_hash: str) -> Session | None: ...

    async def close_session(self, token_hash: str) -> None: ...

    async def close_sessions(self, staff_id: str) -> None: ...

    async def note_failure(self, name_key: str, address: str, at: datetime) -> None: ...

    async def count_failures(self, since: datetime, name_key: str | None, address: str) -> int: ...

    async def forget(self, before: datetime) -> None:
        """Drops sessions that ended and failures that were noted before then."""


class Audit(Protocol):
    async def add(self, entry: AuditEntry) -> None: ...

    async def latest(self, limit: int) -> Sequence[AuditEntry]: ...


class Visits(Protocol):
    async def pair(self, pairing: Pairing) -> None:
        """A customer has one code: an earlier one opens nothing any more."""

    async def pairing(self, code_hash: str, now: datetime) -> Pairing | None:
        """What the code would open; it is still good afterwards."""

    async def take_pairing(self, code_hash: str, now: datetime) -> Pairing | None:
        """Of two who bring the same code one gets it; afterwards nobody does."""

    async def put(self, visit: Visit) -> None: ...

    # What these find stays as it is until the transaction ends.
    async def get(self, visit_id: str) -> Visit | None: ...

    async def of_staff(self, staff_id: str, now: datetime) -> Visit | None:
        """The one that is open."""

    async def with_tablet(self, tablet_hash: str) -> Visit | None: ...

    async def forget(self, before: datetime) -> None:
        """Drops codes that expired and visits that were over before then; the audit keeps what was done."""


class BankNotices(Protocol):
    async def add(self, notice: BankNotice) -> None: ...

    async def latest_of(self, conversation_id: str) -> BankNotice | None: ...

    async def take_due(self, now: datetime, until: datetime, limit: int) -> Sequence[BankNotice]:
        """Those due, put off to `until` in the same step, so that no other process sends them too."""

    async def save(self, notice: BankNotice) -> None: ...

    async def drop(self, notice_id: str) -> None: ...
