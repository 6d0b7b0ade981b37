import jsonschema
import pytest
from components.speed import speed_up
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.events import Event, SlotSet


@pytest.fixture(autouse=True)
def stock_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(RemoteAction, "_validate_action_result", RemoteAction._validate_action_result)
    monkeypatch.setattr(Event, "resolve_by_type", staticmethod(Event.resolve_by_type))
    speed_up()


def test_an_answer_of_the_action_server_is_still_checked() -> None:
    action = RemoteAction("action_x", None)
    assert action._validate_action_result({"events": [], "responses": []})
    with pytest.raises(jsonschema.ValidationError):
        action._validate_action_result({"events": [{"event": "slot"}], "responses": "none"})


def test_events_are_still_found_by_their_type() -> None:
    assert Event.resolve_by_type("slot") is SlotSet
    assert Event.resolve_by_type("topic") is None
    assert Event.resolve_by_type("unknown", SlotSet) is SlotSet
    with pytest.raises(ValueError, match="unknown"):
        Event.resolve_by_type("unknown")
