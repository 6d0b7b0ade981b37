"""What goes out with a code, in one language, with the bank's name filled in."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CodeTexts:
    text: str  # to the phone
    memo: str  # on the bank statement, short

    def to_phone(self, code: str) -> str:
        return self.text.replace("{code}", code)

    def on_statement(self, code: str) -> str:
        return self.memo.replace("{code}", code)
