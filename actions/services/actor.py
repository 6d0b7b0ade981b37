"""Who asks, as the signed statement says."""

from dataclasses import dataclass
from typing import Literal

from actions.verification.case import Case
from actions.verification.errors import Forbidden, NotFound

VIEW, UNSTICK, REVEAL, DECIDE = "case:view", "case:unstick", "case:reveal", "case:decide"
ASSIST = "branch:assist"
ActorKind = Literal["customer", "staff", "service", "bot", "vendor", "system"]


@dataclass(frozen=True, slots=True)
class Actor:
    kind: ActorKind
    id: str
    name: str | None = None
    role: str | None = None
    permissions: frozenset[str] = frozenset()
    why: str | None = None
    turn_id: str | None = None  # the turn of the bot that caused it

    def must(self, permission: str) -> None:
        if self.kind != "staff" or permission not in self.permissions:
            raise Forbidden

    def must_be_customer(self, customer_id: str) -> None:
        if self.kind != "customer" or self.id != customer_id:
            raise NotFound

    def own(self, case: Case | None) -> Case:
        """The case, if it is this customer's own."""
        if case is None:
            raise NotFound
        self.must_be_customer(case.customer_id)
        return case


SYSTEM = Actor("system", "actions")
