"""How the bank knows a customer. handoff/ keeps these names; here they are asked for and kept nowhere."""

from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class BankName:
    kind: Literal["customer", "installation"]
    id: str

    def __repr__(self) -> str:
        return f"BankName({self.kind})"


# By our customer id; whoever has been forgotten is missing. Raises Refused("unavailable").
FindNames = Callable[[Collection[str]], Awaitable[Mapping[str, BankName]]]
