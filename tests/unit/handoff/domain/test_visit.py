from datetime import UTC, datetime, timedelta

from handoff.domain.visit import Visit

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
VISIT = Visit("v", "case", "kim", "dara", "Dara", "code", NOW, NOW + timedelta(minutes=30))


def test_the_tablet_never_outlives_the_visit() -> None:
    late = NOW + timedelta(minutes=25)
    held = VISIT.handed_over("hash", late, timedelta(minutes=10))
    assert held.tablet_until == VISIT.expires_at
    assert held.is_with_customer(late)
    assert not held.is_with_customer(VISIT.expires_at)


def test_what_is_ended_is_open_to_nobody() -> None:
    held = VISIT.handed_over("hash", NOW, timedelta(minutes=10))
    for over in (held.ended(NOW), held.given_back()):
        assert not over.is_with_customer(NOW)
        assert over.tablet_hash is None
    assert not held.ended(NOW).is_open(NOW)
    assert held.given_back().is_open(NOW)
