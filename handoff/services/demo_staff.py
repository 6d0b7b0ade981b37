"""The people of a demonstration. Never called outside development."""

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
)


async def seed_demo_staff(door: StaffDoor, password: str) -> None:
    """Makes who is missing and gives everyone the password of this start."""
    password_hash = await hash_password(password)  # one for all: they share the password anyway
    async with door.begin() as work:
        for new in DEMO:
            known = await work.staff_accounts.find(new.username)
            if known:
                await work.staff_accounts.replace_password(known.id, password_hash)
                continue
            await work.staff_accounts.add(
                StaffAccount(door.new_id(), new.username, new.name, new.role, new.languages, password_hash, door.now())
            )
