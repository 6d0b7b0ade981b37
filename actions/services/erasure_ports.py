"""What erasing needs from storage; the unit of work offers it as `erasures`."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class ErasedCase:
    """That a case was erased, and how much went; nothing of whom it was about."""

    case_id: str
    at: datetime
    deleted: Mapping[str, int]  # by kind of thing
    erasure_id: str | None = None  # of the erasure through all programs that it belongs to

    def and_before(self, before: "ErasedCase") -> "ErasedCase":
        kinds = {**before.deleted, **self.deleted}
        deleted = {kind: before.deleted.get(kind, 0) + self.deleted.get(kind, 0) for kind in kinds}
        return replace(self, deleted=deleted, erasure_id=self.erasure_id or before.erasure_id)


class Erasures(Protocol):
    async def add(self, erased: ErasedCase) -> None:
        """What goes later, in another try, is added to what went before."""

    async def of(self, erasure_id: str, case_ids: Collection[str]) -> list[ErasedCase]: ...

    async def forget_before(self, moment: datetime) -> int: ...
