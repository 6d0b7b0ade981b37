"""What a journey asks its customers for, as phrases of a language: consents name these and nothing else."""

from collections.abc import Sequence

from actions.storage.content.texts import Texts
from actions.verification.details import ID_NUMBERS
from actions.verification.journey import Journey, Kind

LISTED: dict[str, tuple[str, str]] = {"fa": ("، ", " و "), "en": (", ", " and ")}
WITH_NUMBERS = (Kind.DOCUMENT, Kind.VENDOR)  # what is shown there has a number on it


def asked_for(journey: Journey, texts: Texts, language: str) -> dict[str, str]:
    """The values of `{details}` and `{numbers}` in the consents; a missing word is named elsewhere."""
    known, evidence = texts.entry.fields, texts.entry.evidence
    fields = [field for step in journey.steps for field in step.fields if field in known]
    kinds = {step.kind for step in journey.steps}
    shown = [kind for kind in (Kind.SIGNATURE, Kind.DOCUMENT) if kind in kinds and kind in evidence]
    numbers = [_inside(known[field].label, language) for field in fields if field in ID_NUMBERS]
    details = [_inside(known[field].label, language) for field in fields if field not in ID_NUMBERS]
    return {
        "details": _listed([*details, *(evidence[kind] for kind in shown)], language),
        "numbers": _listed([*numbers, *([evidence["number"]] if kinds & {*WITH_NUMBERS} else [])], language),
    }


def _inside(label: str, language: str) -> str:
    """An English label begins with a capital, and so does no word inside a sentence."""
    return label[:1].lower() + label[1:] if language == "en" else label


def _listed(names: Sequence[str], language: str) -> str:
    comma, last = LISTED.get(language, (", ", ", "))
    return last.join([comma.join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)
