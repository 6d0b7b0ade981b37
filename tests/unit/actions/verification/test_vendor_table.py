"""Every row of the tables, and what the rows together must not do."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.storage.content.vendors import load_vendors
from actions.verification.reasons import REASONS, reason_for
from actions.verification.status import Status
from actions.verification.vendor_table import ABSENT, PRESENT, Labels, Retry, StatusRow, VendorTable

TABLES = load_vendors(Path(__file__).parents[4] / "data/vendors")
SAFE = {Status.IN_REVIEW, Status.DECLINED, Status.RESUBMISSION_REQUESTED}


def put(thing: dict[str, Any], where: tuple[str, ...], value: object) -> dict[str, Any]:
    place = thing
    for name in where[:-1]:
        place = place.setdefault(name, {})
    place[where[-1]] = value
    return thing


def described(row: StatusRow) -> dict[str, Any]:
    """A case as the vendor would describe it for this row to hold."""
    thing: dict[str, Any] = {}
    for where, wanted in row.when:
        if wanted[0] is not ABSENT:
            put(thing, where, "anything" if wanted[0] == PRESENT else wanted[0])
    return thing


def labelled(table: VendorTable, label: str) -> dict[str, Any]:
    """A case that the customer was asked to hand in again, for this one reason."""
    row = next(row for row in table.rows if row.status is Status.RESUBMISSION_REQUESTED)
    thing, [place] = described(row), table.labels
    if "*" in place.at:  # of Persona: lists of things with names
        return thing | {"included": [{"attributes": {"checks": [{"name": label, "status": "failed"}]}}]}
    return put(thing, place.at, label)


ROWS = [
    pytest.param(table, row, id=f"{table.id}-{row.status}-{n}")
    for table in TABLES.values()
    for n, row in enumerate(table.rows)
]
REASON_ROWS = [
    pytest.param(table, label, code, id=f"{table.id}-{label}")
    for table in TABLES.values()
    for label, code in table.reasons.items()
]


@pytest.mark.parametrize(("table", "row"), ROWS)
def test_r54_every_row_is_reached(table: VendorTable, row: StatusRow) -> None:
    assert table.read(described(row)).status is row.status


@pytest.mark.parametrize(("table", "label", "code"), REASON_ROWS)
def test_r54_every_label_becomes_its_reason(table: VendorTable, label: str, code: str) -> None:
    reading = table.read(labelled(table, label))
    ended = reading.status is Status.ABANDONED  # a label of one vendor is an end of its own
    assert (reading.reasons, reading.unknown) == ((code,), ())
    assert reading.status in SAFE or ended
    assert code in REASONS


@pytest.mark.parametrize(("table", "label", "code"), REASON_ROWS)
def test_r54_who_may_try_again_is_decided_by_the_vendor_where_it_decides(
    table: VendorTable, label: str, code: str
) -> None:
    status, reason = table.read(labelled(table, label)).status, reason_for(code)
    if table.retry is Retry.VENDOR:
        assert status is Status.RESUBMISSION_REQUESTED
    elif reason.sensitive:
        assert status is Status.IN_REVIEW
    elif status is not Status.ABANDONED:
        assert status is (Status.RESUBMISSION_REQUESTED if reason.retry else Status.DECLINED)


@pytest.mark.parametrize("table", TABLES.values(), ids=list(TABLES))
def test_r54_an_unknown_label_is_other_and_named(table: VendorTable) -> None:
    reading = table.read(labelled(table, "never_seen"))
    assert (reading.status, reading.reasons) == (Status.RESUBMISSION_REQUESTED, ("OTHER",))
    assert reading.unknown == ("reason never_seen",)


@pytest.mark.parametrize("label", ["Mr Specimen, born 1985", "x" * 65, "줄", "a\nb"])
def test_r54_a_label_that_might_be_a_sentence_is_not_named(label: str) -> None:
    assert TABLES["sumsub"].read(labelled(TABLES["sumsub"], label)).unknown == ("reason unprintable",)


@pytest.mark.parametrize("table", TABLES.values(), ids=list(TABLES))
@pytest.mark.parametrize("thing", [None, {}, [], "approved", {"status": {"status": "verified"}}, {"status": True}])
def test_r54_an_unknown_status_is_for_a_person_to_look_at(table: VendorTable, thing: object) -> None:
    reading = table.read(thing)
    assert (reading.status, reading.decided, reading.unknown) == (Status.IN_REVIEW, False, ("status",))


@pytest.mark.parametrize("table", TABLES.values(), ids=list(TABLES))
def test_r54_only_one_word_of_a_vendor_means_approved(table: VendorTable) -> None:
    """So that an approval is never read out of anything but the vendor's own."""
    [row] = [row for row in table.rows if row.status is Status.APPROVED]
    assert all(None not in wanted and PRESENT not in wanted for _, wanted in row.when)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.sampled_from(["verified", "GREEN", "9001"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["status", "code", "type"]), inner),
    max_leaves=8,
)


@given(JSON, st.sampled_from(sorted(TABLES)))
def test_r54_nothing_that_a_vendor_can_send_breaks_a_table(thing: object, vendor: str) -> None:
    reading = TABLES[vendor].read(thing)
    assert isinstance(reading.status, Status)


def test_r54_many_labels_are_cut() -> None:
    table = TABLES["sumsub"]
    assert len(table.read(labelled(table, [f"L{n}" for n in range(1000)])).unknown) == 32  # type: ignore[arg-type]  # as a vendor might send it


def test_labels_of_lists_take_only_those_that_failed() -> None:
    place = Labels(("checks", "*"), ((("status",), "failed"),), ("name",))
    checks = [{"name": "a", "status": "passed"}, {"name": "b", "status": "failed"}, "nothing", {"status": "failed"}]
    assert place.of({"checks": checks}) == ["b"]


# The words of the vendors' documentation, apart from how the files say it.
SAID = [
    ("stripe", {"status": "requires_input", "last_error": None}, Status.CREATED),
    ("stripe", {"status": "requires_input", "last_error": {"code": "document_expired"}}, Status.RESUBMISSION_REQUESTED),
    ("stripe", {"status": "requires_input", "last_error": {"code": "abandoned"}}, Status.ABANDONED),
    ("stripe", {"status": "verified", "redaction": {"status": "processing"}}, Status.APPROVED),
    ("stripe", {"status": "verified", "redaction": {"status": "redacted"}}, Status.REDACTED),
    ("onfido", {"object": {"status": "review"}}, Status.IN_REVIEW),
    ("onfido", {"object": {"status": "awaiting_input"}}, Status.CREATED),
    ("veriff", {"verification": {"code": 9104, "status": "expired"}}, Status.EXPIRED),
    ("veriff", {"verification": {"code": 9104, "status": "abandoned"}}, Status.ABANDONED),
    ("veriff", {"verification": {"code": 9121, "status": "review"}}, Status.IN_REVIEW),
    ("sumsub", {"reviewStatus": "completed", "reviewResult": {"reviewAnswer": "GREEN"}}, Status.APPROVED),
    ("sumsub", {"reviewStatus": "pending", "reviewResult": {"reviewAnswer": "GREEN"}}, Status.SUBMITTED),
    ("sumsub", {"reviewStatus": "completed", "reviewResult": {"reviewAnswer": "YELLOW"}}, Status.IN_REVIEW),
    ("persona", {"data": {"attributes": {"status": "needs_review"}}}, Status.IN_REVIEW),
    ("persona", {"data": {"attributes": {"status": "failed"}}}, Status.RESUBMISSION_REQUESTED),
]


@pytest.mark.parametrize(("vendor", "thing", "status"), SAID)
def test_r54_statuses_are_told_apart(vendor: str, thing: object, status: Status) -> None:
    assert TABLES[vendor].read(thing).status is status
