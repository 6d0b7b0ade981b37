"""What the stand-in remembers of one customer."""

from datetime import UTC, datetime
from typing import Any

from tests.browser.alone.card_contents import journey_of

BOT = {"kind": "bot", "id": "bot", "name": "Gildong"}
SYSTEM = {"kind": "system", "id": "system", "name": None}
CUSTOMER = {"kind": "customer", "id": "customer", "name": None}


class Conversation:
    """One customer's log, handoff and case, as plain data."""

    def __init__(self, customer_id: str, language: str) -> None:
        self.id = f"conversation-{customer_id}"
        self.language = language
        self.messages: list[dict[str, Any]] = []
        self.handoff: dict[str, Any] | None = None
        self.passed = -1  # index of the last step passed; -1 before the first
        self.started = False
        self.failures = 0
        self.withdrawn: list[str] = []
        self.deletions = 0
        self.read = 0

    @property
    def journey(self) -> dict[str, Any] | None:
        return journey_of(self.id, self.passed, self.failures) if self.started else None

    def add(self, sender: dict[str, Any], kind: str, body: dict[str, Any], client_id: str = "") -> dict[str, Any]:
        message = {
            "v": 1,
            "seq": len(self.messages) + 1,
            "sender": sender,
            "client_id": client_id or f"{self.id}:{len(self.messages)}",
            "kind": kind,
            "body": body,
            "language": self.language,
            "at": datetime.now(UTC).isoformat(),
        }
        self.messages.append(message)
        return message

    def find(self, client_id: str) -> dict[str, Any] | None:
        own = (one for one in self.messages if one["sender"]["kind"] == "customer")
        return next((one for one in own if one["client_id"] == client_id), None)

    def snapshot(self) -> dict[str, Any]:
        return {
            "v": 1,
            "conversation_id": self.id,
            "owner": {"kind": "bot"},
            "handoff": self.handoff,
            "journey": self.journey,
            "last_seq": len(self.messages),
            "read_by_agent": 0,
            "read_by_customer": self.read,
            "language": self.language,
            "bank": {"name": {"ko": "길동은행", "fa": "بانک گیلدونگ", "en": "Gildong Bank"}},
        }
