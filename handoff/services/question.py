"""A turn as the bot reads it; the case is handoff's own copy, so that the bot can answer while actions/ is down."""

from collections.abc import Mapping
from typing import Any

from handoff.domain.conversation import Conversation
from handoff.domain.message import Message
from handoff.domain.turn import Turn
from handoff.services.bot_port import Question

FINAL = frozenset({"approved", "declined", "resubmission_requested", "canceled"})


def question(turn: Turn, conversation: Conversation, message: Message) -> Question:
    return {
        "v": 1,
        "turn_id": turn.id,
        "conversation_id": conversation.id,
        "epoch": turn.epoch,
        "language": conversation.language,
        **_said(message),
        "metadata": {"customer_id": conversation.customer_id, "case": case_of(conversation)},
    }


def case_of(conversation: Conversation) -> Mapping[str, Any] | None:
    journey, step = conversation.journey, conversation.step
    if journey is None:
        return None
    return {
        "case_id": journey["case_id"],
        "status": journey["status"],
        "step": step["id"] if step else None,
        "step_kind": step["kind"] if step else None,
        "attempts_left": step["attempts_left"] if step else None,
        "reason": step["reason"] if step else None,
        "minutes_left": sum(s["minutes"] or 0 for s in journey["steps"] if s["state"] in ("waiting", "current")),
        "result": journey["status"] if journey["status"] in FINAL else None,
        "journey": journey.get("journey"),
        "other_way": journey.get("other_way"),
        "automated": bool(journey.get("automated")),  # whoever a machine has declined may ask for a person's review
    }


def _said(message: Message) -> Mapping[str, Any]:
    if message.kind == "event":
        return {"event": {"name": message.body["name"], "params": message.body["params"]}}
    if "choice" in message.body:
        return {"choice": {"id": message.body["choice"]["option"]}}
    return {"text": message.body["text"]}
