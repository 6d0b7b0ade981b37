"""What customers may ask of the bank about their data: each request is a ticket, an episode that a person answers."""

from datetime import datetime

from handoff.domain.errors import NotFound
from handoff.services.ports import Begin, NewId
from handoff.services.request_person import request_person
from handoff.services.views import View

RIGHT, DELETION = "legal_request", "data_deletion"


async def ask_for_deletion(begin: Begin, customer_id: str, now: datetime, new_id: NewId) -> View | None:
    """Nothing is deleted yet: a person sees who asks, and what a law keeps, before `erase` cannot be undone."""
    async with begin() as work:
        conversation = await work.conversations.of_customer(customer_id)
    if conversation is None:
        raise NotFound
    return await request_person(begin, conversation.id, RIGHT, DELETION, now, new_id)
