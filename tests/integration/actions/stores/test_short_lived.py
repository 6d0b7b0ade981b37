from dataclasses import replace

import pytest

from actions.services.ports import Begin, OpenChallenge
from actions.testing import MORNING
from actions.verification.codes import SentCode
from actions.verification.errors import Conflict
from actions.verification.liveness import Challenge, Move
from tests.integration.actions.stores.kept import LATER, ids


async def test_a_challenge_is_used_once_and_leaves_its_fingerprints(begin: Begin) -> None:
    case_id, moves = ids(), Challenge((Move.LEFT, Move.RIGHT))
    first, second = (OpenChallenge(f"challenge-{ids()}", case_id, "selfie", moves, LATER) for _ in range(2))
    async with begin() as work:
        await work.challenges.put(first)
    async with begin() as work:
        assert await work.challenges.get(first.challenge_id) == first
        assert await work.challenges.use(first.challenge_id, b"sealed")
        assert not await work.challenges.use(first.challenge_id, b"again")
        assert await work.challenges.get(first.challenge_id) is None
        assert await work.challenges.seen(case_id) == [b"sealed"]
        assert not await work.challenges.use("nothing", None)
        await work.challenges.put(second)
    async with begin() as work:
        await work.challenges.delete_of(case_id)
        assert await work.challenges.seen(case_id) == []
        assert await work.challenges.get(second.challenge_id) is None


async def test_of_the_open_challenges_of_a_step_the_newest_holds_alone(begin: Begin) -> None:
    case_id, moves = ids(), Challenge((Move.LEFT, Move.RIGHT))
    first, second, other = (OpenChallenge(f"challenge-{ids()}", case_id, "selfie", moves, LATER) for _ in range(3))
    async with begin() as work:
        await work.challenges.put(replace(other, step="face"))
        await work.challenges.put(first)
        await work.challenges.put(second)
        found = [await work.challenges.get(each.challenge_id) for each in (first, second, other)]
    assert found == [None, second, replace(other, step="face")]


async def test_of_a_step_the_newest_code_is_kept_and_goes_with_the_step_or_the_case(begin: Begin) -> None:
    case_id = ids()
    first = SentCode(case_id, "code", MORNING, LATER, 1, b"digest")
    second, other = replace(first, sends=2, digest=None), replace(first, step="transfer")
    async with begin() as work:
        await work.codes.put(first)
        await work.codes.put(other)
    async with begin() as work:
        assert await work.codes.get(case_id, "code") == first
        await work.codes.put(second)
        assert await work.codes.get(case_id, "code") == second
        await work.codes.delete(case_id, "code")
        assert await work.codes.get(case_id, "code") is None
        assert await work.codes.get(case_id, "transfer") == other
        await work.codes.delete(case_id)
        assert await work.codes.get(case_id, "transfer") is None


async def test_a_command_is_answered_once(begin: Begin) -> None:
    key = ids()
    async with begin() as work:
        assert await work.answers.get(key) is None
        await work.answers.put(key, {"said": "예"}, MORNING)
    with pytest.raises(Conflict):
        async with begin() as work:
            await work.answers.put(key, {"said": "no"}, MORNING)
    async with begin() as work:
        assert await work.answers.get(key) == {"said": "예"}
        assert await work.answers.forget_before(MORNING) == 0
        assert await work.answers.forget_before(LATER) >= 1
        assert await work.answers.get(key) is None


async def test_answers_are_deleted_by_how_their_keys_begin(begin: Begin) -> None:
    name = ids()
    async with begin() as work:
        for key in (f"turn:{name}_:1", f"turn:{name}x:1"):  # an underscore is no wildcard
            await work.answers.put(key, {}, MORNING)
        assert await work.answers.delete_of(f"turn:{name}_:") == 1
        assert await work.answers.get(f"turn:{name}x:1") == {}
