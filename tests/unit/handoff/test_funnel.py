from dataclasses import fields

from handoff.domain.message import StepEvent
from handoff.domain.step_count import StepCount
from handoff.services.funnel import as_text, funnel_table

COUNTS = [
    StepCount("selfie", "entered", "fa", None, events=9, cases=8),
    StepCount("selfie", "passed", "fa", None, events=4, cases=4),
    StepCount("selfie", "failed", "fa", "TOO_DARK", events=7, cases=6),
    StepCount("details", "entered", "ko", None, events=5, cases=5),
]


def test_counts_stand_in_a_row_for_each_step_language_and_reason() -> None:
    heading, *rows = funnel_table(COUNTS)
    assert heading == ("step", "language", "reason", "entered", "explained", "left", "resumed", "failed", "passed")
    assert rows == [
        ("details", "ko", "-", "5", "0", "0", "0", "0", "0"),
        ("selfie", "fa", "-", "9", "0", "0", "0", "0", "4"),
        ("selfie", "fa", "TOO_DARK", "0", "0", "0", "0", "7", "0"),
    ]


def test_r25_a_cell_of_fewer_cases_than_the_bank_says_is_not_shown() -> None:
    assert funnel_table(COUNTS, 5)[2][-1] == "<5"
    assert funnel_table(COUNTS, 5)[2][3] == "9"
    assert funnel_table(COUNTS, 9)[2][3] == "<9"


def test_r25_five_events_of_one_case_are_still_one_case() -> None:
    assert funnel_table([StepCount("selfie", "failed", "en", "BLURRED", events=5, cases=1)], 5)[1][7] == "<5"


def test_the_table_is_read_in_a_terminal() -> None:
    assert as_text(funnel_table([])).splitlines()[1] == "no step events yet"
    assert as_text(funnel_table(COUNTS)).splitlines()[1].startswith("details  ko")


def test_r25_the_funnel_knows_steps_and_no_customer() -> None:
    assert {field.name for field in fields(StepEvent)} == {
        *("id", "case_id", "step", "kind", "name", "reason", "language", "at"),
    }
    assert {field.name for field in fields(StepCount)} == {"step", "name", "language", "reason", "events", "cases"}
