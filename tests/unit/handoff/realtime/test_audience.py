from typing import get_args

import pytest

from handoff.domain.errors import Refused
from handoff.domain.events import DESK, Event, EventName
from handoff.realtime.audience import AGENT, CUSTOMER, RASA, audience
from handoff.realtime.limits import Limiter

SECRET = "only-for-staff"
BODIES = {
    "message": {"message": {"v": 1, "seq": 1, "kind": "text", "body": {"text": "hi"}, "staff": {"intent": SECRET}}},
    "staff": {"entry": {"number": 1, "text": SECRET}},
    "owner": {"owner": {"kind": "agent", "id": SECRET, "name": "Sora"}, "epoch": 2},
    "handoff": {"handoff": {"state": "waiting", "position": 1, "summary": SECRET, "trigger": SECRET}},
    "journey": {"journey": {"steps": []}},
    "receipt": {"reader": "agent", "seq": 3},
    "queue": {"item": {"customer_name": SECRET}},
    "presence": {"items": [SECRET]},
}


@pytest.mark.parametrize("name", get_args(EventName))
def test_what_is_for_staff_goes_to_staff_alone(name: EventName) -> None:
    stream = DESK if name in ("queue", "presence") else "c1"
    for delivery in audience(Event(name, stream, BODIES[name])):
        if delivery.namespace in (CUSTOMER, RASA):
            assert SECRET not in repr(delivery.payload)
        else:
            assert delivery.namespace == AGENT


def test_the_staff_thread_goes_to_the_desk_and_nowhere_else() -> None:
    assert [one.namespace for one in audience(Event("staff", "c1", BODIES["staff"]))] == [AGENT]


def test_a_message_reaches_all_three_lines_in_the_room_of_its_conversation() -> None:
    deliveries = audience(Event("message", "c1", BODIES["message"]))
    assert {one.namespace for one in deliveries} == {CUSTOMER, RASA, AGENT}
    assert {one.room for one in deliveries} == {"conversation:c1"}


def test_a_bucket_empties_and_fills_again() -> None:
    time = [0.0]
    limiter = Limiter(per_minute=60, burst=2, clock=lambda: time[0])
    limiter.spend("kim")
    limiter.spend("kim")
    with pytest.raises(Refused):
        limiter.spend("kim")
    limiter.spend("lee")
    time[0] = 1.0
    limiter.spend("kim")
