import time
from pathlib import Path

import pytest
from components.tracker_store import BoundedTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

DOMAIN = Domain.from_yaml("""
version: "3.1"
intents: [greet]
slots:
  language: {type: text, initial_value: en, influence_conversation: false, mappings: [{type: custom}]}
  step: {type: any, mappings: [{type: custom}]}
responses:
  utter_greet: [{text: hello}]
""")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "bot.db"


def open_store(path: Path, turns: int = 3, replays: int = 2) -> BoundedTrackerStore:
    return BoundedTrackerStore(DOMAIN, path=str(path), turns=turns, replays=replays)


def new_tracker(store: BoundedTrackerStore) -> DialogueStateTracker:
    tracker = store.init_tracker("c")
    tracker.update_with_events([SessionStarted(), ActionExecuted("action_listen")], DOMAIN)
    return tracker


def take_turn(tracker: DialogueStateTracker, text: str) -> None:
    parsed = {"intent": {"name": "greet", "confidence": 1.0}, "entities": [], "text": text, "text_tokens": [[0, 1]]}
    metadata = {"customer_id": "someone", "case": {"case_id": "secret"}}
    user = UserUttered(text, parsed["intent"], [], parsed, metadata=metadata)
    bot = BotUttered(f"re {text}", {"buttons": None}, {"id": "utter_greet.en"})
    events = [user, ActionExecuted("utter_greet"), bot, ActionExecuted("action_listen")]
    tracker.update_with_events(events, DOMAIN)


async def reloaded(store: BoundedTrackerStore, tracker: DialogueStateTracker) -> DialogueStateTracker:
    await store.save(tracker)
    again = await store.retrieve("c")
    assert again is not None
    return again


async def test_an_unknown_conversation_has_no_tracker(path: Path) -> None:
    assert await open_store(path).retrieve("c") is None


async def test_turn_three_hundred_weighs_what_turn_five_weighs(path: Path) -> None:
    store = open_store(path)
    tracker = new_tracker(store)
    sizes = []
    for at in range(50):
        take_turn(tracker, f"turn {at}")
        tracker = await reloaded(store, tracker)
        sizes.append(len(tracker.events))
    assert set(sizes[4:]) == {sizes[4]}


async def test_the_window_is_cut_between_turns(path: Path) -> None:
    store = open_store(path)
    tracker = new_tracker(store)
    for at in range(6):
        take_turn(tracker, f"turn {at}")
    again = await reloaded(store, tracker)
    said = [event.text for event in again.events if isinstance(event, UserUttered)]
    assert said == ["turn 3", "turn 4", "turn 5"]
    events = list(again.events)
    before = events[next(at for at, event in enumerate(events) if isinstance(event, UserUttered)) - 1]
    assert isinstance(before, ActionExecuted)
    assert before.action_name == "action_listen"
    assert again.latest_action_name == "action_listen"


async def test_slots_outlive_the_window(path: Path) -> None:
    store = open_store(path)
    tracker = new_tracker(store)
    tracker.update(SlotSet("step", "selfie"), DOMAIN)
    for at in range(10):
        take_turn(tracker, f"turn {at}")
        tracker = await reloaded(store, tracker)
    assert tracker.get_slot("step") == "selfie"
    assert tracker.get_slot("language") == "en"


async def test_a_slot_that_was_emptied_stays_empty(path: Path) -> None:
    store = open_store(path)
    tracker = new_tracker(store)
    tracker.update_with_events([SlotSet("step", "selfie"), SlotSet("step", None)], DOMAIN)
    take_turn(tracker, "hello")
    assert (await reloaded(store, tracker)).get_slot("step") is None


async def test_nothing_of_the_customer_or_the_case_is_kept_with_a_message(path: Path) -> None:
    store = open_store(path)
    tracker = new_tracker(store)
    take_turn(tracker, "hello")
    await store.save(tracker)
    kept = b"".join(file.read_bytes() for file in path.parent.iterdir())
    assert b"hello" in kept
    assert b"someone" not in kept
    assert b"secret" not in kept


async def test_an_answered_turn_can_be_given_again(path: Path) -> None:
    store = open_store(path)
    store.save_turn(new_tracker(store), "c:1", ["one\n", "two\n"])
    assert open_store(path).answered("c:1") == ["one\n", "two\n"]
    assert store.answered("c:2") is None


async def test_only_the_last_answers_are_kept(path: Path) -> None:
    store = open_store(path, replays=2)
    for at in range(5):
        store.save_turn(new_tracker(store), f"c:{at}", ["line\n"])
    assert [bool(store.answered(f"c:{at}")) for at in range(5)] == [False, False, False, True, True]


async def test_a_turn_and_its_conversation_are_kept_together_or_not_at_all(path: Path) -> None:
    store = open_store(path)
    tracker = new_tracker(store)
    store.save_turn(tracker, "c:1", ["line\n"])
    take_turn(tracker, "hello")
    with pytest.raises(Exception, match="UNIQUE"):
        store.save_turn(tracker, "c:1", ["other\n"])
    again = await store.retrieve("c")
    assert again is not None
    assert not any(isinstance(event, UserUttered) for event in again.events)


async def test_an_erased_conversation_leaves_nothing_on_disk(path: Path) -> None:
    store = open_store(path)
    tracker = new_tracker(store)
    take_turn(tracker, "unforgettable words")
    store.save_turn(tracker, "c:1", ["unforgettable words\n"])
    assert store.erase("e", ["c", "unknown"]) == {"trackers": 1, "turns": 1}
    assert await store.retrieve("c") is None
    assert store.is_erased("c")
    assert all(b"unforgettable" not in file.read_bytes() for file in path.parent.iterdir())


async def test_an_erasure_that_is_asked_for_again_counts_what_went_in_all(path: Path) -> None:
    store = open_store(path)
    store.save_turn(new_tracker(store), "c:1", ["line\n"])
    store.erase("e", ["c"])
    assert store.erase("e", ["c"]) == {"trackers": 1, "turns": 1}
    assert store.erase("another", ["d"]) == {"trackers": 0, "turns": 0}


async def test_a_conversation_is_forgotten_when_its_time_is_over(path: Path) -> None:
    store = open_store(path)
    store.save_turn(new_tracker(store), "c:1", ["line\n"])
    store.erase("e", ["gone"])
    assert store.forget(time.time() - 60) == 0
    assert store.forget(time.time() + 60) == 1
    assert await store.retrieve("c") is None
    assert store.answered("c:1") is None
    assert not store.is_erased("gone")
