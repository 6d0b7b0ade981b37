"""Staff sign in with a password; the browser then holds a random cookie of which we keep the hash."""

import asyncio
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from handoff.domain.audit import AuditAction, AuditEntry
from handoff.domain.errors import Refused
from handoff.domain.people import Staff
from handoff.domain.roles import Role
from handoff.domain.staff_account import Session, StaffAccount
from handoff.services.branch import end_visits
from handoff.services.passwords import SHORTEST, hash_password, is_password
from handoff.services.ports import Begin

FAILURES_WITHIN = timedelta(minutes=15)
FAILURES_OF_ADDRESS = 50  # a whole branch may share one address
AT_ONCE = 2  # attempts: more would run past the count of failures, and each takes 64 MB to hash


@dataclass(frozen=True, slots=True)
class StaffDoor:
    """What signing in depends on, given once at the composition root."""

    begin: Begin
    roles: Mapping[str, Role]
    now: Callable[[], datetime]
    new_id: Callable[[], str]
    new_token: Callable[[], str]
    session: timedelta
    failures: int
    shut_out: frozenset[str] = frozenset()  # ids of accounts that nobody may enter by
    attempts: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))


@dataclass(frozen=True, slots=True)
class NewStaff:
    username: str
    name: str
    role: str
    languages: tuple[str, ...]


def hash_token(token: str) -> str:
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()  # a cookie may hold bytes that are no text


def _name_key(username: str) -> str:
    """Enough to count by; a name that nobody has may be a password typed in the wrong field, so it is not kept."""
    return hash_token(username)[:8]


def csrf_of(token: str) -> str:
    """Belongs to one session and cannot be turned back into its cookie."""
    return hashlib.sha256(b"csrf:" + token.encode(errors="replace")).hexdigest()


async def create_staff(door: StaffDoor, new: NewStaff, password: str, by: str) -> StaffAccount:
    if new.role not in door.roles:
        raise Refused("unknown_role")
    if len(password) < SHORTEST:
        raise Refused("password_too_short")
    account = StaffAccount(
        door.new_id(), new.username, new.name, new.role, new.languages, await hash_password(password), door.now()
    )
    async with door.begin() as work:
        if not await work.staff_accounts.add(account):
            raise Refused("username_taken")
        await work.audit.add(_entry(door, by, "staff_created", account.id, "done"))
    return account


async def sign_in(door: StaffDoor, username: str, password: str, address: str) -> tuple[Staff, str]:
    """The member of staff and the token for the cookie; a wrong name and a wrong password look the same."""
    async with door.attempts:
        account = await _verified(door, username, password, address)
    token = door.new_token()
    now = door.now()
    async with door.begin() as work:
        await work.staff_accounts.forget(now - FAILURES_WITHIN)
        await work.staff_accounts.open_session(Session(hash_token(token), account.id, now, now + door.session))
        await work.audit.add(_entry(door, account.id, "signed_in", account.id, "done"))
    return _staff(door, account, now + door.session), token


async def _verified(door: StaffDoor, username: str, password: str, address: str) -> StaffAccount:
    account = await _attempt(door, username, address)
    # Hashing happens outside any transaction: it is slow by design.
    if not await is_password(account.password_hash if account else None, password) or account is None:
        await _refuse(door, username, address)
        raise Refused("wrong_credentials")
    return account


async def _attempt(door: StaffDoor, username: str, address: str) -> StaffAccount | None:
    since = door.now() - FAILURES_WITHIN
    async with door.begin() as work:
        of_name = await work.staff_accounts.count_failures(since, _name_key(username), address)
        of_address = await work.staff_accounts.count_failures(since, None, address)
        if of_name >= door.failures or of_address >= FAILURES_OF_ADDRESS:
            raise Refused("rate_limited")
        account = await work.staff_accounts.find(username)
        return account if account and _may_enter(door, account) else None


async def _refuse(door: StaffDoor, username: str, address: str) -> None:
    async with door.begin() as work:
        await work.staff_accounts.note_failure(_name_key(username), address, door.now())
        account = await work.staff_accounts.find(username)
        actor = account.id if account else "unknown"
        await work.audit.add(_entry(door, actor, "sign_in_refused", actor, "wrong_credentials"))


async def recognise_staff(door: StaffDoor, token: str | None) -> Staff | None:
    if not token:
        return None
    async with door.begin() as work:
        session = await work.staff_accounts.find_session(hash_token(token))
        if session is None or session.expires_at <= door.now():
            return None
        account = await work.staff_accounts.get(session.staff_id)
    return _staff(door, account, session.expires_at) if account and _may_enter(door, account) else None


async def sign_out(door: StaffDoor, staff: Staff, token: str, everywhere: bool) -> None:
    async with door.begin() as work:
        if everywhere:
            await work.staff_accounts.close_sessions(staff.id)
        else:
            await work.staff_accounts.close_session(hash_token(token))
        await end_visits(work, staff.id, door.now())
        await work.audit.add(_entry(door, staff.id, "signed_out", staff.id, "everywhere" if everywhere else "here"))


def _may_enter(door: StaffDoor, account: StaffAccount) -> bool:
    return account.active and account.id not in door.shut_out


def _staff(door: StaffDoor, account: StaffAccount, expires_at: datetime) -> Staff:
    # A role that the bank has since removed from its file permits nothing.
    role = door.roles.get(account.role, Role(account.role, frozenset(), 0))
    return Staff(
        account.id,
        account.username,
        account.name,
        role.name,
        account.languages,
        role.permissions,
        role.capacity,
        expires_at,
    )


def _entry(door: StaffDoor, actor: str, action: AuditAction, subject: str, outcome: str) -> AuditEntry:
    return AuditEntry(door.new_id(), door.now(), actor, action, subject, outcome)
