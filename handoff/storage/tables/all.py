"""Importing this declares every table."""

from handoff.storage.tables import conversations, desk, people, records, staff_entries

__all__ = ["conversations", "desk", "people", "records", "staff_entries"]
