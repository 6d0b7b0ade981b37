"""The tables of vendors: what does not fit is named by file, line and key."""

import shutil
from pathlib import Path

import pytest

from actions.storage.content.files import ContentWrong
from actions.storage.content.vendors import load_vendor, load_vendors

DATA = Path(__file__).parents[3] / "data/vendors"


@pytest.fixture
def stripe(tmp_path: Path) -> Path:
    return Path(shutil.copy(DATA / "stripe.yml", tmp_path))


def test_r54_the_tables_of_the_product_fit() -> None:
    assert sorted(load_vendors(DATA)) == ["onfido", "persona", "stripe", "sumsub", "veriff"]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("abandoned: ABANDONED", "abandoned: GONE_AWAY", "stripe.yml:33: reasons.abandoned: `GONE_AWAY` is no reason"),
        ("status: approved}", "status: verified}", "stripe.yml:24: statuses.1.status: "),
        ("id: stripe", "id: strip", "stripe.yml:4: id: must be the file's name"),
        ("retry: reason", "retry: always", "stripe.yml:8: retry: "),
        ("v: 1", "v: 2", "stripe.yml:3: v: "),
        ("reviewed_by: not yet reviewed by the bank", "reviewed_by: ''", "stripe.yml:6: reviewed_by: "),
        ("ref: [data.object.id]", "ref: []", "stripe.yml:12: event.ref: "),
        ("thing: data.object", "thing: data..object", "stripe.yml:14: event.thing: "),
        ("{status: processing}, status", "{status: verified}, status", "stripe.yml:25: statuses.2: is never reached"),
        ("labels:", "surprise: 1\nlabels:", "surprise: "),
        ("names:", "names: [", "stripe.yml:"),
    ],
)
def test_r54_a_table_that_does_not_fit_stops_the_start(stripe: Path, before: str, after: str, said: str) -> None:
    text = stripe.read_text()
    assert before in text
    stripe.write_text(text.replace(before, after, 1))
    with pytest.raises(ContentWrong) as wrong:
        load_vendor(stripe)
    assert said in "\n".join(wrong.value.problems)


def test_r54_a_table_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ContentWrong, match=r"none\.yml: cannot be read"):
        load_vendor(tmp_path / "none.yml")
