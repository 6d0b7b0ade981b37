from dataclasses import replace
from itertools import product

import pytest

from actions.verification.errors import CaseRefuses
from actions.verification.status import ENDED, OPEN, TRANSITIONS, Status
from tests.unit.actions.examples import started


@pytest.mark.parametrize(("before", "after"), list(product(Status, Status)))
def test_a_case_goes_only_where_the_table_says(before: Status, after: Status) -> None:
    case = replace(started(), status=before)
    if after in TRANSITIONS[before]:
        assert case.to(after).status is after
    else:
        with pytest.raises(CaseRefuses, match="case_refuses"):
            case.to(after)


def test_only_a_review_or_checks_that_have_run_lead_to_an_approval() -> None:
    before = {status for status in Status if Status.APPROVED in TRANSITIONS[status]}
    assert before == {Status.IN_REVIEW, Status.PROCESSING}


def test_what_has_ended_opens_again_only_when_a_person_looks_again() -> None:
    ways = [(b, a) for b, a in product(ENDED, OPEN) if a in TRANSITIONS[b]]
    assert set(ways) == {
        (Status.APPROVED, Status.IN_REVIEW),
        (Status.DECLINED, Status.IN_REVIEW),
        (Status.DECLINED, Status.RESUBMISSION_REQUESTED),
    }


def test_every_status_can_be_reached_from_the_first() -> None:
    reached, border = {Status.CREATED}, [Status.CREATED]
    while border:
        border = [status for status in set().union(*(TRANSITIONS[b] for b in border)) if status not in reached]
        reached.update(border)
    assert reached == set(Status)
