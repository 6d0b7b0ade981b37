from __future__ import annotations

import copy
import logging
import re
from pathlib import Path
from typing import Any

from rasa.core.nlg import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from components.bank import BankTexts, Values, localised
from components.hesitation import instead_of_step
from components.instead import STEP_BRIEF, UNSAID, fitting, offering
from components.privacy import explained, names_facts
from components.privacy_files import PrivacyFiles
from components.repetition import (
    SAME_AGAIN,
    STEP,
    Turn,
    last_turns,
    response_key,
    rung,
    step_goes_without_saying,
    substitute,
)
from components.trigger import with_trigger
from settings import PROJECT

logger = logging.getLogger(__name__)
_PLACEHOLDER = re.compile(r"{([a-z_]+)}")
_UNKNOWN = "utter_privacy_unknown"
_UNKNOWN_PART = "utter_privacy_unknown_part"
_PROBLEM = "utter_technical_problem"  # where the words for an answer are missing

_EXPLAINING = ("tell_more", "whole_notice", "ask_")  # how options begin that lead to what is not known either

Message = dict[str, Any]


class Wording(TemplatedNaturalLanguageGenerator):
    """Responses of the domain with the bank's facts filled in; says nothing a third time running.

    An empty message means that this response is better left unsaid here.
    """

    def __init__(
        self,
        endpoint_config: EndpointConfig | None = None,
        domain: Domain | None = None,
        data: Path = PROJECT / "data",
    ) -> None:
        super().__init__(domain.responses if domain else {})
        self._texts = BankTexts(data)
        self._privacy = PrivacyFiles(data)

    @property
    def release(self) -> str:
        """Of what is said about data; the responses themselves belong to the model's release."""
        return self._privacy.release

    async def generate(
        self, utter_action: str, tracker: DialogueStateTracker, output_channel: str, **kwargs: Any
    ) -> Message | None:
        slots = tracker.current_slot_values()
        if utter_action == STEP and slots["step_kind"] == "decided":
            return {}
        response = fitting(utter_action, slots)
        if response == UNSAID:
            return {}
        turns = last_turns(tracker.events)
        if utter_action == STEP:
            response = instead_of_step(turns, slots) or response
        values = self._values(slots, kwargs)
        message = self._worded(rung(response, turns), slots, values, output_channel)
        if message is None and response not in self.responses:
            message = self._worded(_PROBLEM, slots, values, output_channel)
        if not message:
            return message
        message = with_trigger(message, slots, turns)
        key = response_key(message)
        if utter_action == STEP and step_goes_without_saying(key, turns):
            return {}
        fresh = self._fresh(key, message, turns, lambda other: self._worded(other, slots, values, output_channel))
        # An answer of several bubbles says once that it does not know, and once that it repeats itself.
        return {} if response_key(fresh) in {_UNKNOWN, SAME_AGAIN} & set(turns[-1].keys) else fresh

    @staticmethod
    def _fresh(key: str, message: Message, turns: list[Turn], worded: Any) -> Message:
        other = substitute(key, message["text"], turns)
        if other is None:
            return message
        if other == UNSAID:
            return {}
        # What a response asks of handoff is asked however often it is said.
        asked = {name: value for name, value in (message.get("custom") or {}).items() if name != "card"}
        replaced: Message = worded(other) or message
        if other == STEP_BRIEF and turns[-1].offers:
            replaced = {**replaced, "buttons": []}  # they would take back what this turn has just offered
        return {**replaced, "custom": asked} if asked else replaced

    def _worded(self, key: str, slots: dict[str, Any], values: Values, output_channel: str) -> Message | None:
        variation = self._random_response_for(key, output_channel, slots) or self._by_id(f"{key}.{slots['language']}")
        if variation is None:
            logger.error("response_missing %s for language %s", key, slots.get("language"))
            return None
        variation = copy.deepcopy(variation)
        if names_facts(variation.get("text", "")) and not self._explain(variation, slots):
            unknown = self._worded(_UNKNOWN, slots, values, output_channel)
            return unknown and offering(_with_ways_on(unknown, variation), slots)
        holes = set(_PLACEHOLDER.findall(variation.get("text", ""))) - set(values)
        if holes:
            logger.error("response_has_holes %s %s", key, sorted(holes))
            return {}
        filled: Message = self._fill_response(variation, slots, **values)
        return offering(filled, slots) if filled else filled

    def _explain(self, variation: Message, slots: dict[str, Any]) -> bool:
        """Puts in what the bank says about data; False when an answer would be without its heart."""
        language, metadata = str(slots["language"]), dict(variation.get("metadata") or {})
        part = self._by_id(f"{_UNKNOWN_PART}.{language}") or {}
        facts = self._privacy.facts(slots.get("journey"), language)
        found = explained(variation["text"], facts, str(slots.get("item")), part.get("text", ""))
        variation.update(text=found.text, metadata={**metadata, "facts": list(found.keys)})
        return found.has_heart or not metadata.get("explains")

    def _by_id(self, variation_id: str) -> Message | None:
        """A wording that is one case of another response (`utter_in_review` of `utter_case_moved`) by its own key."""
        variations = (variation for variations in self.responses.values() for variation in variations)
        return next((variation for variation in variations if variation.get("id") == variation_id), None)

    def _values(self, slots: dict[str, Any], given: dict[str, Any]) -> Values:
        """Later ones win: facts of the bank, slots of the turn, what an action gave with its response."""
        language = str(slots["language"])
        known = {**slots, **{name: value for name, value in given.items() if name != "domain_responses"}}
        spoken = {name: localised(value, language) for name, value in known.items() if isinstance(value, (str, int))}
        told = self._texts.values(language, known.get("reason"), known.get("journey"), known.get("step_kind"))
        return {**told, **self._way(language, known.get("other_way")), **spoken}

    def _way(self, language: str, way: str | None) -> Values:
        """What the journey gives instead of this step, in words for a sentence or an option."""
        there = (self._by_id(f"utter_there_{way or 'visit'}.{language}") or {}).get("text", "")
        other = (self._by_id(f"utter_or_there.{language}") or {}).get("text", "")
        return {"there": there, "or_there": other.replace("{there}", there) if way else ""}


def _with_ways_on(unknown: Message, instead_of: Message) -> Message:
    """Who asked what happens without a selfie still needs the other way, though the bank says nothing about it."""
    offered = unknown.get("buttons", [])
    ways_on = [
        button
        for button in instead_of.get("buttons", [])
        if not button["payload"].startswith(_EXPLAINING)
        and button["payload"] not in {other["payload"] for other in offered}
    ]
    return {**unknown, "buttons": [*ways_on, *offered]}
