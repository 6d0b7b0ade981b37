"""The people of a demonstration. Made in development alone; a database that goes on to production shuts them out."""

from uuid import UUID, uuid5

from handoff.domain.staff_account import StaffAccount
from handoff.services.passwords import hash_password
from handoff.services.staff_accounts import NewStaff, StaffDoor

DEMO = (
    NewStaff("sora", "Sora", "agent", ("ko",)),
    NewStaff("nika", "Nika", "agent", ("fa",)),
    NewStaff("ada", "Ada", "agent", ("en",)),
    NewStaff("ines", "Ines", "supervisor", ("en", "ko", "fa")),
    NewStaff("mina", "Mina", "editor", ("en",)),
    NewStaff("juno", "Juno", "reviewer", ("en",)),
    NewStaff("omid", "Omid", "operator", ("en",)),
    NewStaff("dara", "Dara", "teller", ("en", "ko", "fa")),
)
NAMES = UUID("6b1f3d0e-52f1-4c0b-9d5e-0c3f6f6a7f11")


def demo_id(username: str) -> str:
    """Always the same, so that a demonstration's account is known from a person's of the same name."""
    return str(uuid5(NAMES, username))


DEMO_IDS = frozenset(demo_id(new.username) for new in DEMO)


async def seed_demo_staff(door: StaffDoor, password: str) -> None:
    """Makes who is missing and gives everyone the password of this start."""
    password_hash = await hash_password(password)  # one for all: they share the password anyway
    async with door.begin() as work:
        for new in DEMO:
            known = await work.staff_accounts.find(new.username)
            if known is None:
                await work.staff_accounts.add(_account(door, new, password_hash))
            elif known.id in DEMO_IDS:
                await work.staff_accounts.replace_password(known.id, password_hash)


def _account(door: StaffDoor, new: NewStaff, password_hash: str) -> StaffAccount:
    known_as = demo_id(new.username)
    return StaffAccount(known_as, new.username, new.name, new.role, new.languages, password_hash, door.now())
