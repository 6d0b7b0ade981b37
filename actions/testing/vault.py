"""The twin of the vault."""

from dataclasses import replace
from datetime import datetime

from actions.services.ports import Evidence


class MemoryVault:
    def __init__(self, keys: dict[str, bytes], evidence: dict[str, tuple[Evidence, bytes]]) -> None:
        self._keys, self._evidence = keys, evidence

    async def put_key(self, case_id: str, wrapped: bytes) -> None:
        self._keys[case_id] = wrapped

    async def change_key(self, case_id: str, before: bytes, after: bytes) -> bool:
        if self._keys.get(case_id) != before:
            return False
        self._keys[case_id] = after
        return True

    async def key_of(self, case_id: str) -> bytes | None:
        return self._keys.get(case_id)

    async def keys(self) -> dict[str, bytes]:
        return dict(self._keys)

    async def put(self, evidence: Evidence, sealed: bytes) -> None:
        self._evidence[evidence.evidence_id] = (evidence, sealed)

    async def of(self, case_id: str) -> list[Evidence]:
        found = [evidence for evidence, _ in self._evidence.values() if evidence.case_id == case_id]
        return sorted(found, key=lambda evidence: (evidence.at, evidence.evidence_id))

    async def sealed(self, evidence_id: str) -> bytes | None:
        return self._evidence[evidence_id][1] if evidence_id in self._evidence else None

    async def delete(self, case_id: str, steps: tuple[str, ...]) -> int:
        return self._drop([each for each in await self.of(case_id) if each.step in steps])

    async def delete_all(self, case_id: str) -> int:
        self._keys.pop(case_id, None)
        return self._drop(await self.of(case_id))

    async def erase(self, case_id: str, kept: frozenset[str]) -> int:
        gone = self._drop([each for each in await self.of(case_id) if each.kind.partition(".")[0] not in kept])
        if not await self.of(case_id):
            self._keys.pop(case_id, None)
        return gone

    async def keep_until(self, case_id: str, kinds: frozenset[str], until: datetime | None) -> None:
        for each in await self.of(case_id):
            if each.kind.partition(".")[0] in kinds:
                sealed = self._evidence[each.evidence_id][1]
                self._evidence[each.evidence_id] = (replace(each, kept_until=until), sealed)

    async def delete_due(self, now: datetime, limit: int) -> list[Evidence]:
        due = [each for each, _ in self._evidence.values() if each.kept_until and each.kept_until <= now]
        due = sorted(due, key=lambda evidence: (evidence.at, evidence.evidence_id))[:limit]
        self._drop(due)
        return due

    def _drop(self, gone: list[Evidence]) -> int:
        for each in gone:
            del self._evidence[each.evidence_id]
        return len(gone)
