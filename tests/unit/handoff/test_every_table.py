"""Whoever adds a table that speaks of customers must say how it is erased: here, or by taking it into the erasure."""

import handoff.storage.tables.all  # noqa: F401  (declares every table)
from handoff.storage.tables.base import metadata
from handoff.storage.trace_store import OF_CONVERSATIONS

POINTERS = {"customer_id", "conversation_id", "case_id", "external_id", "stream", "subject"}
ERASED_BY_NAME = {"conversations", "outbox", "subjects", "visits", "pairings"}  # SqlTraces names each
WITHOUT_ANYONE = {
    "step_events": "kept under random ids, cut to the day",
    "audit_entries": "that staff looked is kept, their words are not",
}


def test_r21_every_table_that_speaks_of_customers_is_erased_or_made_anonymous() -> None:
    speaking = {table.name for table in metadata.sorted_tables if POINTERS & {column.name for column in table.columns}}
    assert speaking == {table.name for table in OF_CONVERSATIONS} | ERASED_BY_NAME | set(WITHOUT_ANYONE)
