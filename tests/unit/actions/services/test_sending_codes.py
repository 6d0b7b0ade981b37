"""How often codes are sent, to whom, and who may have one sent again."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest

from actions.providers.channels import NoCoreBanking, NoTexts
from actions.providers.simulated.phone import SimulatedPhone
from actions.services.cards import get_card
from actions.services.channels import Taken, TextMessage
from actions.services.review import StaffCommand, command_case
from actions.verification.case import State
from actions.verification.errors import CaseRefuses, Forbidden
from tests.unit.actions.coded import ask, coded, last_code, step, to_code, to_transfer, type_in
from tests.unit.actions.examples import AGENT, CUSTOMER, REVIEWER, Bench

RESEND = StaffCommand("resend_code", reason="the customer asked")


async def test_asked_again_too_soon_nothing_is_sent_and_the_first_code_holds() -> None:
    bench = coded()
    case_id = await to_code(bench)
    await ask(bench, case_id)
    bench.clock.forward(seconds=20)
    answer = await ask(bench, case_id, "again")
    assert (answer["result"], answer["code"]["again_in_s"], answer["code"]["holds_s"]) == ("wait", 40, 160)
    assert len(bench.phone.of("customer-1")) == 1
    assert (await type_in(bench, case_id, last_code(bench)))["result"] == "passed"


async def test_the_same_question_twice_is_one_text_message() -> None:
    bench = coded()
    case_id = await to_code(bench)
    assert await ask(bench, case_id) == await ask(bench, case_id)
    assert len(bench.phone.of("customer-1")) == 1


async def test_after_so_many_codes_a_person_or_another_way_is_left() -> None:
    bench = coded()
    case_id = await to_code(bench)
    for number in range(5):
        assert (await ask(bench, case_id, f"a{number}"))["result"] == "sent"
        bench.clock.forward(minutes=3)
    answer = await ask(bench, case_id, "a5")
    assert (answer["result"], answer["reason"]) == ("failed", "CODE_LIMIT")
    assert await step(bench) is State.FAILED
    assert len(bench.phone.of("customer-1")) == 5


async def test_a_phone_that_cannot_be_reached_costs_neither_a_try_nor_a_sending() -> None:
    bench = coded()
    case_id = await to_code(bench, phone="010-1234-0008")
    for number in range(8):
        answer = await ask(bench, case_id, f"a{number}")
        assert (answer["result"], answer["reason"]) == ("failed", "REGISTRY_UNAVAILABLE")
        assert (answer["attempts_left"], answer["code"]["sends_left"], answer["code"]["sent"]) == (5, 5, False)


class SlowTexts(SimulatedPhone):
    """Delivers, and is not heard to say so."""

    async def send(self, message: TextMessage) -> Taken:
        await super().send(message)
        return Taken.UNKNOWN


async def test_a_sender_of_whom_nothing_is_heard_is_not_made_to_send_without_end() -> None:
    bench = coded()
    bench.phone = SlowTexts(bench.clock)
    case_id = await to_code(bench)
    for number in range(5):
        answer = await ask(bench, case_id, f"a{number}")
        assert (answer["reason"], answer["attempts_left"]) == ("REGISTRY_UNAVAILABLE", 5)
        assert answer["code"]["sends_left"] == 4 - number
        assert (await ask(bench, case_id, f"b{number}"))["result"] == "wait"
        bench.clock.forward(minutes=3)
    assert (await ask(bench, case_id, "one more"))["reason"] == "CODE_LIMIT"
    assert len(bench.phone.of("customer-1")) == 5


async def test_a_text_that_arrives_after_all_can_be_typed() -> None:
    bench = coded()
    bench.phone = SlowTexts(bench.clock)
    case_id = await to_code(bench)
    assert (await ask(bench, case_id))["code"]["sent"]
    assert (await type_in(bench, case_id, last_code(bench)))["result"] == "passed"


async def test_the_card_knows_where_the_code_went_and_how_long_it_holds() -> None:
    bench = coded()
    case_id = await to_code(bench)
    before = (await get_card(bench.means, CUSTOMER, case_id, "code", "en", 1000))["code"]
    assert before == {
        "to": "+82******5678",
        "length": 6,
        "sent": False,
        "holds_s": 0,
        "again_in_s": 0,
        "sends_left": 5,
    }
    await ask(bench, case_id)
    bench.clock.forward(seconds=10)
    card = await get_card(bench.means, CUSTOMER, case_id, "code", "en", 1000)
    assert (card["code"]["sent"], card["code"]["holds_s"], card["code"]["again_in_s"]) == (True, 170, 50)


@pytest.mark.parametrize("at_step", [to_code, to_transfer])
async def test_a_card_says_before_anything_is_sent_that_a_stand_in_takes_it(
    at_step: Callable[[Bench], Awaitable[str]],
) -> None:
    bench = coded()
    case_id, step_id = await at_step(bench), (await bench.case()).current
    assert step_id is not None
    assert (await get_card(bench.means, CUSTOMER, case_id, step_id.id, "en", 1000))["simulated"]
    connected = replace(bench.means.providers, texts=NoTexts(), core=NoCoreBanking())
    means = replace(bench.means, providers=connected)
    assert not (await get_card(means, CUSTOMER, case_id, step_id.id, "en", 1000))["simulated"]


async def test_the_staff_have_a_code_sent_again_past_the_limit_and_with_their_reason() -> None:
    bench = coded()
    case_id = await to_code(bench)
    for number in range(5):
        await ask(bench, case_id, f"a{number}")
        bench.clock.forward(minutes=3)
    await command_case(bench.means, AGENT, case_id, RESEND, "en")
    assert len(bench.phone.of("customer-1")) == 6
    entry = [each for each in bench.store.memory.history if each.name == "code_sent"][-1]
    assert (entry.actor_id, entry.why) == ("staff-2", "the customer asked")
    assert (await type_in(bench, case_id, last_code(bench)))["result"] == "passed"


async def test_the_staff_keep_the_pause_too_and_see_nothing_of_the_code() -> None:
    bench = coded()
    case_id = await to_code(bench)
    detail = await command_case(bench.means, REVIEWER, case_id, RESEND, "en")
    assert last_code(bench) not in json.dumps(detail)
    with pytest.raises(CaseRefuses) as refusal:
        await command_case(bench.means, REVIEWER, case_id, RESEND, "en")
    assert refusal.value.reason == "code_just_sent"


async def test_a_code_is_sent_by_who_may_and_where_there_is_one() -> None:
    bench = coded()
    case_id = await to_code(bench)
    with pytest.raises(Forbidden):
        await command_case(bench.means, CUSTOMER, case_id, RESEND, "en")
    case_id = await to_transfer(bench2 := coded())
    with pytest.raises(CaseRefuses) as refusal:  # no account has been named yet
        await command_case(bench2.means, REVIEWER, case_id, RESEND, "en")
    assert refusal.value.reason == "not_applicable"
