"""The people of a demonstration. Never called outside development."""

from handoff.services.passwords import hash_password
from handoff.services.staff_accounts import NewStaff, StaffDoor, create_staff

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
    for new in DEMO:
        async with door.begin() as work:
            account = await work.staff_accounts.find(new.username)
        if account is None:
            await create_staff(door, new, password, by="development", shortest=1)
            continue
        password_hash = await hash_password(password)
        async with door.begin() as work:
            await work.staff_accounts.replace_password(account.id, password_hash)
