from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rasa.core.channels.channel import OutputChannel

from channels import lines
from components.repetition import response_key


class GatewayOutput(OutputChannel):
    """Turns what Rasa utters into lines as they come; handoffs are kept for after the last bubble."""

    def __init__(self, say: Callable[[str], None], intent: dict[str, Any], step: str | None, release: str) -> None:
        self._say = say
        self._intent = intent
        self._topic = step or "general"
        self._release = release
        self._handoff: str | None = None
        self.count = 0

    @classmethod
    def name(cls) -> str:
        return "gateway"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        custom = message.get("custom") or {}
        if message.get("text"):
            self._bubble(message, custom.get("card"))
        if "handoff" in custom:
            self._handoff = lines.handoff(custom["handoff"]["trigger"], custom["handoff"].get("topic", self._topic))
        if "declined" in custom:
            self._say(lines.declined())
        if "language" in custom:
            self._say(lines.language(custom["language"]))

    def closing(self) -> list[str]:
        """The lines that may only be said when the turn is safely kept."""
        asked = [self._handoff] if self._handoff else []
        return [*asked, lines.done(self.count)]

    def _bubble(self, message: dict[str, Any], card: str | None) -> None:
        kind, body = lines.body_of(message["text"], message.get("buttons") or [], card)
        metadata = message.get("metadata") or {}
        explains, facts = bool(metadata.get("explains")), tuple(metadata.get("facts") or ())
        intent, confidence = self._intent["name"], round(float(self._intent["confidence"]), 4)
        staff = lines.Staff(intent, confidence, response_key(message), self._release, explains, facts)
        self._say(lines.bubble(self.count, kind, body, staff))
        self.count += 1
