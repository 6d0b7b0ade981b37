"""One turn of dialogue: the tracker is fetched, told what the case says, answered from, and kept with the answer."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from rasa.core.actions.action import Action
from rasa.core.agent import Agent
from rasa.core.policies.policy import PolicyPrediction
from rasa.core.processor import ActionLimitReached, MessageProcessor
from rasa.shared.core.constants import ACTION_LISTEN_NAME, DEFAULT_INTENTS
from rasa.shared.core.events import ActionExecuted, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from channels import lines
from channels.hearing import heard, in_its_language
from channels.output import GatewayOutput
from channels.safe_action import TECHNICAL_PROBLEM, SafeAction
from channels.signalling import SIGNAL, answered_signal, signal_in
from channels.state import slots_for
from channels.understanding import TYPED_NUMBER, ParseData, wanted_language
from channels.wire import Choice, Event, Text, TurnRequest
from components.clarify import two_meanings
from components.instead import leads_somewhere
from components.nlg import Wording
from components.tracker_store import BoundedTrackerStore

Say = Callable[[str], None]


class NotReadyError(RuntimeError):
    """No model is loaded yet."""


def store_of(agent: Agent) -> BoundedTrackerStore:
    """The store itself: Rasa wraps it so that a failing read becomes an empty conversation."""
    store = getattr(agent.tracker_store, "_tracker_store", agent.tracker_store)
    if not isinstance(store, BoundedTrackerStore):
        raise TypeError("endpoints.yml must name components.tracker_store.BoundedTrackerStore")
    return store


def processor_of(agent: Agent) -> MessageProcessor:
    if agent.processor is None:
        raise NotReadyError
    return agent.processor


def knows(agent: Agent, request: TurnRequest) -> bool:
    """Whether a choice is one that a customer can make: events and Rasa's own intents are not."""
    if not isinstance(request.said, Choice):
        return True
    intent = request.said.intent
    known = intent in processor_of(agent).domain.intents and intent not in DEFAULT_INTENTS
    return known and not intent.startswith("event_") and intent not in ("nlu_fallback", TYPED_NUMBER, SIGNAL)


async def run_turn(agent: Agent, request: TurnRequest, say: Say) -> None:
    """Says each line as it comes. Nothing is kept of a turn that raises, and it never says `done`."""
    processor, store = processor_of(agent), store_of(agent)
    tracker = await _tracker(processor, store, request.conversation_id)
    before, request = request.language, in_its_language(request)
    parsed = await heard(processor, tracker, request)
    signal = signal_in(request.said, parsed)
    parsed = answered_signal(parsed, signal)
    wanted = wanted_language(request.said, parsed)
    slots = slots_for(request, wanted)
    slots.update(guesses=_guesses(parsed, slots), signal=signal)
    said: list[str] = []
    output = GatewayOutput(_both(said.append, say), parsed["intent"], slots["step"], _release(processor))
    if request.language != before and not wanted:
        _both(said.append, say)(lines.language(request.language))
    _log(processor, tracker, request, parsed, slots)
    await _answer(processor, tracker, output, must_speak=not isinstance(request.said, Event))
    closing = output.closing()
    store.save_turn(tracker, request.turn_id, [*said, *closing])
    for line in closing:
        say(line)


def _release(processor: MessageProcessor) -> str:
    """The model with its responses, and what the bank says about data, which changes without training."""
    model, wording = processor.model_metadata.model_id, processor.nlg
    return f"{model}+{wording.release}" if isinstance(wording, Wording) else model


def _both(first: Say, second: Say) -> Say:
    def say(line: str) -> None:
        first(line)
        second(line)

    return say


async def _tracker(
    processor: MessageProcessor, store: BoundedTrackerStore, conversation_id: str
) -> DialogueStateTracker:
    tracker = await store.retrieve(conversation_id)
    if tracker is None:
        tracker = store.init_tracker(conversation_id)
        tracker.update_with_events([SessionStarted(), ActionExecuted(ACTION_LISTEN_NAME)], processor.domain)
    return tracker


def _guesses(parsed: ParseData, slots: dict[str, Any]) -> list[str] | None:
    """What a message that was not understood may have meant."""
    if parsed["intent"]["name"] != "nlu_fallback":
        return None
    return two_meanings(parsed["intent_ranking"], lambda wish: leads_somewhere(wish, slots)) or None


def _log(
    processor: MessageProcessor,
    tracker: DialogueStateTracker,
    request: TurnRequest,
    parsed: ParseData,
    slots: dict[str, Any],
) -> None:
    changed = [SlotSet(name, value) for name, value in slots.items() if tracker.get_slot(name) != value]
    text = request.said.text if isinstance(request.said, Text) else None
    uttered = UserUttered(
        text,
        parsed["intent"],
        parsed["entities"],
        parsed,
        timestamp=time.time(),
        input_channel="gateway",
        message_id=request.turn_id,
        metadata=request.metadata,
    )
    tracker.update_with_events([*changed, uttered], processor.domain)


async def _answer(
    processor: MessageProcessor, tracker: DialogueStateTracker, output: GatewayOutput, must_speak: bool
) -> None:
    """Rasa's own prediction loop with two promises added: no failure is silent, and nobody who spoke gets no answer."""
    going = True
    while going:
        action, prediction = _next(processor, tracker)
        if must_speak and action.name() == ACTION_LISTEN_NAME and not output.count:
            await _run(processor, tracker, output, *_chosen(processor, TECHNICAL_PROBLEM))
        going = await _run(processor, tracker, output, action, prediction)


async def _run(
    processor: MessageProcessor,
    tracker: DialogueStateTracker,
    output: GatewayOutput,
    action: Action,
    prediction: PolicyPrediction,
) -> bool:
    return bool(await processor._run_action(SafeAction(action), tracker, output, processor.nlg, prediction))


def _next(processor: MessageProcessor, tracker: DialogueStateTracker) -> tuple[Action, PolicyPrediction]:
    try:
        return processor.predict_next_with_tracker_if_should(tracker)  # type: ignore[no-any-return]  # Rasa's decorator hides the type
    except ActionLimitReached:
        return _chosen(processor, ACTION_LISTEN_NAME)


def _chosen(processor: MessageProcessor, name: str) -> tuple[Action, PolicyPrediction]:
    return processor._get_action(name), PolicyPrediction.for_action_name(processor.domain, name)
