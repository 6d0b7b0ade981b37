from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.verification.status import ENDED, Status
from actions.verification.vendor_events import DECISIONS, Heard, VendorEvent, Verdict, hear

START = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def event(status: Status | None, minute: int, event_id: str | None = None, **given: object) -> VendorEvent:
    name = event_id or f"{status}-{minute}"
    at = START + timedelta(minutes=minute)
    return VendorEvent(name, "a name", "ref-1", at, status, status in DECISIONS, **given)  # type: ignore[arg-type]  # any of its fields


def standing(*events: VendorEvent) -> Status | None:
    heard = Heard()
    for each in events:
        heard, _ = hear(heard, each)
    return heard.standing.status if heard.standing else None


def verdicts(*events: VendorEvent) -> list[Verdict]:
    heard, said = Heard(), []
    for each in events:
        heard, verdict = hear(heard, each)
        said.append(verdict)
    return said


def test_r53_what_the_vendor_says_is_followed() -> None:
    way = [Status.CREATED, Status.STARTED, Status.SUBMITTED, Status.PROCESSING, Status.APPROVED]
    events = [event(status, minute) for minute, status in enumerate(way)]
    assert verdicts(*events) == [Verdict.NEWS] * 5
    assert standing(*events) is Status.APPROVED


def test_r53_an_event_that_comes_twice_changes_nothing() -> None:
    first = event(Status.PROCESSING, 1)
    assert verdicts(first, first) == [Verdict.NEWS, Verdict.DUPLICATE]


def test_r53_an_event_with_a_known_id_is_a_duplicate_whatever_it_says() -> None:
    first = event(Status.DECLINED, 1, "evt_1")
    assert verdicts(first, event(Status.APPROVED, 2, "evt_1")) == [Verdict.NEWS, Verdict.DUPLICATE]
    assert standing(first, event(Status.APPROVED, 2, "evt_1")) is Status.DECLINED


def test_r53_an_older_event_that_comes_late_changes_nothing() -> None:
    assert verdicts(event(Status.APPROVED, 5), event(Status.PROCESSING, 4), event(Status.DECLINED, 3)) == [
        Verdict.NEWS,
        Verdict.NOTHING_NEW,
        Verdict.NOTHING_NEW,
    ]


def test_r53_an_unknown_kind_of_event_is_noted_and_changes_nothing() -> None:
    heard, _ = hear(Heard(), event(Status.PROCESSING, 1))
    after, verdict = hear(heard, event(None, 2, "evt_odd"))
    assert (verdict, after.standing) == (Verdict.UNKNOWN, heard.standing)
    assert hear(after, event(None, 2, "evt_odd"))[1] is Verdict.DUPLICATE


def test_r53_an_approval_is_taken_back_by_a_later_decision() -> None:
    assert standing(event(Status.APPROVED, 1), event(Status.DECLINED, 2)) is Status.DECLINED
    assert standing(event(Status.APPROVED, 1), event(Status.IN_REVIEW, 2)) is Status.IN_REVIEW
    assert standing(event(Status.DECLINED, 1), event(Status.APPROVED, 2)) is Status.APPROVED


@pytest.mark.parametrize("ended", sorted(ENDED))
@pytest.mark.parametrize("later", sorted(set(Status) - DECISIONS))
def test_r53_what_has_ended_is_not_reopened_by_anything_but_a_decision(ended: Status, later: Status) -> None:
    assert standing(event(ended, 1), event(later, 2)) is ended


def test_r54_a_status_that_was_not_understood_takes_no_decision_back() -> None:
    unknown = replace(event(Status.IN_REVIEW, 2), decided=False)
    assert standing(event(Status.DECLINED, 1), unknown) is Status.DECLINED
    assert standing(event(Status.PROCESSING, 1), unknown) is Status.IN_REVIEW


def test_r53_who_was_asked_to_hand_in_again_may_do_so() -> None:
    assert standing(event(Status.RESUBMISSION_REQUESTED, 1), event(Status.PROCESSING, 2)) is Status.PROCESSING


def test_r53_nothing_comes_after_redaction() -> None:
    assert standing(event(Status.REDACTED, 1), event(Status.APPROVED, 2)) is Status.REDACTED


def test_r53_of_two_decisions_of_one_moment_the_more_cautious_holds() -> None:
    approved, declined = event(Status.APPROVED, 1), event(Status.DECLINED, 1)
    assert standing(approved, declined) is standing(declined, approved) is Status.DECLINED


EVENTS = st.lists(
    st.builds(event, st.sampled_from([None, *Status]), st.integers(0, 3), st.sampled_from([None, "x", "y"])),
    max_size=8,
    unique_by=lambda each: each.event_id,
)


@given(EVENTS, st.data())
def test_r53_order_and_repetition_make_no_difference(events: list[VendorEvent], data: st.DataObject) -> None:
    again = data.draw(st.lists(st.sampled_from(events), max_size=4)) if events else []
    shuffled = data.draw(st.permutations(events + again))
    assert standing(*shuffled) == standing(*events)


@given(EVENTS)
def test_r53_nothing_stands_approved_that_was_not_decided(events: list[VendorEvent]) -> None:
    if standing(*events) is Status.APPROVED:
        assert any(each.decided and each.status is Status.APPROVED for each in events)
