from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StepCount:
    """How often something happened at a step, and in how many cases."""

    step: str | None
    name: str
    language: str
    reason: str | None
    events: int
    cases: int
