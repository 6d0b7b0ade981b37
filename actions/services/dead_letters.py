"""What the bank has not taken: seen, and sent again."""

from actions.services.bank_events import letter_view
from actions.services.means import Means, in_work
from actions.services.outgoing import DeadLetter
from actions.services.ports import Json, Work
from actions.verification.errors import NotFound

BATCH = 100


async def list_letters(means: Means, before: str | None, limit: int) -> Json:
    async def use(work: Work) -> list[DeadLetter]:
        return await work.bank_outbox.dead(before, limit + 1)

    found = await in_work(means, use)
    shown = found[:limit]
    following = shown[-1].event_id if len(found) > limit else None
    return {"dead_letters": [letter_view(letter) for letter in shown], "next": following}


async def replay(means: Means, event_id: str) -> Json:
    async def use(work: Work) -> DeadLetter | None:
        return await work.bank_outbox.revive(event_id, means.now())

    letter = await in_work(means, use)
    if letter is None:
        raise NotFound
    return letter_view(letter)


async def replay_all(means: Means) -> int:
    async def use(work: Work) -> int:
        letters = await work.bank_outbox.dead(None, BATCH)
        for letter in letters:
            await work.bank_outbox.revive(letter.event_id, means.now())
        return len(letters)

    replayed = 0
    while revived := await in_work(means, use):
        replayed += revived
    return replayed
