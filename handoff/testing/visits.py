"""Twin of the store of visits."""

from datetime import datetime
from typing import Any

from handoff.domain.visit import Pairing, Visit

Table = dict[Any, Any]


class MemoryVisits:
    def __init__(self, pairings: Table, visits: Table) -> None:
        self._pairings, self._visits = pairings, visits

    async def pair(self, pairing: Pairing) -> None:
        for code_hash in [key for key, one in self._pairings.items() if one.customer_id == pairing.customer_id]:
            del self._pairings[code_hash]
        self._pairings[pairing.code_hash] = pairing

    async def pairing(self, code_hash: str, now: datetime) -> Pairing | None:
        found: Pairing | None = self._pairings.get(code_hash)
        return found if found and now < found.expires_at else None

    async def take_pairing(self, code_hash: str, now: datetime) -> Pairing | None:
        taken: Pairing | None = self._pairings.pop(code_hash, None)
        return taken if taken and now < taken.expires_at else None

    async def put(self, visit: Visit) -> None:
        self._visits[visit.id] = visit

    async def get(self, visit_id: str) -> Visit | None:
        return self._visits.get(visit_id)

    async def of_staff(self, staff_id: str, now: datetime) -> Visit | None:
        return next((one for one in self._visits.values() if one.staff_id == staff_id and one.is_open(now)), None)

    async def with_tablet(self, tablet_hash: str) -> Visit | None:
        return next((one for one in self._visits.values() if one.tablet_hash == tablet_hash), None)

    async def forget(self, before: datetime) -> None:
        for rows in (self._pairings, self._visits):
            for key in [key for key, one in rows.items() if one.expires_at < before]:
                del rows[key]
