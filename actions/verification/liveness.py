"""The task that a living person can do and a photo cannot: turn the head in an order that nobody knew before."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Move(StrEnum):
    """The person's own left and right; frames are not mirrored: "left" looks to the right edge of the picture."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Challenge:
    """One frontal frame first, then one frame a move, in this order."""

    moves: tuple[Move, ...]

    @property
    def frames(self) -> int:
        return 1 + len(self.moves)


def new_challenge(choose: Callable[[Sequence[Move]], Move], moves: int) -> Challenge:
    """`choose` must not be foreseeable. Both directions occur, or a guess of one pose would do."""
    chosen = [choose(tuple(Move)) for _ in range(moves - 1)]
    missing = [move for move in Move if move not in chosen]
    last = choose(missing or tuple(Move))
    return Challenge((*chosen, last))
