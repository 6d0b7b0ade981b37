from dataclasses import asdict
from typing import Any

from sqlalchemy import Row, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.services.tokens import ServiceToken
from actions.storage.tables import service_tokens


class SqlServiceTokens:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, token: ServiceToken) -> bool:
        taken = select(service_tokens.c.name).where(service_tokens.c.name == token.name)
        if (await self._connection.execute(taken)).first():
            return False
        await self._connection.execute(insert(service_tokens).values(_row(token)))
        return True

    async def of_key(self, key_id: str) -> ServiceToken | None:
        query = select(service_tokens).where(service_tokens.c.key_id == key_id)
        row = (await self._connection.execute(query)).first()
        return _token(row) if row else None

    async def all(self) -> list[ServiceToken]:
        rows = await self._connection.execute(select(service_tokens).order_by(service_tokens.c.name))
        return [_token(row) for row in rows]

    async def save(self, token: ServiceToken) -> None:
        same = service_tokens.c.name == token.name
        await self._connection.execute(update(service_tokens).where(same).values(_row(token)))


def _row(token: ServiceToken) -> dict[str, Any]:
    return asdict(token) | {"scopes": sorted(token.scopes)}


def _token(row: Row[Any]) -> ServiceToken:
    columns = dict(row._mapping)
    return ServiceToken(**columns | {"scopes": frozenset(columns["scopes"])})
