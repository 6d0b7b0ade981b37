"""The bot's answer enters the log bubble by bubble, each fenced: a turn that is not ours any more shows nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from handoff.domain.conversation import Conversation
from handoff.domain.message import BOT_SENDER, Draft, Message
from handoff.domain.turn import Patience, Turn
from handoff.services.append import append, append_event, lock
from handoff.services.arrive import record_step
from handoff.services.bot_port import Bubble, PersonAsked, Question
from handoff.services.ports import Begin, NewId, Work
from handoff.services.question import question
from handoff.services.request_person import enqueue
from handoff.services.say import change_language
from handoff.services.turns import UNASKED
from handoff.services.watching import decline_help

SILENCE_IS_FINE = UNASKED | {"case_moved", "agent_left", "came_back"}  # nobody waits for an answer


class TurnLostError(Exception):
    """An agent has taken over, or another process carries this turn on."""


@dataclass(frozen=True, slots=True)
class Taken:
    turn: Turn
    conversation: Conversation
    message: Message

    @property
    def question(self) -> Question:
        """Outside the transaction that took the turn: one that cannot be put must not keep the others from theirs."""
        return question(self.turn, self.conversation, self.message)


async def take_turn(begin: Begin, holder: str, patience: Patience, now: datetime) -> Taken | datetime | None:
    """The next turn to run; when there is none, the time at which one becomes due."""
    async with begin() as work:
        turn = await work.turns.claim(now, holder, now + patience.lease)
        if turn is None:
            return await work.turns.next_due()
        conversation = await work.conversations.get(turn.conversation_id)
        message = await work.messages.get(turn.conversation_id, turn.seq)
        assert conversation is not None, "turns refer to it"  # noqa: S101
        assert message is not None, "messages are never removed"  # noqa: S101
        return Taken(turn, conversation, message)


async def keep_turn(begin: Begin, turn: Turn, patience: Patience, now: datetime) -> None:
    """Still at it."""
    async with begin() as work:
        _, current = await _fenced(work, turn)
        await work.turns.save(replace(current, leased_until=now + patience.lease))


async def show(begin: Begin, turn: Turn, bubble: Bubble, now: datetime, new_id: NewId) -> None:
    async with begin() as work:
        conversation, current = await _fenced(work, turn)
        body = bubble.body if bubble.kind != "card" else dict(bubble.body) | {"ref": _ref(conversation, bubble)}
        draft = Draft(BOT_SENDER, f"{turn.id}:{bubble.n}", bubble.kind, body, bubble.staff)
        shown = await append(work, conversation, draft, now)
        if shown.is_new and bubble.explains:
            await record_step(work, conversation, "explained", now, new_id)
        if not current.bubbled:
            await work.turns.save(replace(current, bubbled=True))


async def speak(begin: Begin, turn: Turn, language: str, now: datetime) -> None:
    async with begin() as work:
        conversation, _ = await _fenced(work, turn)
        await change_language(work, conversation, language, now)


async def decline(begin: Begin, turn: Turn) -> None:
    async with begin() as work:
        conversation, _ = await _fenced(work, turn)
        await decline_help(work, conversation.id)


async def finish(
    begin: Begin, turn: Turn, count: int, asked: Sequence[PersonAsked], now: datetime, new_id: NewId
) -> None:
    """The last words are out: now a person is asked for. An answer of nothing is told as what it is."""
    async with begin() as work:
        conversation, current = await _fenced(work, turn)
        await work.turns.save(replace(current, state="done", leased_until=None))
        for request in asked:
            conversation = await enqueue(work, conversation, request.trigger, request.topic, now, new_id)
        if count == 0 and not asked and not await _is_about(work, turn, SILENCE_IS_FINE):
            await _tell(work, conversation, turn, "failed", now)


async def fail(
    begin: Begin,
    turn: Turn,
    patience: Patience,
    now: datetime,
    new_id: NewId,
    *,
    asked: Sequence[PersonAsked] = (),
    for_good: bool,
) -> None:
    """A person whom the half of an answer has asked for is called at once: the other half may never come."""
    async with begin() as work:
        conversation, current = await _fenced(work, turn)
        for_good = for_good or patience.is_spent(current, now)
        for request in (*asked, *(await _asked_by_bank(work, turn) if for_good else ())):
            conversation = await enqueue(work, conversation, request.trigger, request.topic, now, new_id)
        if for_good:
            await work.turns.save(replace(current, state="failed", leased_until=None))
            await _tell(work, conversation, turn, "failed", now)
        else:
            due = patience.next_try(current, now)
            await work.turns.save(replace(current, state="queued", due_at=due, holder=None, leased_until=None))


async def tell_slow(begin: Begin, patience: Patience, now: datetime) -> None:
    async with begin() as work:
        silent = await work.turns.silent(now - patience.slow)
    for turn in silent:
        async with begin() as work:
            conversation = await lock(work, turn.conversation_id)
            current = await work.turns.get(turn.id)
            if current and current.is_unfinished and not current.bubbled and not current.told_slow:
                await work.turns.save(replace(current, told_slow=True))
                await _tell(work, conversation, turn, "slow", now)


def refers_to_current(conversation: Conversation, bubble: Bubble) -> bool:
    """Whether our copy of the case knows the step that a card is about."""
    step = conversation.step
    return bubble.kind != "card" or (step is not None and step["kind"] == bubble.body["card"])


async def _fenced(work: Work, turn: Turn) -> tuple[Conversation, Turn]:
    conversation = await lock(work, turn.conversation_id)
    current = await work.turns.get(turn.id)
    is_ours = current is not None and current.state == "running" and current.holder == turn.holder
    if current is None or not is_ours or conversation.epoch != turn.epoch:
        raise TurnLostError
    return conversation, current


async def _tell(work: Work, conversation: Conversation, turn: Turn, state: str, now: datetime) -> None:
    """Once for all that the customer wrote before it."""
    if await _is_about(work, turn, UNASKED):
        return
    for message in await work.messages.after(conversation.id, turn.seq, conversation.last_seq):
        if message.event_name == "bot_unavailable" and message.body["params"]["state"] == state:
            return
    await append_event(work, conversation, "bot_unavailable", {"state": state}, now)


async def _asked_by_bank(work: Work, turn: Turn) -> Sequence[PersonAsked]:
    """The bot would have called them; the bank's wish outlives the bot."""
    message = await work.messages.get(turn.conversation_id, turn.seq)
    if message is None or message.event_name != "person_wanted":
        return ()
    return (PersonAsked("high_risk", str(message.body["params"]["step"])),)


async def _is_about(work: Work, turn: Turn, events: frozenset[str]) -> bool:
    message = await work.messages.get(turn.conversation_id, turn.seq)
    return message is not None and message.event_name in events


def _ref(conversation: Conversation, bubble: Bubble) -> Mapping[str, Any] | None:
    if conversation.journey is None:
        return None
    card, step = bubble.body["card"], conversation.step
    if step is None or step["kind"] != card:
        step = next((one for one in conversation.journey["steps"] if one["kind"] == card), step)
    return {"case_id": conversation.journey["case_id"], "step": step["id"] if step else None}
