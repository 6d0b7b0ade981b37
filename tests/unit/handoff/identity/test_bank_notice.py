from datetime import UTC, datetime, timedelta
from itertools import pairwise

from handoff.domain.bank_notice import GIVE_UP_AFTER, LONGEST_WAIT, BankNotice

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
NOTICE = BankNotice("n", "c", "u", NOW, NOW)


def test_each_failure_waits_twice_as_long_up_to_an_hour() -> None:
    notice, waits = NOTICE, []
    for _ in range(100):
        notice = notice.failed(NOW)
        waits.append(notice.due_at - NOW)
    assert all(later == min(2 * before, LONGEST_WAIT) for before, later in pairwise(waits))
    assert waits[-1] == LONGEST_WAIT


def test_a_notice_becomes_hopeless_after_three_days() -> None:
    assert not NOTICE.is_hopeless(NOW + GIVE_UP_AFTER)
    assert NOTICE.is_hopeless(NOW + GIVE_UP_AFTER + timedelta(seconds=1))
