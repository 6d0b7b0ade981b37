"""What a card says, in one language, with the bank's facts filled in."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

Section = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Wording:
    language: str
    release: str
    steps: Section
    fields: Section
    consents: Section
    reasons: Section
    documents: Mapping[str, str]
    statements: Mapping[str, str]  # by step: what is signed there
    before_camera: Mapping[str, str]  # by kind of step: why this photo, and what happens to it

    def reason(self, code: str) -> Mapping[str, str]:
        return self.reasons.get(code, self.reasons["OTHER"])

    def consent_hash(self, item: str) -> str:
        """Proof of what exactly the customer read."""
        return text_hash(self.consents[item])


def text_hash(text: object) -> str:
    canonical = json.dumps(text, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
