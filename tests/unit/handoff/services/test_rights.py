import pytest

from handoff.domain.errors import NotFound
from handoff.services.rights import ask_for_deletion
from tests.unit.handoff.services.town import Town


async def test_r21_a_wish_for_deletion_is_a_ticket_for_a_person() -> None:
    town = Town()
    chat = await town.opened()
    view = await ask_for_deletion(town.begin, "kim", town.now, town.new_id)
    assert view is not None
    [ticket] = town.memory.tables["handoffs"].values()
    assert (ticket.trigger, ticket.topic, ticket.state, ticket.priority) == (
        "legal_request",
        "data_deletion",
        "waiting",
        1,
    )
    assert (await town.said(chat))[-1] == "handoff_requested"


async def test_asking_twice_makes_one_ticket() -> None:
    town = Town()
    await town.opened()
    for _ in range(2):
        await ask_for_deletion(town.begin, "kim", town.now, town.new_id)
    assert len(town.memory.tables["handoffs"]) == 1


async def test_who_has_never_been_here_has_nothing_to_delete() -> None:
    town = Town()
    with pytest.raises(NotFound):
        await ask_for_deletion(town.begin, "nobody", town.now, town.new_id)
