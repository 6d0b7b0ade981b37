"""What a selfie check costs: three frames, the task to turn the head, and the comparison with a passport page.

The check runs in a process of its own that uses one core. `python -m tests.bench.faces` measures this alone.
"""

import asyncio
import io
import multiprocessing
import time
from pathlib import Path

from PIL import Image

from actions.providers.faces.checks import BuiltinFaceChecks
from actions.verification.liveness import Challenge, Move
from tests.bench.figures import Report, Sample
from tests.servers.heads import COLLINS, frames
from tests.servers.specimens import passport_jpeg

CHALLENGE = Challenge((Move.LEFT, Move.RIGHT))
CHECKS = 30

Row = tuple[str, float, str]


def rows(checks: int = CHECKS) -> list[Row]:
    return asyncio.run(_rows(checks))


async def _rows(checks: int) -> list[Row]:
    provider, photos, page = BuiltinFaceChecks(), frames(COLLINS, CHALLENGE.moves), _page()
    first = await _milliseconds(provider, photos, page)
    sample = Sample([await _milliseconds(provider, photos, page) for _ in range(checks)])
    memory = sum(_most_memory(child.pid or 0) for child in multiprocessing.active_children())
    provider.close()
    return [
        ("selfie check (3 frames, passport page), one core, p50", sample.p50 / 1000, "s"),
        ("selfie check (3 frames, passport page), one core, p95", sample.p95 / 1000, "s"),
        ("the first selfie check: process and weights are loaded", first / 1000, "s"),
        ("memory of the process that looks at faces, most", memory, "MB"),
    ]


async def _milliseconds(provider: BuiltinFaceChecks, photos: list[bytes], page: bytes) -> float:
    begun = time.perf_counter()
    outcome = await provider.check(photos, CHALLENGE, page, ())
    if outcome.reason is not None:
        raise RuntimeError(f"the check that is measured must pass, it said {outcome.reason}")
    return (time.perf_counter() - begun) * 1000


def _most_memory(pid: int) -> float:
    """Megabytes resident at the most; Linux only."""
    status = Path(f"/proc/{pid}/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return sum(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


def _page() -> bytes:
    return passport_jpeg(portrait=Image.open(io.BytesIO(COLLINS.jpeg)))


if __name__ == "__main__":
    report = Report()
    for row in rows():
        report.add(*row)
