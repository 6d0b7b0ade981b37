"""Figures of the bench: percentiles, a table for the screen, JSON for whoever compares runs."""

import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles


@dataclass
class Sample:
    milliseconds: list[float] = field(default_factory=list)

    def percentile(self, percent: int) -> float:
        return quantiles(self.milliseconds, n=100, method="inclusive")[percent - 1]

    @property
    def p50(self) -> float:
        return self.percentile(50)

    @property
    def p95(self) -> float:
        return self.percentile(95)


@dataclass
class Report:
    rows: list[tuple[str, float, str, str]] = field(default_factory=list)

    def add(self, name: str, value: float, unit: str, bound: str = "") -> None:
        self.rows.append((name, value, unit, bound))
        print(f"  {name:<58} {value:>10.2f} {unit:<9} {bound}", flush=True)

    def write(self) -> None:
        """JSON to the path in BENCH_JSON, if set."""
        if target := os.environ.get("BENCH_JSON"):
            figures = [{"name": n, "value": round(v, 3), "unit": u, "bound": b} for n, v, u, b in self.rows]
            Path(target).write_text(json.dumps({"v": 1, "figures": figures}, indent=2))
