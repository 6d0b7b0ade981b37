"""What the front door checks before it reads a single byte of a photo: whose case, which step, which consent."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from handoff.domain.errors import NotFound, Refused
from handoff.services.actions_port import Actions, as_customer
from handoff.services.ports import Begin
from handoff.services.watching import note_activity

Journey = Mapping[str, Any]
PHOTO_KINDS = frozenset({"document", "selfie", "signature"})
CONSENT_ON_CARD = PHOTO_KINDS | {"vendor"}  # a form there is no evidence


async def admit(begin: Begin, actions: Actions, customer_id: str, case_id: str, step_id: str, form: bool) -> str:
    """The kind of the step that the customer may send evidence for now; refused with the reason why not."""
    journey = await _copy(begin, customer_id)
    try:
        return check(journey, case_id, step_id, form)
    except (NotFound, Refused):
        # Our copy follows by events and may be a moment behind a consent just given: ask before refusing.
        return check(await fetch_journey(actions, customer_id), case_id, step_id, form)


async def note_busy(begin: Begin, customer_id: str, now: datetime) -> None:
    """With a card: opened, or something is being sent from it."""
    async with begin() as work:
        conversation = await work.conversations.of_customer(customer_id)
        if conversation:
            await note_activity(work, conversation.id, now)


async def owned(begin: Begin, actions: Actions, customer_id: str, case_id: str) -> None:
    """NotFound unless the case is the customer's."""
    for journey in (await _copy(begin, customer_id), None):
        if (journey or await fetch_journey(actions, customer_id) or {}).get("case_id") == case_id:
            return
    raise NotFound


def check(journey: Journey | None, case_id: str, step_id: str, form: bool = False) -> str:
    """A photo step takes a form only to give the consent that it lacks; a photo never comes that way. At a
    vendor's step actions/ refuses the way in without it."""
    if journey is None or journey["case_id"] != case_id:
        raise NotFound
    step = next((step for step in journey["steps"] if step["id"] == step_id), None)
    if step is None:
        raise NotFound
    needed = step.get("consent")
    gives_consent = step["kind"] == "consent" or (form and step["kind"] in CONSENT_ON_CARD)
    if needed and not gives_consent and not _is_given(journey, needed):
        raise Refused("consent_missing")
    return str(step["kind"])


def _is_given(journey: Journey, item: str) -> bool:
    decisions = [consent["given"] for consent in journey.get("consents", ()) if consent["item"] == item]
    return bool(decisions) and decisions[-1] is True


async def _copy(begin: Begin, customer_id: str) -> Journey | None:
    async with begin() as work:
        conversation = await work.conversations.of_customer(customer_id)
    return conversation.journey if conversation else None


async def fetch_journey(actions: Actions, customer_id: str, via: str | None = None) -> Journey | None:
    """The customer's case as actions/ has it now."""
    answer = await actions.get(as_customer(customer_id, via), f"/customers/{customer_id}/case")
    if answer.status != 200:
        return None
    journey: Journey = json.loads(answer.body)
    return journey
