"""What the bank's verification service would say on the cards, read from the installation's own texts."""

from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).parents[3] / "data"
LANGUAGES = ("ko", "fa", "en")
TEXTS = {code: yaml.safe_load((DATA / "texts" / f"{code}.yml").read_text()) for code in LANGUAGES}
STEPS = ("consent", "details", "document", "selfie")
BASES = {"id_number": "statute"}
FIELDS = {"name": "text", "birth_date": "date", "phone": "tel", "national_code": "digits"}
DOCUMENTS = {
    "ko": ["주민등록증", "운전면허증"],
    "fa": ["کارت ملی هوشمند"],
    "en": ["passport"],
}
BANK = yaml.safe_load((DATA / "bank.yml").read_text())
PRIVACY = yaml.safe_load((DATA / "privacy" / "kr.yml").read_text())["facts"]
KEPT = {"selfie": PRIVACY["kept"]["selfie"], "document": PRIVACY["kept"]["photo"], "details": PRIVACY["kept"]["number"]}
LAW = next(
    consent["law"]
    for consent in yaml.safe_load((DATA / "journeys" / "kr.yml").read_text())["consents"]
    if consent["item"] == "id_number"
)
FACTS = {
    "bank": BANK["name"],
    "branch": BANK["branch"],
    **{f"retention_{item}": kept for item, kept in KEPT.items()},
    **{f"kept.{item}": kept for item, kept in PRIVACY["kept"].items() if isinstance(kept, dict)},
    "decision": {code: TEXTS[code]["statements"]["person"] for code in LANGUAGES},
    "details": {code: TEXTS[code]["fields"]["name"]["label"] for code in LANGUAGES},
    "numbers": {code: TEXTS[code]["fields"]["resident_number"]["label"] for code in LANGUAGES},
    "law": LAW,
    "sharing": {code: TEXTS[code]["statements"]["nobody"] for code in LANGUAGES},
}
CAMERAS = {
    "document": PRIVACY["before_camera"]["photo"]["person"],
    "selfie": PRIVACY["before_camera"]["selfie"]["person"],
}


def filled(text: str, language: str) -> str:
    for name, value in FACTS.items():
        text = text.replace(f"{{{name}}}", str(value.get(language)))
    return text


def consent_words(item: str, language: str) -> dict[str, str]:
    words = dict(TEXTS[language]["consents"][item])
    by_law = words.pop("by_law", {})
    said = words | (by_law if BASES.get(item) == "statute" else {})
    return {key: filled(value, language) for key, value in said.items()}


CONSENTS = {item: {code: consent_words(item, code) for code in LANGUAGES} for item in TEXTS["en"]["consents"]}


def journey_of(case_id: str, passed: int, failures: int) -> dict[str, Any]:
    current = STEPS[passed + 1] if passed + 1 < len(STEPS) else None
    steps = []
    for index, step in enumerate(STEPS):
        state = "passed" if index <= passed else "current" if step == current else "waiting"
        steps.append(
            {
                "id": step,
                "kind": step,
                "state": state,
                "attempts": failures if step == current else 0,
                "attempts_left": 3 - failures,
                "reason": None,
                "minutes": 2 if step != "selfie" else 1,
                "alternative": "branch" if step == "selfie" else None,
                "consent": "biometrics" if step == "selfie" else None,
            }
        )
    steps.append(
        {**steps[0], "id": "review", "kind": "review", "state": "waiting" if current else "current", "minutes": 0}
    )
    status = "started" if current else "in_review"
    version = 2 + passed + failures
    return {
        "v": 1,
        "case_id": case_id,
        "journey": "kr",
        "status": status,
        "version": version,
        "current": current,
        "steps": steps,
    }


def card_content(step: str, language: str) -> dict[str, Any]:
    texts = TEXTS[language]
    content: dict[str, Any] = {
        "v": 1,
        "step": step,
        "kind": step,
        "language": language,
        **texts["steps"].get(step, {}),
        "attempts_left": 3,
    }
    if step == "consent":
        content["release"] = "2026-11"
        content["consents"] = [
            {"item": item, "basis": BASES.get(item, "consent"), "required": item != "biometrics", **words[language]}
            for item, words in CONSENTS.items()
        ]
    if step == "details":
        content["fields"] = [{"name": name, "kind": kind, **texts["fields"][name]} for name, kind in FIELDS.items()]
    if step == "document":
        content["documents"] = [{"kind": title, "title": title} for title in DOCUMENTS[language]]
    if step in ("document", "selfie"):
        content["limits"] = {"max_bytes": 8_000_000}
        content["before_camera"] = filled(CAMERAS[step][language], language)
    return content
