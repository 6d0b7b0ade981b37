"""The customer's phone and bank statement, in the memory of this process: what codes reach, they reach here."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from actions.providers.simulated.authorities import SOURCE, found
from actions.services.channels import Appointment, CallWish, SmallTransfer, Taken, TextMessage
from actions.verification.findings import Finding, Outcome

KEPT = 50
UNREACHABLE = "0008"  # a phone that ends so is never reached


@dataclass(frozen=True, slots=True)
class Arrived:
    """`repr` is silenced: it holds a code."""

    kind: str  # text, statement
    case_id: str
    customer_id: str
    to: str
    text: str
    at: datetime

    def __repr__(self) -> str:
        return f"Arrived({self.kind}, {self.case_id})"


class SimulatedPhone:
    source, simulated = SOURCE, True

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._arrived: deque[Arrived] = deque(maxlen=KEPT)

    async def send(self, message: TextMessage) -> Taken:
        if message.to.endswith(UNREACHABLE):
            return Taken.NO
        self.take("text", message.case_id, message.customer_id, message.to, message.text)
        return Taken.YES

    def take(self, kind: str, case_id: str, customer_id: str, to: str, text: str) -> None:
        self._arrived.append(Arrived(kind, case_id, customer_id, to, text, self._now()))

    def of(self, customer_id: str) -> list[Arrived]:
        """The newest first."""
        return [each for each in reversed(self._arrived) if each.customer_id == customer_id]


class SimulatedCoreBanking:
    simulated = True

    def __init__(self, phone: SimulatedPhone) -> None:
        self._phone = phone

    async def send_small_transfer(self, order: SmallTransfer) -> Finding:
        owner = found("account_owner", {"account_number": order.number})
        if owner.outcome is Outcome.PASSED:
            self._phone.take("statement", order.case_id, order.customer_id, order.number, order.memo)
        return owner


class SimulatedVideoCalls:
    simulated = True

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now

    async def schedule(self, wish: CallWish) -> Appointment | None:
        return Appointment(self._now() + timedelta(minutes=10), simulated=True)
