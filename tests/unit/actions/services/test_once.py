import pytest

from actions.services.means import once
from actions.services.ports import Json, Work
from actions.verification.errors import Conflict, Refused
from tests.unit.actions.examples import Bench


async def test_a_command_whose_twin_was_faster_repeats_its_answer_and_not_its_own_refusal() -> None:
    bench = Bench()

    async def too_late(work: Work) -> Json:
        bench.store.memory.answers["key"] = ({"said": "yes"}, bench.clock())
        raise Refused("step_not_current")

    assert await once(bench.means, "key", too_late) == {"said": "yes"}


async def test_a_refusal_stays_one_and_is_not_remembered() -> None:
    bench = Bench()

    async def never(work: Work) -> Json:
        raise Refused("step_not_current")

    with pytest.raises(Refused, match="step_not_current"):
        await once(bench.means, "key", never)
    assert not bench.store.memory.answers


async def test_a_command_that_met_another_is_tried_again() -> None:
    bench, tries = Bench(), []

    async def second_time(work: Work) -> Json:
        tries.append(1)
        if len(tries) < 3:
            raise Conflict
        return {"tries": len(tries)}

    assert await once(bench.means, "key", second_time) == {"tries": 3}
