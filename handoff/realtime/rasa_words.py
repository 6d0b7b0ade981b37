"""A message as Rasa widgets read it."""

import hashlib
from collections.abc import Mapping
from typing import Any

from handoff.realtime.shared import Shared
from handoff.services.views import View


def payload_of(conversation_id: str, seq: int, option: str) -> str:
    """Opaque, and good for this offer in this conversation only."""
    return hashlib.sha256(f"{conversation_id}:{seq}:{option}".encode()).hexdigest()[:32]


def bot_uttered(conversation_id: str, message: Mapping[str, Any], shared: Shared) -> View | None:
    """A message as those widgets read it; None when it is the customer's own, or there are no words for it."""
    text = _words(message, shared)
    if message["sender"]["kind"] == "customer" or not text:
        return None
    seq = message["seq"]
    about = {
        "id": f"{conversation_id}:{seq}",
        "seq": seq,
        "sender": message["sender"],
        "lang": message["language"],
    }
    options = message["body"].get("options")
    if not options:
        return {"text": text, "metadata": about}
    replies = [
        {
            "content_type": "text",
            "title": option["label"],
            "payload": payload_of(conversation_id, seq, option["id"]),
        }
        for option in options
    ]
    return {"text": text, "quick_replies": replies, "metadata": about}


def _words(message: Mapping[str, Any], shared: Shared) -> str | None:
    body, language = message["body"], message["language"]
    if message["kind"] == "event":
        return shared.options.render(body["name"], body["params"], language)
    text: str | None = body.get("text")
    return text or shared.options.render(f"card_{body['card']}", {}, language) if body.get("card") else text
