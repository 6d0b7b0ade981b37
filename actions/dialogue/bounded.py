"""An action that always answers in time: with what was asked, or with the truth that it did not work."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.dialogue.slots import slots_of
from actions.services.bot_turns import BotTurn, Said

log = structlog.get_logger(__name__)

SECONDS = 6.0  # handoff/ speaks for a bot that shows nothing for eight
TECHNICAL_PROBLEM = "utter_technical_problem"

Events = list[dict[str, Any]]
Do = Callable[[BotTurn, Tracker], Awaitable[Said]]


class BoundedAction(Action):  # type: ignore[misc]  # rasa-sdk publishes no types
    def __init__(self, name: str, do: Do, languages: tuple[str, ...], seconds: float = SECONDS) -> None:
        self._name, self._do, self._languages, self._seconds = name, do, languages, seconds

    def name(self) -> str:
        return self._name

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        try:
            async with asyncio.timeout(self._seconds):
                said = await self._do(turn_of(tracker, self._languages), tracker)
        except Exception as error:
            log.error("action_failed", action=self._name, exc_info=error)
            dispatcher.utter_message(response=TECHNICAL_PROBLEM)
            return []
        dispatcher.utter_message(response=said.response)
        return slots_of(said.case)


def turn_of(tracker: Tracker, languages: tuple[str, ...]) -> BotTurn:
    """Whose turn this is: what handoff/ said with the message, never what the customer typed."""
    metadata = _metadata(tracker)
    asked = (tracker.slots.get("language"), metadata.get("language"), languages[0])
    language = next(each for each in asked if each in languages)
    return BotTurn(str(metadata["turn_id"]), str(metadata["customer_id"]), str(language))


def _metadata(tracker: Tracker) -> dict[str, Any]:
    given = tracker.latest_message.get("metadata")
    if given:
        return dict(given)
    said = (event for event in reversed(tracker.events or []) if event.get("event") == "user")
    return dict(next(said)["metadata"])
