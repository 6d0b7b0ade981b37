"""Runs turns: at most one of a conversation, many conversations at once, carried on by any process that is left."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog

from handoff.domain.conversation import Conversation
from handoff.domain.turn import Patience, Turn
from handoff.jobs.bell import Listener
from handoff.services.answer import (
    Taken,
    TurnLostError,
    decline,
    fail,
    finish,
    keep_turn,
    refers_to_current,
    show,
    speak,
    take_turn,
)
from handoff.services.bot_port import (
    Bot,
    BotBrokenError,
    BotRefusedError,
    Bubble,
    Done,
    HelpDeclined,
    LanguageAsked,
    PersonAsked,
    Question,
)
from handoff.services.case_events import take_journey
from handoff.services.ports import Begin, NewId, Now

LOOK = timedelta(seconds=1)
AT_ONCE = 64  # conversations; the bot answers one turn at a time of each

log = structlog.get_logger()
FetchJourney = Callable[[str], Awaitable[Mapping[str, Any] | None]]  # by customer_id; None when actions/ is away


@dataclass(frozen=True)
class TurnRunner:
    begin: Begin
    bot: Bot
    holder: str
    now: Now
    new_id: NewId
    patience: Patience
    fetch_journey: FetchJourney | None = None

    async def run(self, listener: Listener) -> None:
        """Stopping it lets go of running turns: their leases end and another process asks again."""
        places = asyncio.Semaphore(AT_ONCE)
        async with asyncio.TaskGroup() as running:
            while True:
                await places.acquire()
                match await self._take():
                    case Taken() as taken:
                        running.create_task(self._answer_in(places, listener, taken))
                    case due:
                        places.release()
                        await listener.wait(self._until(due))

    async def _answer_in(self, places: asyncio.Semaphore, listener: Listener, taken: Taken) -> None:
        try:
            await self._answer(taken)
        finally:
            places.release()
            listener.wake()  # the next turn of the conversation may run now

    async def _take(self) -> Taken | datetime | None:
        try:
            return await take_turn(self.begin, self.holder, self.patience, self.now())
        except Exception as error:  # the database is away
            log.warning("turns_not_taken", error=type(error).__name__)
            return None

    def _until(self, due: datetime | None) -> timedelta:
        return min(LOOK, max(due - self.now(), timedelta(milliseconds=1))) if due else LOOK

    async def _answer(self, taken: Taken) -> None:
        turn = taken.turn
        keeping = asyncio.create_task(self._keep(turn))
        try:
            await self._try(turn, taken.question)
        except TurnLostError:
            log.info("turn_lost", turn_id=turn.id)
        except Exception as error:
            log.warning("turn_interrupted", turn_id=turn.id, error=type(error).__name__)
            await self._give_back(turn)
        finally:
            keeping.cancel()

    async def _give_back(self, turn: Turn) -> None:
        """Tried again like a broken one, and given up like one: it must not block its conversation for ever."""
        with suppress(Exception):  # the database is away: the lease ends by itself
            await fail(self.begin, turn, self.patience, self.now(), self.new_id, for_good=False)

    async def _try(self, turn: Turn, question: Question) -> None:
        asked: list[PersonAsked] = []
        try:
            await self._follow(turn, question, asked)
        except (BotBrokenError, BotRefusedError) as error:
            refused = isinstance(error, BotRefusedError)
            log.warning("turn_broken", turn_id=turn.id, attempt=turn.attempts, why=str(error))
            await fail(self.begin, turn, self.patience, self.now(), self.new_id, asked=asked, for_good=refused)

    async def _follow(self, turn: Turn, question: Question, asked: list[PersonAsked]) -> None:
        """`asked` fills with whom the answer wants, for whoever has to deal with one that breaks off."""
        seen: set[int] = set()
        async for line in self.bot.answer(question):
            match line:
                case Bubble():
                    await self._show(turn, line)
                    seen.add(line.n)
                case PersonAsked():
                    asked.append(line)
                case LanguageAsked():
                    await speak(self.begin, turn, line.language, self.now())
                case HelpDeclined():
                    await decline(self.begin, turn)
                case Done(count) if count == len(seen):
                    await finish(self.begin, turn, count, asked, self.now(), self.new_id)
                    return
                case Done():
                    raise BotBrokenError("bubbles are missing")
        raise BotBrokenError("no end")

    async def _show(self, turn: Turn, bubble: Bubble) -> None:
        if bubble.kind == "card":
            await self._know_step(turn, bubble)
        await show(self.begin, turn, bubble, self.now(), self.new_id)

    async def _know_step(self, turn: Turn, bubble: Bubble) -> None:
        """An action may have moved the case a moment ago; its event can still be under way."""
        async with self.begin() as work:
            conversation = await work.conversations.get(turn.conversation_id)
        if conversation and self.fetch_journey and not refers_to_current(conversation, bubble):
            await self._fetch(conversation, self.fetch_journey)

    async def _fetch(self, conversation: Conversation, fetch: FetchJourney) -> None:
        try:
            journey = await fetch(conversation.customer_id)
        except Exception as error:  # the card then refers to what we know
            log.warning("journey_not_fetched", error=type(error).__name__)
            return
        if journey:
            await take_journey(self.begin, conversation.id, journey, self.now())

    async def _keep(self, turn: Turn) -> None:
        while True:
            await asyncio.sleep((self.patience.lease / 3).total_seconds())
            try:
                await keep_turn(self.begin, turn, self.patience, self.now())
            except TurnLostError:
                return
            except Exception as error:  # the database is away; the next renewal may be in time
                log.warning("lease_not_kept", turn_id=turn.id, error=type(error).__name__)
