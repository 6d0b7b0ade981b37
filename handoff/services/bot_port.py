"""What the bot is asked and what it answers, line by line."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from handoff.domain.language import Language


@dataclass(frozen=True, slots=True)
class Bubble:
    n: int
    kind: Literal["text", "choices", "card"]
    body: Mapping[str, Any]
    staff: Mapping[str, Any]

    @property
    def explains(self) -> bool:
        return bool(self.staff.get("explains"))


@dataclass(frozen=True, slots=True)
class PersonAsked:
    trigger: str
    topic: str


@dataclass(frozen=True, slots=True)
class LanguageAsked:
    language: Language


@dataclass(frozen=True, slots=True)
class HelpDeclined:
    """The customer wants no more unasked offers of help in this case."""


@dataclass(frozen=True, slots=True)
class Done:
    count: int


Line = Bubble | PersonAsked | LanguageAsked | HelpDeclined | Done
Question = Mapping[str, Any]


class BotBrokenError(Exception):
    """No answer, or half of one: worth another try. Never holds what was said."""


class BotRefusedError(Exception):
    """The bot will refuse this question however often it is asked."""


class Bot(Protocol):
    def answer(self, question: Question) -> AsyncIterator[Line]:
        """Raises BotBrokenError or BotRefusedError; ends early, without Done, when the stream did."""
        ...
