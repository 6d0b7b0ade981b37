"""What was explained to the customer stands in what their agent is given."""

from handoff.services.answer import finish, show
from handoff.services.bot_port import Bubble
from handoff.services.say import say_text
from handoff.services.snapshots import watch
from tests.unit.handoff.services.town import Town, staff

SORA = staff("sora")


async def asked(town: Town) -> str:
    chat = await town.opened()
    await say_text(town.begin, chat, "m", "how long is it kept?", town.now)
    return chat


async def test_an_agent_sees_what_was_told_when_and_in_which_release(town: Town) -> None:
    chat = await asked(town)
    await town.bot_explains("kept for 30 days", "kr.kept.selfie", "kr.where")
    seen = await watch(town.begin, SORA, chat, town.now)
    assert seen["explained"] == [
        {
            "seq": 4,
            "at": seen["messages"][3]["at"],
            "language": seen["language"],
            "response": "utter_explained",
            "release": "model+texts",
            "facts": ["kr.kept.selfie", "kr.where"],
        }
    ]


async def test_a_prompt_that_explains_in_passing_is_told_and_other_words_are_not(town: Town) -> None:
    chat = await asked(town)
    turn = await town.taken()
    passing = {"response": "utter_step_selfie", "release": "r", "explains": False, "facts": ["kr.before_camera.selfie"]}
    for n, seen_by_staff in enumerate(({"response": "utter_greet", "explains": False, "facts": []}, passing)):
        await show(town.begin, turn, Bubble(n, "text", {"text": "…"}, seen_by_staff), town.now, town.new_id)
    await finish(town.begin, turn, 2, [], town.now, town.new_id)
    seen = await watch(town.begin, SORA, chat, town.now)
    assert [one["response"] for one in seen["explained"]] == ["utter_step_selfie"]


async def test_what_was_told_long_ago_is_still_told(town: Town) -> None:
    chat = await asked(town)
    await town.bot_explains("kept for 30 days", "kr.kept.selfie")
    for n in range(120):
        await say_text(town.begin, chat, f"m{n}", "and?", town.now)
    seen = await watch(town.begin, SORA, chat, town.now)
    assert seen["messages"][0]["seq"] > 4
    assert [one["seq"] for one in seen["explained"]] == [4]
