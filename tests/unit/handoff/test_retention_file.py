"""data/retention.yml: one file for three programs, each of which reads its own part."""

import shutil
from dataclasses import fields
from pathlib import Path

import pytest
import yaml

from actions.services.times import Times as OfActions
from handoff.domain.retention import Times
from handoff.storage.bank_files import DataRefusedError, read_retention

DATA = Path(__file__).parents[3] / "data"
OF_THE_BOT = {"trackers"}


def said(tmp_path: Path, before: str, after: str) -> Path:
    text = (DATA / "retention.yml").read_text()
    assert before in text
    (tmp_path / "retention.yml").write_text(text.replace(before, after, 1))
    return tmp_path


def test_every_time_in_the_file_is_somebodys_and_every_time_that_is_read_is_in_it() -> None:
    days = yaml.safe_load((DATA / "retention.yml").read_text())["days"]
    read = {field.name for times in (Times, OfActions) for field in fields(times)}
    assert set(days) == read | OF_THE_BOT


def test_the_defaults_are_what_the_file_says() -> None:
    days = yaml.safe_load((DATA / "retention.yml").read_text())["days"]
    for times in (Times(), OfActions()):
        assert {field.name: days[field.name] for field in fields(times)} == {
            field.name: getattr(times, field.name) for field in fields(times)
        }


def test_r25_how_long_things_are_kept_is_the_banks_choice(tmp_path: Path) -> None:
    assert read_retention(said(tmp_path, "messages: 365", "messages: 90")).times.messages == 90
    assert read_retention(said(tmp_path, "smallest_cell: 5", "smallest_cell: 10")).smallest_cell == 10


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("  messages: 365", "  # messages: 365"),
        ("turns: 30", "turns: 0"),
        ("smallest_cell: 5", "smallest_cell: 1"),
        ("reviewed_on: 2026", "reviewed_in: 2026"),
    ],
)
def test_a_mistake_stops_the_start_and_names_the_file(tmp_path: Path, before: str, after: str) -> None:
    with pytest.raises(DataRefusedError, match=r"retention\.yml"):
        read_retention(said(tmp_path, before, after))


def test_a_missing_file_stops_the_start(tmp_path: Path) -> None:
    shutil.rmtree(tmp_path)
    with pytest.raises(DataRefusedError, match=r"retention\.yml"):
        read_retention(tmp_path)
