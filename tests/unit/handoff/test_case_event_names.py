"""One name that the front door does not know would hold up every later event of its case."""

from typing import get_args

from actions.services.record import SILENT
from actions.verification.case import EventName
from handoff.http.case_events import CaseEvent


def test_the_front_door_takes_every_event_that_actions_sends() -> None:
    assert set(get_args(CaseEvent.model_fields["name"].annotation)) == set(EventName) - SILENT
