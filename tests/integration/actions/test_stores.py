"""One contract for the twin, SQLite and PostgreSQL."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from actions.services.erasure_ports import ErasedCase
from actions.services.outgoing import DeadLetter
from actions.services.ports import Begin, CaseQuery, Evidence, HistoryEntry, LedgerEntry, OpenChallenge
from actions.services.tokens import ServiceToken
from actions.storage.database import create_begin, create_engine, migrate
from actions.testing import MORNING, Ids, Store
from actions.verification import commands
from actions.verification.case import Moved, Proposal, Terms
from actions.verification.codes import SentCode
from actions.verification.errors import CaseRefuses, Conflict
from actions.verification.findings import Finding, Outcome
from actions.verification.journey import Decide, Method, Rule
from actions.verification.liveness import Challenge, Move
from actions.verification.status import WITH_CUSTOMER, Status
from tests.unit.actions.examples import REQUIRED, decisions, start

LATER = MORNING + timedelta(hours=1)
ids = Ids()


@pytest.fixture(params=["twin", "sqlite", "postgres"])
async def begin(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Begin]:
    if request.param == "twin":
        yield Store().begin
        return
    sqlite = f"sqlite+aiosqlite:///{tmp_path / 'actions.db'}"
    engine = create_engine(sqlite if request.param == "sqlite" else request.getfixturevalue("postgres_url"))
    await migrate(engine)
    yield create_begin(engine)
    await engine.dispose()


def new_case(customer_id: str | None = None) -> Moved:
    name = ids()
    return start(f"case-{name}", customer_id or f"customer-{name}")


def consented(moved: Moved) -> Moved:
    return commands.give_consent(moved.case, "consent", decisions(), REQUIRED, LATER)


def photo(case_id: str, step: str = "selfie", kind: str = "selfie") -> Evidence:
    return Evidence(f"e-{ids()}", case_id, step, kind, "image/jpeg", 5, MORNING, ("file", "size"))


async def test_a_case_comes_back_as_it_was(begin: Begin) -> None:
    moved = new_case()
    async with begin() as work:
        await work.cases.add(moved.case)
    async with begin() as work:
        await work.cases.save(consented(moved))
    async with begin() as work:
        assert await work.cases.get(moved.case.case_id) == consented(moved).case
        assert await work.cases.latest_of(moved.case.customer_id) == consented(moved).case
        assert await work.cases.get("nothing") is None
        assert await work.cases.latest_of("nobody") is None


async def test_what_the_whole_case_is_held_to_comes_back_too(begin: Begin) -> None:
    plain = new_case().case
    found = Finding("face_match", Outcome.UNCLEAR, "builtin", None, 0.57, 0.5, simulated=True)
    id_copy = Method("id_copy", ("document",), ("id_authenticity",))
    full = replace(
        plain,
        steps=(replace(plain.steps[0], findings=(found,), failures=2), *plain.steps[1:]),
        terms=Terms(5, Decide.CHECKS, 2, (id_copy,), Rule(1, ("id_copy",))),
        proposal=Proposal("juno", "approved", None, LATER),
        automated=True,
        risk="high",
        reference=f"application {ids()}",
        review_since=LATER,
        review_asked=True,
    )
    async with begin() as work:
        await work.cases.add(full)
        assert await work.cases.open_as(str(full.reference)) == full
        assert await work.cases.open_as("another") is None
        assert await work.cases.get(full.case_id) == full


async def test_a_challenge_is_used_once_and_leaves_its_fingerprints(begin: Begin) -> None:
    case_id, moves = ids(), Challenge((Move.LEFT, Move.RIGHT))
    first, second = (OpenChallenge(f"challenge-{ids()}", case_id, "selfie", moves, LATER) for _ in range(2))
    async with begin() as work:
        await work.challenges.put(first)
        await work.challenges.put(second)
    async with begin() as work:
        assert await work.challenges.get(first.challenge_id) == first
        assert await work.challenges.use(first.challenge_id, b"sealed")
        assert not await work.challenges.use(first.challenge_id, b"again")
        assert await work.challenges.get(first.challenge_id) is None
        assert await work.challenges.seen(case_id) == [b"sealed"]
        assert not await work.challenges.use("nothing", None)
    async with begin() as work:
        await work.challenges.delete_of(case_id)
        assert await work.challenges.seen(case_id) == []
        assert await work.challenges.get(second.challenge_id) is None


async def test_of_a_step_the_newest_code_is_kept_and_goes_with_the_step_or_the_case(begin: Begin) -> None:
    case_id = ids()
    first = SentCode(case_id, "code", MORNING, LATER, 1, b"digest")
    second, other = replace(first, sends=2, digest=None), replace(first, step="transfer")
    async with begin() as work:
        await work.codes.put(first)
        await work.codes.put(other)
    async with begin() as work:
        assert await work.codes.get(case_id, "code") == first
        await work.codes.put(second)
        assert await work.codes.get(case_id, "code") == second
        await work.codes.delete(case_id, "code")
        assert await work.codes.get(case_id, "code") is None
        assert await work.codes.get(case_id, "transfer") == other
        await work.codes.delete(case_id)
        assert await work.codes.get(case_id, "transfer") is None


async def test_of_two_who_change_the_same_version_the_second_is_told(begin: Begin) -> None:
    moved = new_case()
    async with begin() as work:
        await work.cases.add(moved.case)
    async with begin() as work:
        await work.cases.save(consented(moved))
    with pytest.raises(Conflict):
        async with begin() as work:
            await work.cases.save(commands.cancel(moved.case, LATER))


async def test_a_customer_has_one_open_case_and_any_number_of_ended_ones(begin: Begin) -> None:
    first = new_case()
    async with begin() as work:
        await work.cases.add(first.case)
    with pytest.raises(Conflict):
        async with begin() as work:
            await work.cases.add(new_case(first.case.customer_id).case)
    async with begin() as work:
        await work.cases.save(commands.cancel(first.case, LATER))
    second = replace(new_case(first.case.customer_id).case, created_at=LATER)
    async with begin() as work:
        await work.cases.add(second)
        assert await work.cases.latest_of(first.case.customer_id) == second


async def test_an_ended_case_is_not_opened_again_beside_an_open_one(begin: Begin) -> None:
    declined = replace(new_case().case, status=Status.DECLINED, automated=True)
    second = new_case(declined.customer_id).case
    async with begin() as work:
        await work.cases.add(declined)
        await work.cases.add(second)
    with pytest.raises(CaseRefuses) as refusal:
        async with begin() as work:
            await work.cases.save(commands.ask_for_review(declined, LATER))
    assert refusal.value.reason == "case_open"


async def test_what_fails_halfway_leaves_nothing(begin: Begin) -> None:
    moved = new_case()

    async def fail_halfway() -> None:
        async with begin() as work:
            await work.cases.add(moved.case)
            await work.vault.put_key(moved.case.case_id, b"key")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await fail_halfway()
    async with begin() as work:
        assert await work.cases.get(moved.case.case_id) is None
        assert await work.vault.key_of(moved.case.case_id) is None


async def test_cases_are_found_by_status_and_by_age(begin: Begin) -> None:
    moved = new_case()
    journey = f"j-{ids()}"
    case = replace(moved.case, journey=journey)
    async with begin() as work:
        await work.cases.add(case)
        assert case in await work.cases.with_status(Status.STARTED, 1000)
        assert case not in await work.cases.with_status(Status.APPROVED, 1000)
        assert await work.cases.untouched_since(journey, WITH_CUSTOMER, LATER) == [case]
        assert await work.cases.untouched_since(journey, WITH_CUSTOMER, MORNING) == []
        assert await work.cases.untouched_since(journey, {Status.IN_REVIEW}, LATER) == []
        assert await work.cases.untouched_since("another", WITH_CUSTOMER, LATER) == []


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


async def test_a_command_is_answered_once(begin: Begin) -> None:
    key = ids()
    async with begin() as work:
        assert await work.answers.get(key) is None
        await work.answers.put(key, {"said": "예"}, MORNING)
    with pytest.raises(Conflict):
        async with begin() as work:
            await work.answers.put(key, {"said": "no"}, MORNING)
    async with begin() as work:
        assert await work.answers.get(key) == {"said": "예"}
        assert await work.answers.forget_before(MORNING) == 0
        assert await work.answers.forget_before(LATER) >= 1
        assert await work.answers.get(key) is None


async def test_the_outbox_gives_the_oldest_of_each_case_and_to_one_only(begin: Begin) -> None:
    one, two = f"a-{ids()}", f"b-{ids()}"
    async with begin() as work:
        for case_id, body in ((one, "1"), (one, "2"), (two, "3")):
            await work.outbox.append(case_id, body, MORNING)
    async with begin() as work:
        taken = await work.outbox.take(MORNING, LATER, 10)
        assert [(event.case_id, event.body, event.tries) for event in taken] == [(one, "1", 1), (two, "3", 1)]
    async with begin() as work:
        assert await work.outbox.take(MORNING, LATER, 10) == []
        await work.outbox.delivered(taken[0].number, MORNING)
        await work.outbox.postpone(taken[1].number, MORNING)
    async with begin() as work:
        again = await work.outbox.take(MORNING, LATER, 10)
        assert [(event.body, event.tries) for event in again] == [("2", 1), ("3", 2)]
        for event in again:
            await work.outbox.delivered(event.number, MORNING)
    async with begin() as work:
        assert await work.outbox.take(LATER, LATER, 10) == []
        assert await work.outbox.forget_before(MORNING) == 0
        assert await work.outbox.forget_before(LATER) == 3


async def test_cases_are_found_by_customer_and_status_the_newest_first(begin: Begin) -> None:
    customer = f"customer-{ids()}"
    ended, waiting = new_case(customer), new_case(customer)
    async with begin() as work:
        await work.cases.add(ended.case)
        await work.cases.save(commands.cancel(ended.case, LATER))
        await work.cases.add(waiting.case)
    canceled = commands.cancel(ended.case, LATER).case
    async with begin() as work:
        assert await work.cases.search(CaseQuery(customer, None, None, 9)) == [waiting.case, canceled]
        assert await work.cases.search(CaseQuery(customer, None, None, 1)) == [waiting.case]
        assert await work.cases.search(CaseQuery(customer, None, waiting.case.case_id, 9)) == [canceled]
        assert await work.cases.search(CaseQuery(customer, frozenset({Status.STARTED}), None, 9)) == [waiting.case]
        assert waiting.case in await work.cases.search(CaseQuery(None, None, None, 1000))
        assert await work.cases.search(CaseQuery("nobody", None, None, 9)) == []


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


async def test_every_case_of_a_customer_is_found(begin: Begin) -> None:
    first = new_case()
    async with begin() as work:
        await work.cases.add(first.case)
        await work.cases.save(commands.cancel(first.case, LATER))
    second = replace(new_case(first.case.customer_id).case, created_at=LATER)
    async with begin() as work:
        await work.cases.add(second)
        await work.cases.add(new_case().case)
    async with begin() as work:
        found = await work.cases.of_customer(first.case.customer_id)
        assert [case.case_id for case in found] == [first.case.case_id, second.case_id]
        assert await work.cases.of_customer("nobody") == []


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


async def test_answers_are_deleted_by_how_their_keys_begin(begin: Begin) -> None:
    name = ids()
    async with begin() as work:
        for key in (f"turn:{name}_:1", f"turn:{name}x:1"):  # an underscore is no wildcard
            await work.answers.put(key, {}, MORNING)
        assert await work.answers.delete_of(f"turn:{name}_:") == 1
        assert await work.answers.get(f"turn:{name}x:1") == {}


async def test_events_of_a_case_are_deleted_whether_they_were_delivered_or_not(begin: Begin) -> None:
    one, two = f"a-{ids()}", f"b-{ids()}"
    async with begin() as work:
        for case_id in (one, one, two):
            await work.outbox.append(case_id, "body", MORNING)
    async with begin() as work:
        [first, *_] = [event for event in await work.outbox.take(MORNING, LATER, 100) if event.case_id == one]
        await work.outbox.delivered(first.number, MORNING)
        assert await work.outbox.delete_of(one) == 2
        assert await work.outbox.delete_of(two) == 1


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


async def test_events_for_the_bank_wait_in_the_order_of_their_case_and_dead_ones_hold_back_none(begin: Begin) -> None:
    case_id = ids()
    first, second = f"event-{ids()}", f"event-{ids()}"
    async with begin() as work:
        await work.bank_outbox.append(first, case_id, "status_changed", "1", MORNING)
        await work.bank_outbox.append(second, case_id, "erased", "2", MORNING)
    async with begin() as work:
        [taken] = await work.bank_outbox.take(MORNING, LATER, 10)
        assert (taken.case_id, taken.body, taken.tries) == (case_id, "1", 1)
        assert await work.bank_outbox.take(MORNING, LATER, 10) == []
        await work.bank_outbox.give_up(taken.number, "status 500", LATER)
    letter = DeadLetter(first, case_id, "status_changed", MORNING, 1, "status 500", LATER)
    async with begin() as work:
        assert await work.bank_outbox.dead(None, 1) == [letter]
        assert letter not in await work.bank_outbox.dead(first, 100)
        [taken] = await work.bank_outbox.take(MORNING, LATER, 10)
        assert taken.body == "2"
        await work.bank_outbox.postpone(taken.number, LATER)
        assert await work.bank_outbox.revive(second, LATER) is None
        assert await work.bank_outbox.revive(first, MORNING) == letter
        assert await work.bank_outbox.revive(first, MORNING) is None
    async with begin() as work:
        [again] = await work.bank_outbox.take(MORNING, LATER, 10)
        assert (again.body, again.tries) == ("1", 1)
        await work.bank_outbox.delivered(again.number, LATER)
    async with begin() as work:
        assert await work.bank_outbox.delete_settled_of(case_id) == 1
        assert [event.body for event in await work.bank_outbox.take(LATER, LATER, 10)] == ["2"]


async def test_what_the_bank_has_heard_or_will_not_hear_is_forgotten_in_time(begin: Begin) -> None:
    heard, dead, waiting = (ids() for _ in range(3))
    async with begin() as work:
        for case_id in (heard, dead, waiting):
            await work.bank_outbox.append(f"event-{ids()}", case_id, "erased", case_id, MORNING)
        numbers = {event.case_id: event.number for event in await work.bank_outbox.take(MORNING, MORNING, 10)}
        await work.bank_outbox.delivered(numbers[heard], MORNING)
        await work.bank_outbox.give_up(numbers[dead], "ConnectError", MORNING)
    async with begin() as work:
        assert await work.bank_outbox.forget_before(MORNING) == 0
        assert await work.bank_outbox.forget_before(LATER) == 2
        assert [event.case_id for event in await work.bank_outbox.take(MORNING, LATER, 10)] == [waiting]
        await work.bank_outbox.delivered(numbers[waiting], MORNING)
