from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Times:
    """Days that things are kept of which no journey speaks; what the bank says is in data/retention.yml."""

    answers: int = 30  # longer than any client repeats a command
    delivered: int = 7
    erasures: int = 1825
    dead_letters: int = 30
    heard: int = 30  # webhooks of vendors: longer than any vendor repeats one
