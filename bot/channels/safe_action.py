from __future__ import annotations

import asyncio
import logging
from typing import Any

from rasa.core.actions.action import Action, ActionBotResponse, RemoteAction
from rasa.core.channels.channel import OutputChannel
from rasa.core.nlg import NaturalLanguageGenerator
from rasa.core.policies.policy import PolicyPrediction
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, Event, FollowupAction
from rasa.shared.core.trackers import DialogueStateTracker

from channels.actions_endpoint import ActionsEndpoint, TellingEndpoint

logger = logging.getLogger(__name__)
TECHNICAL_PROBLEM = "utter_technical_problem"
LONGEST_ACTION = 8.0  # seconds; actions bound themselves at 6, and handoff speaks after 8 without a bubble


class SafeAction(Action):
    """An action that fails tells the customer so and ends the turn; Rasa alone would swallow it and go on."""

    def __init__(self, action: Action) -> None:
        self._action = action

    def name(self) -> str:
        return str(self._action.name())

    async def run(
        self,
        output_channel: OutputChannel,
        nlg: NaturalLanguageGenerator,
        tracker: DialogueStateTracker,
        domain: Domain,
        metadata: dict[str, Any] | None = None,
    ) -> list[Event]:
        try:
            if isinstance(self._action, RemoteAction) and isinstance(self._action.action_endpoint, ActionsEndpoint):
                self._action.action_endpoint = TellingEndpoint(self._action.action_endpoint, tracker)
            running = self._action.run(output_channel, nlg, tracker, domain)
            return list(await asyncio.wait_for(running, LONGEST_ACTION))
        except Exception as error:  # whatever it is, its text may quote the tracker
            logger.error("action_failed %s %s", self.name(), type(error).__name__)
            said = await ActionBotResponse(TECHNICAL_PROBLEM).run(output_channel, nlg, tracker, domain)
            return [*said, FollowupAction(ACTION_LISTEN_NAME)]

    def event_for_successful_execution(self, prediction: PolicyPrediction) -> ActionExecuted:
        return self._action.event_for_successful_execution(prediction)
