"""Our part of retention.yml; the rest is for the other programs."""

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from actions.services.times import Times
from actions.storage.content.files import parse, read
from actions.storage.content.texts import Part, Text

Days = Annotated[int, Field(ge=1)]


class DaysKept(Part):
    answers: Days
    delivered: Days
    erasures: Days
    dead_letters: Days
    heard: Days


class RetentionFile(Part):
    v: Literal[1]
    reviewed_by: Text
    reviewed_on: date
    days: DaysKept


def load_times(path: Path) -> Times:
    days = parse(read(path), RetentionFile).days
    return Times(**dict(days))
