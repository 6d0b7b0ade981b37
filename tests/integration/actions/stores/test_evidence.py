from actions.services.ports import Begin
from actions.testing import MORNING
from tests.integration.actions.stores.kept import LATER, ids, photo


async def test_evidence_is_kept_listed_and_deleted_by_step(begin: Begin) -> None:
    case_id = ids()
    selfie, document = photo(case_id), photo(case_id, "document", "document")
    async with begin() as work:
        await work.vault.put(selfie, b"sealed selfie")
        await work.vault.put(document, b"sealed document")
    async with begin() as work:
        assert sorted(e.kind for e in await work.vault.of(case_id)) == ["document", "selfie"]
        assert await work.vault.sealed(selfie.evidence_id) == b"sealed selfie"
        assert await work.vault.delete(case_id, ("selfie",)) == 1
        assert await work.vault.of(case_id) == [document]
        assert await work.vault.sealed(selfie.evidence_id) is None


async def test_everything_of_a_case_goes_with_its_key(begin: Begin) -> None:
    case_id = ids()
    async with begin() as work:
        await work.vault.put_key(case_id, b"first")
        assert not await work.vault.change_key(case_id, b"another", b"second")
        assert await work.vault.change_key(case_id, b"first", b"second")
        await work.vault.put(photo(case_id), b"sealed")
        assert await work.vault.key_of(case_id) == b"second"
        assert (await work.vault.keys())[case_id] == b"second"
        assert await work.vault.delete_all(case_id) == 1
        assert not await work.vault.change_key(case_id, b"second", b"third")
        assert await work.vault.key_of(case_id) is None
        assert await work.vault.of(case_id) == []


async def test_evidence_is_deleted_when_it_is_due(begin: Begin) -> None:
    case_id = ids()
    selfie, name = photo(case_id), photo(case_id, "details", "details.name")
    async with begin() as work:
        await work.vault.put(selfie, b"1")
        await work.vault.put(name, b"2")
        await work.vault.keep_until(case_id, frozenset({"details"}), LATER)
        assert await work.vault.delete_due(MORNING, 10) == []
        assert [e.evidence_id for e in await work.vault.delete_due(LATER, 10)] == [name.evidence_id]
        assert await work.vault.of(case_id) == [selfie]
        await work.vault.keep_until(case_id, frozenset({"selfie", "document"}), MORNING)
        await work.vault.keep_until(case_id, frozenset({"selfie"}), None)
        assert await work.vault.delete_due(LATER, 10) == []


async def test_a_vault_is_erased_but_for_what_is_kept(begin: Begin) -> None:
    case_id = ids()
    async with begin() as work:
        await work.vault.put_key(case_id, b"key")
        for kind in ("details.name", "details.phone", "document", "selfie"):
            await work.vault.put(photo(case_id, kind=kind), b"sealed")
        assert await work.vault.erase(case_id, frozenset({"details", "document"})) == 1
        assert await work.vault.key_of(case_id) == b"key"
        assert await work.vault.erase(case_id, frozenset({"document"})) == 2
        assert [each.kind for each in await work.vault.of(case_id)] == ["document"]
        assert await work.vault.erase(case_id, frozenset()) == 1
        assert await work.vault.key_of(case_id) is None
