"""Where customers stop: counts of step events, without anyone in them."""

from collections.abc import Iterable, Sequence

from handoff.domain.step_count import StepCount

COLUMNS = ("entered", "explained", "left", "resumed", "failed", "passed")
Row = tuple[str, ...]


def funnel_table(counts: Iterable[StepCount], fewest: int = 0) -> Sequence[Row]:
    """A heading and one row for each step, language and reason. A cell of fewer cases than `fewest` could point at one
    person: it says only that it is small."""
    cells: dict[tuple[str, str, str], dict[str, str]] = {}
    for count in counts:
        key = (count.step or "-", count.language, count.reason or "-")
        shown = str(count.events) if count.cases >= fewest else f"<{fewest}"
        cells.setdefault(key, {})[count.name] = shown
    rows = [(*key, *(cells[key].get(name, "0") for name in COLUMNS)) for key in sorted(cells)]
    return [("step", "language", "reason", *COLUMNS), *rows]


def as_text(table: Sequence[Row]) -> str:
    widths = [max(len(cell) for cell in column) for column in zip(*table, strict=True)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in table]
    return "\n".join(lines if len(lines) > 1 else [*lines, "no step events yet"])
