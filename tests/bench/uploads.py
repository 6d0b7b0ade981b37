"""Photos through all three programs: past the chat, looked at, sealed and stored before they are acknowledged."""

import asyncio
import time

from tests.servers import journey, photos
from tests.servers.gildong import Gildong
from tests.servers.people import Customer, Message

CUSTOMERS = 12


async def uploads_a_second(app: Gildong) -> float:
    """Passports of so many customers at once."""
    waiting = [await _at_the_document(app) for _ in range(CUSTOMERS)]
    photo = photos.document("en")
    begun = time.perf_counter()
    answers = await asyncio.gather(*(customer.hand_in(card, photo=photo) for customer, card in waiting))
    seconds = time.perf_counter() - begun
    for answer in answers:
        if answer.json()["data"]["result"] not in journey.HANDED_IN:
            raise RuntimeError(f"the upload that is measured must be taken, it was answered {answer.text}")
    await asyncio.gather(*(customer.leave() for customer, _ in waiting))
    return CUSTOMERS / seconds


async def _at_the_document(app: Gildong) -> tuple[Customer, Message]:
    customer = await Customer(app.url, language="en").connect()
    card = await journey.consent(customer, await journey.begin(customer))
    return customer, await journey.details(customer, card)
