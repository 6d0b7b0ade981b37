"""Whoever adds a table that speaks of customers must say how it is erased: here, or by taking it into the erasure."""

from actions.storage import tables, vendor_tables

POINTERS = {"customer_id", "case_id"}
ERASED = {
    *("evidence", "case_keys", "challenges", "codes", "case_outbox", "bank_outbox", "consents", "vendor_sessions"),
}
NOBODYS = {
    "cases": "nobody's from then on",
    "case_history": "without words, and without whom",
    "erased_cases": "counts alone",
}


def test_r21_every_table_that_speaks_of_customers_is_erased_or_made_anonymous() -> None:
    known = {*tables.metadata.sorted_tables, *vendor_tables.metadata.sorted_tables}
    speaking = {table.name for table in known if POINTERS & {column.name for column in table.columns}}
    assert speaking == ERASED | set(NOBODYS)
