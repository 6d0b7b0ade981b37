from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker

from components.window import restore, snapshot
from settings import trackers_path

_TABLES = """
CREATE TABLE IF NOT EXISTS conversations (
    conversation_id TEXT PRIMARY KEY, v INTEGER NOT NULL, tracker TEXT NOT NULL, updated_at REAL NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS turns (
    number INTEGER PRIMARY KEY, conversation_id TEXT NOT NULL, turn_id TEXT NOT NULL UNIQUE, lines TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS turns_of_conversation ON turns (conversation_id, number);
CREATE TABLE IF NOT EXISTS erased (
    conversation_id TEXT PRIMARY KEY, erasure_id TEXT NOT NULL, trackers INTEGER NOT NULL, turns INTEGER NOT NULL,
    erased_at REAL NOT NULL
) WITHOUT ROWID;
"""
_VERSION = 1


class BoundedTrackerStore(TrackerStore):
    """One row a conversation, bounded, and the lines of its last turns, written together.

    `turns`: turns of dialogue that policies and actions see. `replays`: answered turns that can be given again.
    """

    def __init__(
        self,
        domain: Domain | None = None,
        host: str | None = None,
        event_broker: EventBroker | None = None,
        turns: int = 6,
        replays: int = 20,
        path: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(domain, event_broker, **kwargs)
        self._turns = turns
        self._replays = replays
        self._database = _open(Path(path) if path else trackers_path())

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        query = "SELECT tracker FROM conversations WHERE conversation_id = ?"
        row = self._database.execute(query, (sender_id,)).fetchone()
        return restore(sender_id, json.loads(row[0]), self.domain.slots) if row else None

    async def save(self, tracker: DialogueStateTracker) -> None:
        with self._writing() as database:
            self._put(database, tracker)

    async def keys(self) -> Iterable[str]:
        return [row[0] for row in self._database.execute("SELECT conversation_id FROM conversations")]

    def save_turn(self, tracker: DialogueStateTracker, turn_id: str, lines: Sequence[str]) -> None:
        """The conversation and what was answered, or neither."""
        with self._writing() as database:
            self._put(database, tracker)
            row = (tracker.sender_id, turn_id, "".join(lines))
            database.execute("INSERT INTO turns (conversation_id, turn_id, lines) VALUES (?, ?, ?)", row)
            oldest_kept = "SELECT number FROM turns WHERE conversation_id = ?1 ORDER BY number DESC LIMIT 1 OFFSET ?2"
            database.execute(
                f"DELETE FROM turns WHERE conversation_id = ?1 AND number <= ({oldest_kept})",  # noqa: S608 - constant
                (tracker.sender_id, self._replays),
            )

    def answered(self, turn_id: str) -> list[str] | None:
        row = self._database.execute("SELECT lines FROM turns WHERE turn_id = ?", (turn_id,)).fetchone()
        return row[0].splitlines(keepends=True) if row else None

    def erase(self, erasure_id: str, conversation_ids: Sequence[str]) -> dict[str, int]:
        """Everything of these conversations, overwritten on disk; they take no more turns. The same erasure again
        counts what went in all, so that an answer which got lost can be asked for again.
        """
        with self._writing() as database:
            for conversation_id in conversation_ids:
                _erase(database, erasure_id, conversation_id)
        # Pages that were split before keep copies in their gaps, which `secure_delete` does not reach.
        self._database.execute("VACUUM")
        self._database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        query = "SELECT coalesce(sum(trackers), 0), coalesce(sum(turns), 0) FROM erased WHERE erasure_id = ?"
        trackers, turns = self._database.execute(query, (erasure_id,)).fetchone()
        return {"trackers": trackers, "turns": turns}

    def is_erased(self, conversation_id: str) -> bool:
        query = "SELECT 1 FROM erased WHERE conversation_id = ?"
        return self._database.execute(query, (conversation_id,)).fetchone() is not None

    def forget(self, before: float) -> int:
        """Conversations without a turn since then, and that others were erased before then; how many conversations."""
        with self._writing() as database:
            old = "SELECT conversation_id FROM conversations WHERE updated_at < ?"
            database.execute(f"DELETE FROM turns WHERE conversation_id IN ({old})", (before,))  # noqa: S608 - constant
            database.execute("DELETE FROM erased WHERE erased_at < ?", (before,))
            return database.execute("DELETE FROM conversations WHERE updated_at < ?", (before,)).rowcount

    def _put(self, database: sqlite3.Connection, tracker: DialogueStateTracker) -> None:
        kept = json.dumps(snapshot(tracker, self._turns), ensure_ascii=False)
        row = (tracker.sender_id, _VERSION, kept, time.time())
        database.execute("INSERT OR REPLACE INTO conversations VALUES (?, ?, ?, ?)", row)

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        self._database.execute("BEGIN IMMEDIATE")
        try:
            yield self._database
        except BaseException:
            self._database.execute("ROLLBACK")
            raise
        self._database.execute("COMMIT")


def _erase(database: sqlite3.Connection, erasure_id: str, conversation_id: str) -> None:
    turns = database.execute("DELETE FROM turns WHERE conversation_id = ?", (conversation_id,)).rowcount
    query = "DELETE FROM conversations WHERE conversation_id = ?"
    trackers = database.execute(query, (conversation_id,)).rowcount
    database.execute(
        "INSERT INTO erased VALUES (?, ?, ?, ?, ?) ON CONFLICT (conversation_id) DO UPDATE"
        " SET trackers = trackers + excluded.trackers, turns = turns + excluded.turns",
        (conversation_id, erasure_id, trackers, turns, time.time()),
    )


def _open(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True)
    database = sqlite3.connect(path, timeout=5, isolation_level=None)
    for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "secure_delete = ON"):
        database.execute(f"PRAGMA {pragma}")
    database.executescript(_TABLES)
    return database
