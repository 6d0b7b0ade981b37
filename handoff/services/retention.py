"""Nothing is kept longer than the bank says: what lies still is erased, what is old is forgotten where it stands."""

from handoff.domain.retention import Times
from handoff.services.erasing import Why, erase_conversations
from handoff.services.ports import Begin, NewId, Now

BY_TIME = Why("retention", "system")
AT_ONCE = 100


async def forget(begin: Begin, times: Times, now: Now, new_id: NewId) -> dict[str, int]:
    """How much of each kind."""
    silent = await _erase_silent(begin, times, now, new_id)
    async with begin() as work:
        before = times.before(now())
        forgotten = {str(what): await work.forgetting.forget(what, moment) for what, moment in before.items()}
    return {"conversations": silent, **forgotten}


async def _erase_silent(begin: Begin, times: Times, now: Now, new_id: NewId) -> int:
    """With the bot's memory of them, as an erasure does it."""
    total = 0
    while True:
        async with begin() as work:
            chats = await work.forgetting.silent_conversations(times.silent_since(now()), AT_ONCE)
            if not chats:
                return total
            await erase_conversations(work, chats, BY_TIME, now(), new_id)
        total += len(chats)
