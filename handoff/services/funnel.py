"""Where customers stop: counts of step events, without anyone in them."""

from collections.abc import Iterable, Sequence

from handoff.domain.step_count import StepCount

COLUMNS = ("entered", "explained", "left", "resumed", "failed", "passed")
FEWEST = 5  # a cell of fewer cases could point at one person
Row = tuple[str, ...]


def funnel_table(counts: Iterable[StepCount], show_all: bool = False) -> Sequence[Row]:
    """A heading and one row for each step, language and reason; small cells say `<5`."""
    cells: dict[tuple[str, str, str], dict[str, str]] = {}
    for count in counts:
        key = (count.step or "-", count.language, count.reason or "-")
        shown = str(count.events) if show_all or count.cases >= FEWEST else f"<{FEWEST}"
        cells.setdefault(key, {})[count.name] = shown
    rows = [(*key, *(cells[key].get(name, "0") for name in COLUMNS)) for key in sorted(cells)]
    return [("step", "language", "reason", *COLUMNS), *rows]


def as_text(table: Sequence[Row]) -> str:
    widths = [max(len(cell) for cell in column) for column in zip(*table, strict=True)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in table]
    return "\n".join(lines if len(lines) > 1 else [*lines, "no step events yet"])
