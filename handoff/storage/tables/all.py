"""Importing this declares every table."""

from handoff.storage.tables import conversations, desk, erasures, people, records, staff_entries, visits
from handoff.storage.tables.base import metadata

__all__ = ["conversations", "desk", "erasures", "metadata", "people", "records", "staff_entries", "visits"]
