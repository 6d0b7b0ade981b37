"""From the bank's tokens to our customers, on the twin and on both databases."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from handoff.domain.errors import Refused
from handoff.domain.ids import new_id
from handoff.domain.subject import Claims, SubjectKind
from handoff.services.identity import find_customer, link_installation, names_of, recognise, resolve_customer
from handoff.services.ports import Begin

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


async def known(begin: Begin, external_id: str, kind: SubjectKind = "customer", installation: str | None = None) -> str:
    claims = Claims(kind, external_id, "Kim", "ko", NOW + timedelta(minutes=5), installation)
    return (await recognise(begin, claims, NOW, new_id)).customer_id


async def code_of_linking(begin: Begin, installation: str, customer: str) -> str:
    with pytest.raises(Refused) as refused:
        await link_installation(begin, installation, customer, NOW, new_id)
    return refused.value.code


async def test_the_same_subject_is_the_same_customer_and_the_id_says_nothing(begin: Begin) -> None:
    first = await known(begin, "kim")
    assert await known(begin, "kim") == first
    assert await known(begin, "lee") != first
    assert "kim" not in first


async def test_an_installation_and_a_customer_of_the_same_name_are_two(begin: Begin) -> None:
    assert await known(begin, "kim") != await known(begin, "kim", "installation")


async def test_a_customer_new_to_us_goes_on_with_the_conversation_of_the_installation(begin: Begin) -> None:
    before = await known(begin, "phone-1", "installation")
    assert await link_installation(begin, "phone-1", "kim", NOW, new_id) == before
    assert await known(begin, "kim") == before


async def test_each_link_and_each_that_was_refused_is_in_the_audit_without_the_banks_names(begin: Begin) -> None:
    phone = await known(begin, "phone-1", "installation")
    for _ in range(2):
        await link_installation(begin, "phone-1", "kim", NOW, new_id)
    await code_of_linking(begin, "phone-1", "lee")
    async with begin() as work:
        entries = await work.audit.latest(10)
    assert {(one.actor, one.action, one.subject) for one in entries} == {("service", "installation_linked", phone)}
    assert sorted(one.outcome for one in entries) == ["done", "linked_to_another"]
    assert "kim" not in str(entries)


async def test_linking_twice_is_linking_once(begin: Begin) -> None:
    await known(begin, "phone-1", "installation")
    first = await link_installation(begin, "phone-1", "kim", NOW, new_id)
    assert await link_installation(begin, "phone-1", "kim", NOW, new_id) == first
    assert await known(begin, "kim", installation="phone-1") == first


async def test_an_installation_never_belongs_to_two_customers(begin: Begin) -> None:
    await link_installation(begin, "phone-1", "kim", NOW, new_id)
    assert await code_of_linking(begin, "phone-1", "lee") == "linked_to_another"
    with pytest.raises(Refused, match="linked_to_another"):
        await known(begin, "lee", installation="phone-1")
    assert await known(begin, "lee") != await known(begin, "kim")


async def test_a_refused_link_leaves_nothing_behind(begin: Begin) -> None:
    await link_installation(begin, "phone-1", "kim", NOW, new_id)
    await code_of_linking(begin, "phone-1", "lee")
    async with begin() as work:
        assert await work.subjects.find("customer", "lee") is None


async def test_a_linked_installation_no_longer_opens_the_conversation_by_itself(begin: Begin) -> None:
    await known(begin, "phone-1", "installation")
    await link_installation(begin, "phone-1", "kim", NOW, new_id)
    with pytest.raises(Refused, match="sign_in"):
        await known(begin, "phone-1", "installation")


async def test_a_customer_known_before_keeps_their_own_conversation(begin: Begin) -> None:
    own = await known(begin, "kim")
    await known(begin, "phone-1", "installation")
    assert await link_installation(begin, "phone-1", "kim", NOW, new_id) == own
    assert await known(begin, "kim", installation="phone-1") == own


async def test_two_telephones_may_belong_to_one_customer(begin: Begin) -> None:
    first = await link_installation(begin, "phone-1", "kim", NOW, new_id)
    assert await link_installation(begin, "phone-2", "kim", NOW, new_id) == first


async def test_of_two_customers_who_link_at_once_one_wins(begin: Begin) -> None:
    await known(begin, "phone-1", "installation")
    tries = [link_installation(begin, "phone-1", f"customer-{n}", NOW, new_id) for n in range(6)]
    results = await asyncio.gather(*tries, return_exceptions=True)
    refused = [result for result in results if isinstance(result, Refused)]
    assert len(refused) == 5
    assert {each.code for each in refused} == {"linked_to_another"}


async def test_one_subject_that_arrives_many_times_at_once_is_one_customer(begin: Begin) -> None:
    assert len(set(await asyncio.gather(*(known(begin, "kim") for _ in range(8))))) == 1


async def test_whom_the_bank_names_first_is_the_customer_who_comes_later(begin: Begin) -> None:
    assert await find_customer(begin, "customer", "kim") is None
    named = await resolve_customer(begin, "customer", "kim", NOW, new_id)
    assert await known(begin, "kim") == named
    assert await resolve_customer(begin, "customer", "kim", NOW, new_id) == named
    assert await find_customer(begin, "customer", "kim") == named


async def test_a_linked_installation_means_its_customer(begin: Begin) -> None:
    kim = await known(begin, "kim")
    phone = await known(begin, "phone-1", "installation")
    assert await link_installation(begin, "phone-1", "kim", NOW, new_id) == kim
    assert await resolve_customer(begin, "installation", "phone-1", NOW, new_id) == kim
    assert phone != kim


async def test_the_bank_knows_a_customer_by_their_own_name_rather_than_by_a_telephone(begin: Begin) -> None:
    one = await known(begin, "phone-1", "installation")
    two = await known(begin, "phone-2", "installation")
    await link_installation(begin, "phone-1", "kim", NOW, new_id)
    names = await names_of(begin, [one, two, "nobody"])
    assert {customer: (name.kind, name.external_id) for customer, name in names.items()} == {
        one: ("customer", "kim"),
        two: ("installation", "phone-2"),
    }
    assert await names_of(begin, []) == {}
