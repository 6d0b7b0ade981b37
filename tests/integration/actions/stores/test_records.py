from dataclasses import replace

from actions.services.erasure_ports import ErasedCase
from actions.services.ports import Begin, HistoryEntry, LedgerEntry
from actions.services.tokens import ServiceToken
from actions.testing import MORNING
from tests.integration.actions.stores.kept import LATER, ids


async def test_history_and_ledger_keep_their_order(begin: Begin) -> None:
    name = ids()
    entries = [HistoryEntry(name, n, "step_passed", MORNING, "staff", "s", why="because", step="x") for n in (1, 2)]
    look = HistoryEntry(f"{name}-looked-at", 3, "revealed", MORNING, "staff", f"actor-{name}")
    given = LedgerEntry(name, name, "biometrics", True, False, "consent", "r", "h", "en", MORNING)
    async with begin() as work:
        for entry in entries:
            await work.history.append(entry)
        await work.history.append(look)
        await work.ledger.append(given)
        await work.ledger.append(replace(given, given=False, withdrawn=True, at=LATER))
    async with begin() as work:
        assert await work.history.of(name) == entries
        assert await work.history.count_by("s", "step_passed", LATER) == 0
        assert await work.history.count_by(f"actor-{name}", "revealed", MORNING) == 1
        assert [entry.withdrawn for entry in await work.ledger.of(name)] == [False, True]
        assert (await work.ledger.of(name))[0] == given
        assert await work.ledger.of("nobody") == []


async def test_a_service_token_comes_back_by_its_key_and_its_name_is_used_once(begin: Begin) -> None:
    name, key = f"token-{ids()}", f"key-{ids()}"
    token = ServiceToken(name, key, "hash", frozenset({"cases:read", "cases:cancel"}), MORNING)
    used = replace(token, revoked_at=LATER, used_on=MORNING.date())
    async with begin() as work:
        assert await work.service_tokens.add(token)
        assert not await work.service_tokens.add(replace(token, key_id=f"key-{ids()}"))
    async with begin() as work:
        assert await work.service_tokens.of_key(key) == token
        assert await work.service_tokens.of_key("nothing") is None
        await work.service_tokens.save(used)
    async with begin() as work:
        assert used in await work.service_tokens.all()


async def test_a_history_forgets_whose_it_was_and_what_was_written_about_it(begin: Begin) -> None:
    name = ids()
    entries = [
        HistoryEntry(name, 1, "step_passed", MORNING, "customer", "kim", "Kim", turn_id="c:1"),
        HistoryEntry(name, 2, "revealed", MORNING, "staff", "juno", "Juno", why="she called", subject="name"),
        HistoryEntry(name, 3, "purged", MORNING, "system", "actions"),
        HistoryEntry(f"{name}-another", 1, "step_passed", MORNING, "customer", "kim", why="stays"),
    ]
    async with begin() as work:
        for entry in entries:
            await work.history.append(entry)
    async with begin() as work:
        assert await work.history.forget_words(name, "kim") == 2
        assert await work.history.forget_words(name, "kim") == 0
        assert await work.history.of(name) == [
            replace(entries[0], actor_id="erased", actor_name=None, turn_id=None),
            replace(entries[1], why=None),
            entries[2],
        ]
        assert await work.history.of(f"{name}-another") == [entries[3]]


async def test_a_ledger_goes_with_its_case_alone(begin: Begin) -> None:
    customer, one, two = ids(), ids(), ids()
    async with begin() as work:
        for case_id in (one, one, two):
            entry = LedgerEntry(customer, case_id, "biometrics", True, False, "consent", "r", "h", "en", MORNING)
            await work.ledger.append(entry)
        assert await work.ledger.delete_of(one) == 2
        assert [entry.case_id for entry in await work.ledger.of(customer)] == [two]


async def test_that_a_case_was_erased_is_known_until_that_is_forgotten_too(begin: Begin) -> None:
    one, two, erasure = ids(), ids(), ids()
    async with begin() as work:
        await work.erasures.add(ErasedCase(one, MORNING, {"evidence": 3}))
        await work.erasures.add(ErasedCase(one, LATER, {"evidence": 1, "consents": 2}, erasure))
        await work.erasures.add(ErasedCase(two, MORNING, {"evidence": 1}))
    async with begin() as work:
        together = ErasedCase(one, LATER, {"evidence": 4, "consents": 2}, erasure)
        assert await work.erasures.of(erasure, ()) == [together]
        assert [each.case_id for each in await work.erasures.of("", (one, two))] == sorted((one, two))
        assert await work.erasures.forget_before(LATER) >= 1
        assert await work.erasures.of("", (one, two)) == [together]
