"""Where the use cases keep things, each with a twin in `actions.testing`."""

from collections.abc import Callable, Collection, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from actions.services.erasure_ports import Erasures
from actions.services.outgoing import BankOutbox, Outbox
from actions.services.tokens import ServiceTokens
from actions.services.vendor_sessions import VendorInbox, VendorSessions
from actions.verification.case import Case, Moved
from actions.verification.codes import SentCode
from actions.verification.liveness import Challenge
from actions.verification.status import Status

Json = dict[str, Any]
NOBODY = "erased"  # who acted, when it was a customer who has been erased


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """Something that happened to a case, and who made it happen. No value of any detail."""

    case_id: str
    version: int
    name: str
    at: datetime
    actor_kind: str
    actor_id: str
    actor_name: str | None = None
    role: str | None = None
    step: str | None = None
    kind: str | None = None
    reason: str | None = None
    attempts_left: int | None = None
    why: str | None = None
    subject: str | None = None  # what was revealed or purged: a field's name or an evidence id
    turn_id: str | None = None


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One decision on one consent, never changed afterwards."""

    customer_id: str
    case_id: str
    item: str
    given: bool
    withdrawn: bool
    basis: str
    release: str
    text_hash: str
    language: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of one sealed thing: a photo, or one value of the details."""

    evidence_id: str
    case_id: str
    step: str
    kind: str  # document, selfie, details.<field>
    media_type: str
    size: int
    at: datetime
    checked: tuple[str, ...] = ()
    kept_until: datetime | None = None

    @property
    def context(self) -> str:
        return f"{self.case_id}|{self.step}|{self.kind}"


@dataclass(frozen=True, slots=True)
class OpenChallenge:
    """A liveness challenge that one customer may answer once."""

    challenge_id: str
    case_id: str
    step: str
    challenge: Challenge
    until: datetime


@dataclass(frozen=True, slots=True)
class CaseQuery:
    """`before`: only cases older than this one."""

    customer_id: str | None
    statuses: frozenset[Status] | None
    before: str | None
    limit: int


class Cases(Protocol):
    async def get(self, case_id: str) -> Case | None: ...
    async def latest_of(self, customer_id: str) -> Case | None: ...
    async def of_customer(self, customer_id: str) -> list[Case]: ...
    async def open_as(self, reference: str) -> Case | None:
        """The open case that the bank knows by this name."""

    async def add(self, case: Case) -> None:
        """Raises Conflict when the customer has an open case already."""

    async def save(self, moved: Moved) -> None:
        """Raises Conflict when the stored version is no longer the one that the command started from, and CaseRefuses
        when an ended case would be opened beside another open one of its customer."""

    async def with_status(self, status: Status, limit: int) -> list[Case]: ...
    async def search(self, query: CaseQuery) -> list[Case]:
        """The newest first: ids sort by the time at which they were made."""

    async def journeys(self) -> frozenset[str]:
        """Of all cases that are not redacted."""

    async def untouched_since(self, journey: str, statuses: Collection[Status], moment: datetime) -> list[Case]: ...


class History(Protocol):
    async def append(self, entry: HistoryEntry) -> None: ...
    async def of(self, case_id: str) -> list[HistoryEntry]: ...
    async def forget_words(self, case_id: str, customer_id: str) -> int:
        """That things happened stays; whose they were, and what people wrote about it, goes. How many entries."""

    async def count_by(self, actor_id: str, name: str, since: datetime) -> int: ...


class Ledger(Protocol):
    async def append(self, entry: LedgerEntry) -> None: ...
    async def of(self, customer_id: str) -> list[LedgerEntry]: ...
    async def delete_of(self, case_id: str) -> int:
        """Whole, with the case that it belongs to: no entry is ever changed, nor taken out from among others."""


class Vault(Protocol):
    async def put_key(self, case_id: str, wrapped: bytes) -> None: ...
    async def change_key(self, case_id: str, before: bytes, after: bytes) -> bool:
        """False when it is no longer the one before: a key that was deleted does not come back."""

    async def key_of(self, case_id: str) -> bytes | None: ...
    async def keys(self) -> dict[str, bytes]: ...
    async def put(self, evidence: Evidence, sealed: bytes) -> None: ...
    async def of(self, case_id: str) -> list[Evidence]: ...
    async def sealed(self, evidence_id: str) -> bytes | None: ...
    async def delete(self, case_id: str, steps: tuple[str, ...]) -> int: ...
    async def delete_all(self, case_id: str) -> int:
        """The key goes too: what an old backup still holds can no longer be read."""

    async def erase(self, case_id: str, kept: frozenset[str]) -> int:
        """Everything but these kinds, and the key when nothing is left. `details` for all the details."""

    async def keep_until(self, case_id: str, kinds: frozenset[str], until: datetime | None) -> None:
        """`kinds` as the evidence says, but `details` for all the details."""

    async def delete_due(self, now: datetime, limit: int) -> list[Evidence]: ...


class Challenges(Protocol):
    async def put(self, challenge: OpenChallenge) -> None:
        """Of a step's open ones the newest holds alone: nobody gathers them to choose from."""

    async def get(self, challenge_id: str) -> OpenChallenge | None:
        """Nothing for one that has been used."""

    async def use(self, challenge_id: str, seen: bytes | None) -> bool:
        """False for whoever comes second. `seen`: sealed fingerprints of its frames."""

    async def seen(self, case_id: str) -> list[bytes]: ...
    async def delete_of(self, case_id: str) -> int: ...


class Codes(Protocol):
    """The newest code of each step; what was sent before it is gone."""

    async def get(self, case_id: str, step: str) -> SentCode | None: ...
    async def put(self, code: SentCode) -> None: ...
    async def delete(self, case_id: str, step: str | None = None) -> int:
        """All of the case's when no step is named."""


class Answers(Protocol):
    """What was answered to a command, so that its repetition is answered the same."""

    async def get(self, key: str) -> Json | None: ...
    async def put(self, key: str, answer: Json, at: datetime) -> None:
        """Raises Conflict when the same command has been answered meanwhile."""

    async def delete_of(self, prefix: str) -> int:
        """Those whose key begins so."""

    async def forget_before(self, moment: datetime) -> int: ...


class Work(Protocol):
    """One transaction: all of it happens, or nothing."""

    @property
    def cases(self) -> Cases: ...
    @property
    def history(self) -> History: ...
    @property
    def ledger(self) -> Ledger: ...
    @property
    def vault(self) -> Vault: ...
    @property
    def challenges(self) -> Challenges: ...
    @property
    def codes(self) -> Codes: ...
    @property
    def answers(self) -> Answers: ...
    @property
    def outbox(self) -> Outbox: ...
    @property
    def erasures(self) -> Erasures: ...
    @property
    def bank_outbox(self) -> BankOutbox: ...
    @property
    def service_tokens(self) -> ServiceTokens: ...
    @property
    def vendor_sessions(self) -> VendorSessions: ...
    @property
    def vendor_inbox(self) -> VendorInbox: ...


Begin = Callable[[], AbstractAsyncContextManager[Work]]


class Sealing(Protocol):
    def new_key(self, case_id: str) -> bytes:
        """A fresh data key for one case, wrapped by the current master key."""

    def seal(self, case_id: str, wrapped: bytes, plain: bytes, context: str) -> bytes: ...
    def open(self, case_id: str, wrapped: bytes, sealed: bytes, context: str) -> bytes: ...
    def digest(self, case_id: str, wrapped: bytes, plain: bytes, context: str) -> bytes:
        """Of what need only be recognised. Nobody without the master key can try out what it was made of."""

    def rewrap(self, case_id: str, wrapped: bytes) -> bytes | None:
        """The same data key under the current master key, or nothing when it is already."""


@dataclass(frozen=True, slots=True)
class Bank:
    journeys: Mapping[str, str]  # language -> journey
    languages: tuple[str, ...]
