"""argon2id with the library's defaults; it takes tens of milliseconds, so it never runs on the event loop."""

import asyncio

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST = 12

hasher = PasswordHasher()
_NOBODY = hasher.hash("an unknown name takes as long as a wrong password")


async def hash_password(password: str) -> str:
    return await asyncio.to_thread(hasher.hash, password)


async def is_password(password_hash: str | None, password: str) -> bool:
    return await asyncio.to_thread(_verify, password_hash or _NOBODY, password) and password_hash is not None


def is_outdated(password_hash: str) -> bool:
    return hasher.check_needs_rehash(password_hash)


def _verify(password_hash: str, password: str) -> bool:
    try:
        return hasher.verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False
