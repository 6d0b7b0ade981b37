"""What actions/ tells of a case: our copy of the journey, a word to the customer, and the bot's turn to speak."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from handoff.domain.conversation import Conversation
from handoff.domain.events import Event
from handoff.domain.message import StepEvent
from handoff.services.append import append_event, lock
from handoff.services.erasing import Why, open_erasure, with_installations
from handoff.services.ports import Begin, NewId, Work
from handoff.services.queue import announce_item
from handoff.services.request_person import enqueue
from handoff.services.turns import ask_bot
from handoff.services.watching import follow_case, want_person

BY_THE_BANK = Why("bank_asked", "bank")
STEP_NAMES = {
    "step_entered": "entered",
    "step_passed": "passed",
    "step_received": "passed",  # for the funnel it is behind the customer
    "step_failed": "failed",
}
MOVES = {"step_passed": "passed", "step_received": "received", "alternative_chosen": "alternative_chosen"}
TOLD = frozenset(
    {"in_review", "approved", "declined", "resubmission_requested", "canceled", "expired", "abandoned"}
)  # statuses worth a word


async def apply_case_event(begin: Begin, event: Mapping[str, Any], now: datetime, new_id: NewId) -> bool:
    """False when it has been applied before; order does not matter, the newest copy stays."""
    async with begin() as work:
        known = await work.conversations.of_customer(event["customer_id"])
        conversation = await lock(work, known.id) if known else None
        if not await work.case_events.add(event["event_id"], now):
            return False
        if event["name"] == "erasure_asked":
            subjects = await with_installations(work, await work.subjects.of_customer(event["customer_id"]))
            if subjects:  # else they have been erased already
                await open_erasure(work, subjects, BY_THE_BANK, now, new_id, case_ids=[event["case_id"]])
            return True
        await _record_step(work, event)
        if conversation:
            await _apply(work, conversation, event, now, new_id)
        return True


async def take_journey(begin: Begin, conversation_id: str, journey: Mapping[str, Any], now: datetime) -> None:
    """A copy fetched ahead of its event."""
    async with begin() as work:
        await _keep_copy(work, await lock(work, conversation_id), journey, now)


async def _apply(
    work: Work, conversation: Conversation, event: Mapping[str, Any], now: datetime, new_id: NewId
) -> None:
    changes = _consent_changes(conversation.journey, event["journey"]) if event["name"] == "consent_changed" else []
    conversation = await _keep_copy(work, conversation, event["journey"], now)
    for name, item in changes:
        conversation = (await append_event(work, conversation, name, {"item": item}, now)).conversation
    if event["name"] == "person_wanted" and _is_of_this_case(conversation, event):
        await _want_person(work, conversation, now, new_id)
    if event["name"] == "person_not_wanted" and _is_of_this_case(conversation, event):
        await want_person(work, conversation.id, wanted=False)
    result = _result(event)
    if result and not event.get("turn_id"):  # inside a turn the bot itself speaks of it
        params = {
            "step": event.get("step"),
            "kind": event.get("kind"),
            "result": result,
            "reason": event.get("reason"),
            "attempts_left": event.get("attempts_left"),
        }
        moved = await append_event(work, conversation, "case_moved", params, now, event["event_id"])
        await ask_bot(work, moved.conversation, moved.message, now)


def _is_of_this_case(conversation: Conversation, event: Mapping[str, Any]) -> bool:
    return conversation.journey is not None and conversation.journey["case_id"] == event["case_id"]


async def _want_person(work: Work, conversation: Conversation, now: datetime, new_id: NewId) -> None:
    """One who is called already comes sooner; else the bot calls one."""
    if conversation.handoff_id is None:
        await want_person(work, conversation.id)
    else:
        topic = str(conversation.step["id"]) if conversation.step else "general"
        await enqueue(work, conversation, "high_risk", topic, now, new_id)


async def _keep_copy(work: Work, conversation: Conversation, journey: Mapping[str, Any], now: datetime) -> Conversation:
    same_case = conversation.journey is not None and conversation.journey["case_id"] == journey["case_id"]
    if same_case and journey["version"] <= conversation.version:
        return conversation
    if not same_case and conversation.journey and journey["updated_at"] <= conversation.journey["updated_at"]:
        return conversation  # a late word about an earlier case
    changed = replace(conversation, journey=dict(journey))
    await work.conversations.save(changed)
    await follow_case(work, changed, now)
    work.record(Event("journey", conversation.id, {"journey": dict(journey)}))
    await announce_item(work, changed)
    return changed


async def _record_step(work: Work, event: Mapping[str, Any]) -> None:
    name = STEP_NAMES.get(event["name"])
    if name:
        await work.step_events.add(
            StepEvent(
                id=event["event_id"],
                case_id=event["case_id"],
                step=event.get("step"),
                kind=event.get("kind"),
                name=name,  # type: ignore[arg-type]  # one of the names, looked up above
                reason=event.get("reason"),
                language=event["language"],
                at=datetime.fromisoformat(event["at"]),
            )
        )


def _result(event: Mapping[str, Any]) -> str | None:
    """What the customer should hear, in the words of `case_moved`."""
    if event["name"] == "step_failed":
        spent = event.get("attempts_left") == 0 or event.get("reason") == "ATTEMPTS_EXCEEDED"
        return "attempts_exceeded" if spent else "failed"
    if event["name"] == "status_changed":
        status: str = event["journey"]["status"]
        return status if status in TOLD else None
    return MOVES.get(event["name"])


def _consent_changes(before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> list[tuple[str, str]]:
    given_before, given_after = _given((before or {}).get("consents", ())), _given(after["consents"])
    given = [("consent_given", item) for item in sorted(given_after - given_before)]
    return given + [("consent_withdrawn", item) for item in sorted(given_before - given_after)]


def _given(consents: Iterable[Mapping[str, Any]]) -> set[str]:
    """What rests on a law was told and not asked: nobody has given it."""
    return {one["item"] for one in consents if one["given"] and one.get("basis") != "statute"}
