"""Which of the bank's texts about data are true of a journey: who decides in it, and who outside the bank is asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from actions.verification.checks import BANKS_OWN
from actions.verification.journey import Journey, Kind

CHOICES = (frozenset({"person", "checks"}), frozenset({"nobody", "others"}))
KINDS_THAT_ASK = (Kind.CODE, Kind.TRANSFER, Kind.VENDOR)  # such a step reaches somebody outside


@dataclass(frozen=True, slots=True)
class Circumstances:
    decides: str
    asked: tuple[str, ...]  # kinds of steps and checks, in the journey's order

    @property
    def shared(self) -> str:
        return "others" if self.asked else "nobody"

    def chosen(self, value: Any) -> Any:
        """The same content with one text where two stood."""
        if not isinstance(value, Mapping):
            return value
        if any(value and set(value) <= choice for choice in CHOICES):
            return self.chosen(value.get(self.decides, value.get(self.shared)))
        return {key: self.chosen(text) for key, text in value.items()}


def circumstances_of(journey: Journey) -> Circumstances:
    asked = [
        who
        for step in journey.steps
        for who in (*([str(step.kind)] if step.kind in KINDS_THAT_ASK else []), *step.needs, *step.informs)
    ]
    outside = [who for who in dict.fromkeys(asked) if who not in BANKS_OWN]
    return Circumstances(str(journey.decide), tuple(outside))
