"""The actions by the names that the bot's domain gives them."""

from rasa_sdk import Tracker

from actions.dialogue.bounded import BoundedAction
from actions.services import bot_turns
from actions.services.bot_turns import BotTurn, Said
from actions.services.means import Means


def create_actions(means: Means) -> list[BoundedAction]:
    async def start(turn: BotTurn, _tracker: Tracker) -> Said:
        return await bot_turns.start_verification(means, turn)

    async def resume(turn: BotTurn, _tracker: Tracker) -> Said:
        return await bot_turns.resume_verification(means, turn)

    async def pause(turn: BotTurn, _tracker: Tracker) -> Said:
        return await bot_turns.pause_verification(means, turn)

    async def cancel(turn: BotTurn, _tracker: Tracker) -> Said:
        return await bot_turns.cancel_verification(means, turn)

    async def choose_alternative(turn: BotTurn, _tracker: Tracker) -> Said:
        return await bot_turns.choose_alternative(means, turn)

    async def reopen(turn: BotTurn, tracker: Tracker) -> Said:
        return await bot_turns.reopen(means, turn, chosen_step(tracker))

    async def status(turn: BotTurn, _tracker: Tracker) -> Said:
        return await bot_turns.case_status(means, turn)

    async def ask_for_review(turn: BotTurn, _tracker: Tracker) -> Said:
        return await bot_turns.ask_for_review(means, turn)

    by_name = {
        "action_start_verification": start,
        "action_resume_verification": resume,
        "action_pause_verification": pause,
        "action_cancel_verification": cancel,
        "action_choose_alternative": choose_alternative,
        "action_reopen": reopen,
        "action_case_status": status,
        "action_ask_for_review": ask_for_review,
    }
    return [BoundedAction(name, do, means.bank.languages) for name, do in by_name.items()]


def chosen_step(tracker: Tracker) -> str | None:
    """The value of a choice such as `reopen.details`."""
    entities = tracker.latest_message.get("entities") or []
    return next((str(each["value"]) for each in entities if each.get("entity") == "value"), None)
