"""A conversation kept small: the slots as they are and the last turns, so that turn 300 costs what turn 5 costs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.events import (
    ActionExecuted,
    ActiveLoop,
    BotUttered,
    Event,
    SessionStarted,
    SlotSet,
    UserUttered,
    deserialise_events,
)
from rasa.shared.core.slots import Slot
from rasa.shared.core.trackers import DialogueStateTracker

Snapshot = dict[str, Any]
_RANKED = 3  # guesses kept of each understanding; the rest only makes the tracker heavy


def snapshot(tracker: DialogueStateTracker, turns: int) -> Snapshot:
    slots = {name: slot.value for name, slot in tracker.slots.items() if slot.value != slot.initial_value}
    window = last_turns(list(tracker.applied_events()), turns)
    return {
        "slots": slots,
        "active_loop": tracker.active_loop_name,
        "events": [_light(event) for event in window if not isinstance(event, (SlotSet, ActiveLoop))],
    }


def last_turns(events: Sequence[Event], turns: int) -> Sequence[Event]:
    """The events after the `turns`-th last time that the bot began to listen, with the turn that runs."""
    listens = [at for at, event in enumerate(events) if _is_listen(event)]
    return events[listens[-turns - 1] + 1 :] if len(listens) > turns else _without_session_start(events, listens)


def restore(conversation_id: str, kept: Snapshot, slots: Iterable[Slot]) -> DialogueStateTracker:
    """Seeds what Rasa expects before a turn, then replays the window; a slot that the domain lost is dropped."""
    tracker = DialogueStateTracker(conversation_id, slots)
    seed: list[Event] = [ActionExecuted(ACTION_SESSION_START_NAME), SessionStarted()]
    seed += [SlotSet(name, value) for name, value in kept["slots"].items() if name in tracker.slots]
    if kept["active_loop"]:
        seed.append(ActiveLoop(kept["active_loop"]))
    seed.append(ActionExecuted(ACTION_LISTEN_NAME))
    for event in seed + deserialise_events(kept["events"]):
        tracker.update(event)
    return tracker


def _without_session_start(events: Sequence[Event], listens: Sequence[int]) -> Sequence[Event]:
    return events[listens[0] + 1 :] if listens else []


def _is_listen(event: Event) -> bool:
    return isinstance(event, ActionExecuted) and event.action_name == ACTION_LISTEN_NAME


def _light(event: Event) -> dict[str, Any]:
    kept = {name: value for name, value in event.as_dict().items() if value is not None}
    if isinstance(event, UserUttered):
        kept.pop("metadata", None)  # customer and case belong to their turn
        parsed = kept["parse_data"]
        kept["parse_data"] = {name: parsed[name] for name in ("intent", "entities", "text") if name in parsed}
        kept["parse_data"]["intent_ranking"] = parsed.get("intent_ranking", [])[:_RANKED]
    if isinstance(event, BotUttered):
        kept["data"] = {name: value for name, value in event.data.items() if value is not None}
    return kept
