"""Looks at values and photos: with a reason, written down, for a minute, for one person and one thing."""

from dataclasses import replace

import pytest

from actions.services.customers import withdraw_consent
from actions.services.means import Means, ReviewTerms
from actions.services.reveal import Revealed, Wanted, ask_to_see, show
from actions.services.review import get_case_detail
from actions.verification.errors import CaseRefuses, Forbidden, NotFound, Refused
from tests.unit.actions.examples import AGENT, CUSTOMER, DETAILS, REVIEWER, Bench, to_review

NUMBER = Wanted("passport_number")


async def look(means: Means, case_id: str, wanted: Wanted = NUMBER) -> Revealed:
    await ask_to_see(means, REVIEWER, case_id, wanted)
    return await show(means, REVIEWER, case_id, wanted)


async def test_a_look_is_written_down_with_who_and_why() -> None:
    bench = Bench()
    case_id = await to_review(bench)
    shown = await look(bench.means, case_id)
    assert (shown.plain.decode(), shown.seconds) == (DETAILS["passport_number"], 60)
    entry = bench.store.memory.history[-1]
    assert (entry.name, entry.subject, entry.actor_id, entry.role, entry.why) == (
        "revealed",
        "passport_number",
        "staff-1",
        "reviewer",
        "compared with the ID",
    )


async def test_a_photo_is_shown_as_it_was_sent() -> None:
    bench = Bench()
    case_id = await to_review(bench)
    detail = await get_case_detail(bench.means, REVIEWER, case_id, "en")
    shown = await look(bench.means, case_id, Wanted(evidence_id=detail["evidence"][0]["evidence_id"]))
    assert (shown.media_type, shown.plain) == ("image/jpeg", b"photo")
    assert "photo" not in repr(shown)


async def test_a_look_is_over_after_its_time_and_needs_a_reason_again() -> None:
    bench = Bench()
    case_id = await to_review(bench)
    await look(bench.means, case_id)
    bench.clock.forward(seconds=59)
    assert (await show(bench.means, REVIEWER, case_id, NUMBER)).seconds == 1
    bench.clock.forward(seconds=1)
    with pytest.raises(Refused, match="reveal_over"):
        await show(bench.means, REVIEWER, case_id, NUMBER)
    assert (await look(bench.means, case_id)).seconds == 60


async def test_a_look_is_for_one_person_and_one_thing() -> None:
    bench = Bench()
    case_id = await to_review(bench)
    await look(bench.means, case_id)
    with pytest.raises(Refused, match="reveal_over"):
        await show(bench.means, replace(REVIEWER, id="staff-9"), case_id, NUMBER)
    with pytest.raises(Refused, match="reveal_over"):
        await show(bench.means, REVIEWER, case_id, Wanted("name"))


def test_one_look_shows_one_thing() -> None:
    """Or a photo could be seen by a look that was written down for a name."""
    for field, evidence_id in (("name", "id-007"), (None, None)):
        with pytest.raises(Refused, match="invalid_payload"):
            Wanted(field, evidence_id)


async def test_without_permission_or_reason_nothing_is_shown() -> None:
    bench = Bench()
    case_id = await to_review(bench)
    looks = len(bench.store.memory.history)
    with pytest.raises(Forbidden):
        await ask_to_see(bench.means, AGENT, case_id, Wanted("name"))
    with pytest.raises(Refused, match="reason_missing"):
        await ask_to_see(bench.means, replace(REVIEWER, why=None), case_id, Wanted("name"))
    with pytest.raises(NotFound):
        await ask_to_see(bench.means, REVIEWER, case_id, Wanted("religion"))
    assert len(bench.store.memory.history) == looks


async def test_one_look_too_many_within_an_hour_is_refused_and_written_down() -> None:
    bench = Bench()
    case_id = await to_review(bench)
    few = replace(bench.means, review=ReviewTerms(reveals=2))
    for wanted in (NUMBER, Wanted("name")):
        await ask_to_see(few, REVIEWER, case_id, wanted)
    with pytest.raises(Refused, match="reveal_limit"):
        await ask_to_see(few, REVIEWER, case_id, Wanted("phone"))
    entry = bench.store.memory.history[-1]
    assert (entry.name, entry.subject, entry.actor_id) == ("reveal_refused", "phone", "staff-1")
    with pytest.raises(Refused, match="reveal_over"):
        await show(few, REVIEWER, case_id, Wanted("phone"))
    bench.clock.forward(hours=1, seconds=1)
    assert await ask_to_see(few, REVIEWER, case_id, Wanted("phone"))


async def test_what_has_been_deleted_is_said_to_be_deleted() -> None:
    bench = Bench()
    case_id = await to_review(bench)
    await ask_to_see(bench.means, REVIEWER, case_id, NUMBER)
    await withdraw_consent(bench.means, CUSTOMER, CUSTOMER.id, "personal_data", "en")
    for call in (ask_to_see, show):
        with pytest.raises(CaseRefuses) as refusal:
            await call(bench.means, REVIEWER, case_id, NUMBER)
        assert refusal.value.reason == "evidence_deleted"
