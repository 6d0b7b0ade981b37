"""What matters more than what was asked: danger, a need for more care, a right, a language that is not spoken here.

Conservative, by words: a false alarm annoys, and whoever is missed still has the person's button.
"""

from __future__ import annotations

from components.foreign import is_foreign
from components.signal_words import matches, spelt

NONE = "none"
SELF_HARM, FRAUD, COERCION, LEGAL = "self_harm", "fraud", "coercion", "legal"
OTHER_LANGUAGE = "other_language"
NEEDS = ("bereavement", "health", "sight", "reading", "hearing", "minor", "slow")
_ASKS_FOR_SOMETHING = (
    "request_human",
    "pause_verification",
    "cancel_verification",
    "change_language",
    "report_phishing",
)
_SURE = 0.6  # below it a wish is a guess, and the words of the signal are not
_QUITE_SURE = 0.75  # "I can't read" looks like a question about a photo, and is none
_NOT_UNDERSTOOD = ("nlu_fallback", "out_of_scope")
_COURTESIES = ("greet", "goodbye", "thank")
# Who was deceived once and asks how to be safe now is answered; who is being deceived asks for nothing of the kind.
_FEARS_IT = ("ask_data_protection", "ask_third_party_sharing", "bot_challenge", *_COURTESIES)


def detect(text: str, intent: str) -> str:
    """The gravest signal in what a customer wrote, or `none`; `intent` is what it was understood as."""
    spellings = spelt(text)
    found = (signal for signal in (SELF_HARM, FRAUD, COERCION, LEGAL, *NEEDS) if _is_in(spellings, signal, intent))
    return next(found, OTHER_LANGUAGE if is_foreign(text) else NONE)


def comes_first(signal: str, intent: str, confidence: float) -> bool:
    """Whether the answer is the signal's alone. A wish that is surely understood is answered, a need after it."""
    if signal in (NONE, SELF_HARM, LEGAL):  # "I object" is easily taken for giving up, a complaint for any other wish
        return signal != NONE
    if confidence < (_QUITE_SURE if signal in NEEDS else _SURE) or intent in _NOT_UNDERSTOOD:
        return True
    if signal == FRAUD:
        return intent not in _FEARS_IT
    if signal == OTHER_LANGUAGE:
        return intent not in ("request_human", *_COURTESIES)
    return signal == COERCION and intent not in _ASKS_FOR_SOMETHING


def _is_in(spellings: dict[str, str], signal: str, intent: str) -> bool:
    if signal == FRAUD:  # only harm in these words, or any in what was understood as a report
        return matches(spellings, "defrauded") or (intent == "report_phishing" and matches(spellings, "harmed"))
    return matches(spellings, signal)
