"""Signing in and out, on the twin and on both databases."""

import secrets
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest

from handoff.domain.errors import Refused
from handoff.domain.ids import new_id
from handoff.domain.roles import Role
from handoff.services.ports import Begin
from handoff.services.staff_accounts import (
    NewStaff,
    StaffDoor,
    create_staff,
    csrf_of,
    hash_token,
    recognise_staff,
    sign_in,
    sign_out,
)

PASSWORD = "correct horse battery"
SORA = NewStaff("sora", "Sora", "agent", ("ko", "en"))


@dataclass
class Clock:
    time: datetime = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def door(begin: Begin, clock: Clock) -> StaffDoor:
    roles = {"agent": Role("agent", frozenset({"desk:claim"}), 5)}
    return StaffDoor(begin, roles, clock.now, new_id, lambda: secrets.token_urlsafe(32), timedelta(hours=12), 3)


async def code_of(refusing: object) -> str:
    with pytest.raises(Refused) as refused:
        await refusing  # type: ignore[misc]  # any awaitable
    return refused.value.code


async def test_who_signs_in_is_known_by_the_cookie_until_it_ends(door: StaffDoor, clock: Clock) -> None:
    await create_staff(door, SORA, PASSWORD, "terminal")
    staff, token = await sign_in(door, "sora", PASSWORD, "10.0.0.1")
    assert (staff.name, staff.languages, staff.capacity) == ("Sora", ("ko", "en"), 5)
    assert staff.may("desk:claim")
    assert await recognise_staff(door, token) == staff
    clock.time += timedelta(hours=12)
    assert await recognise_staff(door, token) is None


async def test_neither_password_nor_cookie_is_kept(door: StaffDoor) -> None:
    account = await create_staff(door, SORA, PASSWORD, "terminal")
    _, token = await sign_in(door, "sora", PASSWORD, "10.0.0.1")
    assert account.password_hash.startswith("$argon2id$")
    async with door.begin() as work:
        assert await work.staff_accounts.find_session(token) is None
        assert await work.staff_accounts.find_session(hash_token(token)) is not None
    assert csrf_of(token) != hash_token(token)


async def test_a_wrong_name_and_a_wrong_password_look_the_same(door: StaffDoor) -> None:
    await create_staff(door, SORA, PASSWORD, "terminal")
    assert await code_of(sign_in(door, "sora", "wrong", "10.0.0.1")) == "wrong_credentials"
    assert await code_of(sign_in(door, "nobody", PASSWORD, "10.0.0.1")) == "wrong_credentials"


async def test_after_a_few_wrong_passwords_even_the_right_one_waits(door: StaffDoor, clock: Clock) -> None:
    await create_staff(door, SORA, PASSWORD, "terminal")
    for _ in range(3):
        await code_of(sign_in(door, "sora", "wrong", "10.0.0.1"))
    assert await code_of(sign_in(door, "sora", PASSWORD, "10.0.0.1")) == "rate_limited"
    assert (await sign_in(door, "sora", PASSWORD, "10.0.0.2"))[0].username == "sora"
    clock.time += timedelta(minutes=16)
    assert (await sign_in(door, "sora", PASSWORD, "10.0.0.1"))[0].username == "sora"


async def test_names_that_do_not_exist_are_limited_alike(door: StaffDoor) -> None:
    for _ in range(3):
        await code_of(sign_in(door, "nobody", "wrong", "10.0.0.1"))
    assert await code_of(sign_in(door, "nobody", "wrong", "10.0.0.1")) == "rate_limited"


async def test_signing_out_ends_one_browser_and_everywhere_ends_all(door: StaffDoor) -> None:
    await create_staff(door, SORA, PASSWORD, "terminal")
    tokens = [(await sign_in(door, "sora", PASSWORD, "10.0.0.1"))[1] for _ in range(3)]
    staff = await recognise_staff(door, tokens[0])
    assert staff
    await sign_out(door, staff, tokens[0], everywhere=False)
    assert [bool(await recognise_staff(door, token)) for token in tokens] == [False, True, True]
    await sign_out(door, staff, tokens[1], everywhere=True)
    assert [bool(await recognise_staff(door, token)) for token in tokens] == [False, False, False]


async def test_a_username_is_taken_once(door: StaffDoor) -> None:
    await create_staff(door, SORA, PASSWORD, "terminal")
    assert await code_of(create_staff(door, SORA, PASSWORD, "terminal")) == "username_taken"


async def test_a_short_password_and_an_unknown_role_are_refused(door: StaffDoor) -> None:
    assert await code_of(create_staff(door, SORA, "short", "terminal")) == "password_too_short"
    assert await code_of(create_staff(door, replace(SORA, role="king"), PASSWORD, "terminal")) == "unknown_role"


async def test_a_role_that_the_bank_has_removed_permits_nothing(door: StaffDoor) -> None:
    await create_staff(door, SORA, PASSWORD, "terminal")
    staff, _ = await sign_in(replace(door, roles={}), "sora", PASSWORD, "10.0.0.1")
    assert (staff.permissions, staff.capacity) == (frozenset(), 0)


async def test_the_audit_tells_who_came_and_went_but_not_what_was_typed(door: StaffDoor, clock: Clock) -> None:
    account = await create_staff(door, SORA, PASSWORD, "terminal")
    await code_of(sign_in(door, "a password typed as a name", "wrong", "10.0.0.1"))
    staff, token = await sign_in(door, "sora", PASSWORD, "10.0.0.1")
    clock.time += timedelta(seconds=1)
    await sign_out(door, staff, token, everywhere=False)
    async with door.begin() as work:
        entries = await work.audit.latest(10)
    told = {(entry.actor, entry.action, entry.outcome) for entry in entries}
    assert told == {
        ("terminal", "staff_created", "done"),
        ("unknown", "sign_in_refused", "wrong_credentials"),
        (account.id, "signed_in", "done"),
        (account.id, "signed_out", "here"),
    }
    assert entries[0].action == "signed_out"
    assert "typed" not in str(entries)
