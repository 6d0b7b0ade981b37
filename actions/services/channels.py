"""Ways to a customer that do not lead through the chat. Each has a stand-in that exists in development only."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from actions.verification.findings import Finding


@dataclass(frozen=True, slots=True)
class TextMessage:
    """`repr` is silenced: a number and a code belong in no log."""

    message_id: str  # the same again is the same message
    case_id: str
    customer_id: str
    to: str  # E.164
    text: str

    def __repr__(self) -> str:
        return f"TextMessage({self.message_id}, {self.case_id})"


@dataclass(frozen=True, slots=True)
class SmallTransfer:
    """`repr` is silenced."""

    transfer_id: str  # the same again is the same transfer
    case_id: str
    customer_id: str
    country: str
    bank: str
    number: str
    holder: str  # whose account it must be
    memo: str  # what the customer reads on the statement

    def __repr__(self) -> str:
        return f"SmallTransfer({self.transfer_id}, {self.case_id})"


@dataclass(frozen=True, slots=True)
class CallWish:
    case_id: str
    customer_id: str
    language: str


@dataclass(frozen=True, slots=True)
class Appointment:
    """Times are the bank's; without one, the bank calls when somebody is free."""

    at: datetime | None
    simulated: bool = False


class Taken(StrEnum):
    """Whether a text was taken for delivery."""

    YES = "yes"
    NO = "no"  # surely not: it may be asked for again at once
    UNKNOWN = "unknown"  # nobody answered in time, or not in a way that says: it may be on its way


class Texts(Protocol):
    """To the customer's phone."""

    @property
    def source(self) -> str: ...
    @property
    def simulated(self) -> bool: ...
    async def send(self, message: TextMessage) -> Taken:
        """Never raises."""


class CoreBanking(Protocol):
    @property
    def simulated(self) -> bool: ...
    async def send_small_transfer(self, order: SmallTransfer) -> Finding:
        """`account_owner`: passed when the account is the holder's and the money is on its way; failed when it is
        somebody else's or there is none (nothing was sent); unavailable. Never raises."""


class VideoCalls(Protocol):
    """The bank's own system keeps the appointments, and reports what came of them."""

    async def schedule(self, wish: CallWish) -> Appointment | None:
        """The same case again gets the same appointment; nothing when calls cannot be had now. Never raises."""
