"""When a message may mean two things: the two to ask about."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

NOT_UNDERSTOOD = "nlu_fallback"
NEVER_ASKED_ABOUT = frozenset(
    {
        NOT_UNDERSTOOD,
        "out_of_scope",
        "affirm",
        "deny",
        # Courtesies: whoever meant one is not helped by being asked.
        "greet",
        "goodbye",
        "thank",
        "express_frustration",
    }
)
_LEAST = 0.1  # of a second guess; below it the ranking is noise
_NEAR = 0.3  # of the first guess; further behind, the second was hardly meant
_TOGETHER = 0.3  # both guesses; with less, something else is likelier than either


def two_meanings(ranking: Sequence[Mapping[str, Any]], leads_somewhere: Callable[[str], bool]) -> list[str]:
    """The two likeliest wishes of a message that was not understood, or none where asking would be guessing."""
    confidence = {
        str(guess["name"]): float(guess["confidence"]) for guess in ranking if guess["name"] != NOT_UNDERSTOOD
    }
    wishes = [name for name in confidence if name not in NEVER_ASKED_ABOUT and leads_somewhere(name)]
    likeliest = sorted(wishes, key=lambda name: -confidence[name])[:2]
    if len(likeliest) < 2:
        return []
    first, second = (confidence[name] for name in likeliest)
    something_else = max((confidence[name] for name in confidence if name in NEVER_ASKED_ABOUT), default=0.0)
    says_something = second >= max(_LEAST, _NEAR * first) and first + second >= _TOGETHER
    return likeliest if says_something and first > something_else else []
