from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from handoff.domain.errors import IllegalTransition
from handoff.domain.handoff import TRANSITIONS, Handoff, State, priority_of
from handoff.domain.queue import eta_s

NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


def handoff(state: State) -> Handoff:
    return Handoff("h", "c", state, "customer_asked", "general", "ko", 0, NOW)


@pytest.mark.parametrize(("before", "after"), list(product(State, State)))
def test_a_handoff_goes_only_where_the_table_allows(before: State, after: State) -> None:
    if after in TRANSITIONS[before]:
        assert handoff(before).moved(after).state is after
    else:
        with pytest.raises(IllegalTransition):
            handoff(before).moved(after)


def test_what_is_over_is_over() -> None:
    assert [state for state in State if not handoff(state).is_open] == [State.ENDED, State.WITHDRAWN, State.EXPIRED]


def test_a_victim_of_fraud_goes_before_a_failed_step_and_that_before_the_rest() -> None:
    assert priority_of("phishing") > priority_of("step_failed") > priority_of("customer_asked")
    assert {priority_of(danger) for danger in ("self_harm", "phishing", "coercion")} == {priority_of("phishing")}
    careful = ("declined", "frustration", "vulnerable", "legal_request", "stuck")
    assert {priority_of(cause) for cause in careful} == {priority_of("step_failed")}


def claims(count: int, minutes_apart: int) -> list[datetime]:
    return [NOW - timedelta(minutes=minutes_apart * (number + 1)) for number in range(count)]


def test_no_time_is_promised_without_ground() -> None:
    assert eta_s(1, claims(2, 1), True, NOW) is None
    assert eta_s(1, claims(5, 1), False, NOW) is None
    assert eta_s(1, [NOW - timedelta(hours=2)] * 9, True, NOW) is None


def test_the_time_promised_follows_how_fast_people_were_claimed_lately() -> None:
    assert eta_s(1, claims(5, 2), True, NOW) == 120
    assert eta_s(3, claims(5, 2), True, NOW) == 360
