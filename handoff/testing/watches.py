from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from handoff.domain.conversation import Conversation
from handoff.domain.watch import Limits, Watch
from handoff.testing.stores import Table


class MemoryWatches:
    def __init__(self, rows: Table, conversations: Table) -> None:
        self._rows = rows
        self._conversations = conversations

    async def get(self, conversation_id: str) -> Watch | None:
        return self._rows.get(conversation_id)

    async def put(self, watch: Watch) -> None:
        self._rows[watch.conversation_id] = watch

    async def active(self, conversation_id: str, at: datetime) -> None:
        if conversation_id in self._rows:
            self._rows[conversation_id] = replace(self._rows[conversation_id], active_at=at)

    async def due(self, now: datetime, limits: Limits, seen_after: datetime, limit: int) -> Sequence[str]:
        found = [one for one in self._rows.values() if one.due(now, limits) and self._reachable(one, seen_after)]
        return [one.conversation_id for one in sorted(found, key=lambda one: str(one.active_at))][:limit]

    def _reachable(self, watch: Watch, seen_after: datetime) -> bool:
        chat: Conversation = self._conversations[watch.conversation_id]
        seen = chat.customer_seen_at is not None and chat.customer_seen_at > seen_after
        return chat.customer_here and seen and chat.owner.kind == "bot" and not chat.handoff_id
