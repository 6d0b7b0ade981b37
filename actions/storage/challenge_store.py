from sqlalchemy import ColumnElement, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.services.ports import OpenChallenge
from actions.storage.tables import challenges
from actions.verification.liveness import Challenge, Move


class SqlChallenges:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def put(self, challenge: OpenChallenge) -> None:
        row = {
            "challenge_id": challenge.challenge_id,
            "case_id": challenge.case_id,
            "step": challenge.step,
            "moves": [str(move) for move in challenge.challenge.moves],
            "until": challenge.until,
            "used": False,
        }
        await self._connection.execute(delete(challenges).where(_open_of(challenge.case_id, challenge.step)))
        await self._connection.execute(insert(challenges).values(row))

    async def get(self, challenge_id: str) -> OpenChallenge | None:
        query = select(challenges).where(challenges.c.challenge_id == challenge_id, challenges.c.used.is_(False))
        row = (await self._connection.execute(query)).mappings().first()
        if row is None:
            return None
        moves = Challenge(tuple(Move(move) for move in row["moves"]))
        return OpenChallenge(row["challenge_id"], row["case_id"], row["step"], moves, row["until"])

    async def use(self, challenge_id: str, seen: bytes | None) -> bool:
        these = (challenges.c.challenge_id == challenge_id) & challenges.c.used.is_(False)
        done = await self._connection.execute(update(challenges).where(these).values(used=True, seen=seen))
        return done.rowcount == 1

    async def seen(self, case_id: str) -> list[bytes]:
        query = select(challenges.c.seen).where(challenges.c.case_id == case_id, challenges.c.seen.is_not(None))
        return [bytes(seen) for seen in (await self._connection.execute(query)).scalars()]

    async def delete_of(self, case_id: str) -> int:
        return (await self._connection.execute(delete(challenges).where(challenges.c.case_id == case_id))).rowcount


def _open_of(case_id: str, step: str) -> ColumnElement[bool]:
    return (challenges.c.case_id == case_id) & (challenges.c.step == step) & challenges.c.used.is_(False)
