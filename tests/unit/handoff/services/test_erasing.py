"""One customer is erased through all three programs."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from handoff.domain.erasure import is_genuine
from handoff.domain.errors import NotFound, Refused
from handoff.domain.subject import Subject
from handoff.services.case_events import apply_case_event
from handoff.services.desk import hand_back
from handoff.services.erasing import carry_on, carry_on_due
from handoff.services.request_person import request_person
from tests.unit.handoff.services.erasing import LAW, SECRET, Programs, case_event, erase, everything, known
from tests.unit.handoff.services.town import Town, staff


async def test_r21_nothing_is_left_but_that_somebody_was_erased() -> None:
    town, programs = Town(), Programs()
    chat = await known(town)
    erasure = await erase(town, programs)
    assert erasure.state == "closed"
    assert programs.asked == [("bot", (chat,)), ("actions", ("kim",))]
    for trace in ("hong-4711", "'kim'", "Kim", "secret", f"'{chat}'"):
        assert trace not in everything(town), trace
    async with town.begin() as work:
        actions = [(entry.action, entry.outcome) for entry in await work.audit.latest(10)]
    assert ("customer_erased", "asked") in actions
    assert ("customer_erased", "done") in actions
    assert programs.rewritten == 1


async def test_the_funnel_still_counts_and_nobody_can_tell_whom() -> None:
    town = Town()
    await known(town)
    async with town.begin() as work:
        before = await work.step_events.counts()
    await erase(town, Programs())
    async with town.begin() as work:
        assert await work.step_events.counts() == before
    [event] = town.memory.tables["step_events"].values()
    assert (event.at.hour, event.at.minute, event.case_id == "case-1") == (0, 0, False)


async def test_r21_the_proof_says_what_went_where_and_names_nobody() -> None:
    town = Town()
    await known(town)
    report = (await erase(town, Programs())).report
    assert report is not None
    assert report["programs"]["handoff"]["deleted"]["staff_entries"] == 1
    assert report["programs"]["bot"] == {
        "state": "done",
        "done_at": "2026-03-01T09:00:00Z",
        "deleted": {"trackers": 1, "turns": 2},
    }
    assert report["programs"]["actions"]["deleted"] == {"cases": 2, "evidence": 6}
    assert (report["state"], report["by"], report["reason"]) == ("closed", "omid", "customer_asked")
    for trace in ("hong-4711", "kim", "case-1"):
        assert trace not in json.dumps(report)


async def test_a_proof_that_was_changed_is_found_out() -> None:
    town = Town()
    await known(town)
    report = (await erase(town, Programs())).report
    assert report is not None
    assert is_genuine(json.loads(json.dumps(report)), SECRET)
    assert not is_genuine({**report, "state": "kept"}, SECRET)
    assert not is_genuine(report, "another secret")
    assert not is_genuine({"v": 1}, SECRET)


@pytest.mark.parametrize("down", ["bot", "actions"])
async def test_a_program_that_is_down_keeps_nobody_waiting_and_is_asked_again(down: str) -> None:
    town = Town()
    programs = Programs(bot_is_down=down == "bot", actions_are_down=down == "actions")
    await known(town)
    erasure = await erase(town, programs)
    assert (erasure.state, erasure.pending) == ("open", (down,))
    assert erasure.report is not None
    assert erasure.report["programs"][down]["state"] == "waiting"
    assert {name for name, _ in programs.asked} == {"bot", "actions"}
    eraser = programs.eraser(town)
    assert await carry_on_due(eraser) == 0  # not at once
    programs.bot_is_down = programs.actions_are_down = False
    programs.asked.clear()
    town.later(5)
    assert await carry_on_due(eraser) == 1
    assert [name for name, _ in programs.asked] == [down]  # who has done it is not asked again
    async with town.begin() as work:
        found = await work.erasures.get(erasure.id)
    assert found is not None
    assert found.state == "closed"
    assert "hong-4711" not in everything(town)


async def test_nothing_is_called_done_before_the_file_is_written_anew() -> None:
    town, programs = Town(), Programs(disk_is_full=True)
    await known(town)
    erasure = await erase(town, programs)
    assert erasure.state == "open"
    assert "customer_erased done" not in deeds(town)
    programs.disk_is_full = False
    town.later(120)
    assert await carry_on_due(programs.eraser(town)) == 1
    async with town.begin() as work:
        found = await work.erasures.get(erasure.id)
    assert found is not None
    assert (found.state, programs.rewritten) == ("closed", 1)
    assert deeds(town).count("customer_erased done") == 1


async def test_the_file_is_not_written_anew_for_a_look_that_deletes_nothing() -> None:
    town, programs = Town(), Programs(kept=[LAW])
    await known(town)
    await erase(town, programs)
    for _ in range(3):
        town.later(24 * 3600)
        assert await carry_on_due(programs.eraser(town)) == 1
    assert programs.rewritten == 1
    programs.kept = ()
    town.later(24 * 3600)
    await carry_on_due(programs.eraser(town))
    assert programs.rewritten == 2


def deeds(town: Town) -> list[str]:
    return [f"{entry.action} {entry.outcome}" for entry in town.memory.tables["audit"].values()]


async def test_pauses_grow_while_a_program_stays_away() -> None:
    town, programs = Town(), Programs(bot_is_down=True)
    await known(town)
    erasure = await erase(town, programs)
    waits = []
    for _ in range(7):
        waits.append((erasure.due_at - town.now).total_seconds())
        town.now = erasure.due_at
        erasure = await carry_on(programs.eraser(town), erasure)
    assert waits == [5, 15, 60, 300, 900, 3600, 3600]


async def test_r21_what_a_law_keeps_is_told_and_looked_at_again_until_it_is_gone() -> None:
    town, programs = Town(), Programs(kept=[LAW])
    await known(town)
    erasure = await erase(town, programs)
    assert erasure.state == "kept"
    assert erasure.references == ("customer:hong-4711",)  # whose record it is must be known
    assert erasure.report is not None
    assert erasure.report["kept"] == [{name: value for name, value in LAW.items() if name != "case_id"}]
    eraser = programs.eraser(town)
    town.now += timedelta(days=1)
    assert await carry_on_due(eraser) == 1
    programs.kept = ()
    town.now += timedelta(days=1)
    await carry_on_due(eraser)
    async with town.begin() as work:
        found = await work.erasures.get(erasure.id)
    assert found is not None
    assert (found.state, found.references, found.customer_ids, found.case_ids) == ("closed", (), (), ())
    town.now += timedelta(days=2)
    assert await carry_on_due(eraser) == 0


async def test_a_vendor_that_has_not_confirmed_keeps_the_erasure_open() -> None:
    asked = {"vendor": "stripe", "state": "asked", "asked_at": "2026-03-01T09:00:00Z", "done_at": None}
    town, programs = Town(), Programs(vendors=[asked])
    await known(town)
    erasure = await erase(town, programs)
    assert (erasure.state, erasure.pending) == ("open", ("actions",))
    programs.vendors = [{**asked, "state": "done", "done_at": "2026-03-02T09:00:00Z"}]
    erasure = await carry_on(programs.eraser(town), erasure)
    assert erasure.state == "closed"
    assert erasure.report is not None
    assert erasure.report["vendors"] == programs.vendors


async def test_an_installation_of_the_customer_goes_with_what_was_said_on_it() -> None:
    town, programs = Town(), Programs()
    await known(town)
    own = Subject("installation", "app-7", "on-the-phone", town.now, linked_to="hong-4711")
    other = Subject("installation", "app-8", "somebody", town.now)
    async with town.begin() as work:
        await work.subjects.add(own)
        await work.subjects.add(other)
    before = await town.opened("on-the-phone")
    elsewhere = await town.opened("somebody")
    await erase(town, programs)
    assert before not in everything(town)
    assert "app-7" not in everything(town)
    assert (await town.conversation(elsewhere)).customer_id == "somebody"


async def test_an_installation_alone_can_be_named_but_not_another_customers() -> None:
    town, programs = Town(), Programs()
    async with town.begin() as work:
        await work.subjects.add(Subject("installation", "app-1", "a", town.now))
        await work.subjects.add(Subject("installation", "app-2", "b", town.now, linked_to="lee"))
    chat = await town.opened("a")
    with pytest.raises(Refused, match="linked_to_another"):
        await erase(town, programs, installation="app-2")
    await erase(town, programs, installation="app-1")
    assert chat not in everything(town)


async def test_whom_nobody_knows_cannot_be_erased() -> None:
    with pytest.raises(NotFound):
        await erase(Town(), Programs())


async def test_a_program_that_knows_nothing_need_not_be_up() -> None:
    town, programs = Town(), Programs(bot_is_down=True)
    async with town.begin() as work:
        await work.subjects.add(Subject("customer", "never-wrote", "quiet", town.now))
    assert (await erase(town, programs, customer="never-wrote")).state == "closed"
    assert [name for name, _ in programs.asked] == ["actions"]


async def test_the_desk_is_told_that_nobody_waits_there_any_more() -> None:
    town, programs = Town(), Programs()
    chat = await known(town)
    handoff = (await town.conversation(chat)).handoff_id
    await hand_back(town.begin, staff("sora"), chat, "resolved", "secret words", town.now)
    await request_person(town.begin, chat, "customer_asked", "general", town.now, town.new_id)
    waiting = (await town.conversation(chat)).handoff_id
    assert waiting not in (None, handoff)
    await erase(town, programs)
    assert {"removed": waiting} in [event.body for event in town.memory.events]
    assert "secret" not in everything(town)


async def test_r21_what_the_bank_asks_of_a_case_goes_through_all_programs() -> None:
    town, programs = Town(), Programs()
    chat = await known(town)
    asked = replace_name(case_event("kim"), "erasure_asked")
    assert await apply_case_event(town.begin, asked, town.now, town.new_id)
    assert not await apply_case_event(town.begin, asked, town.now, town.new_id)
    assert chat not in repr(town.memory.tables["conversations"])
    assert await carry_on_due(programs.eraser(town)) == 1
    [erasure] = town.memory.tables["erasures"].values()
    assert (erasure.state, erasure.by, erasure.reason) == ("closed", "bank", "bank_asked")
    assert "hong-4711" not in everything(town)


async def test_r21_what_the_bank_asks_of_a_case_reaches_what_was_said_on_the_customers_other_installations() -> None:
    town, programs = Town(), Programs()
    await known(town)
    async with town.begin() as work:
        own = Subject("installation", "app-7", "on-the-phone", town.now, linked_to="hong-4711")
        await work.subjects.add(own)
    before = await town.opened("on-the-phone")
    asked = replace_name(case_event("kim"), "erasure_asked")
    await apply_case_event(town.begin, asked, town.now, town.new_id)
    await carry_on_due(programs.eraser(town))
    assert not [left for left in (before, "app-7", "on-the-phone") if left in everything(town)]


def replace_name(event: dict[str, Any], name: str) -> dict[str, Any]:
    return event | {"name": name, "event_id": f"e-{name}"}


async def test_two_who_carry_on_at_once_do_not_do_the_same() -> None:
    town, programs = Town(), Programs(bot_is_down=True)
    await known(town)
    await erase(town, programs)
    town.later(60)
    async with town.begin() as work:
        first = await work.erasures.take_due(town.now, town.now + timedelta(minutes=2), 5)
        second = await work.erasures.take_due(town.now, town.now + timedelta(minutes=2), 5)
    assert (len(first), len(second)) == (1, 0)
    assert replace(first[0], due_at=town.now).pending == ("bot",)
