"""Who hesitates at the selfie is offered help once, in their language, and after declining it never again."""

from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack

import pytest

from tests.servers import journey
from tests.servers.gildong import Gildong, start
from tests.servers.people import Customer, Message, customer

CORRECT = {
    "ko": "신분증 사진을 다른 걸로 바꾸고 싶어요",
    "fa": "می‌خواهم عکس مدرکم را عوض کنم",
    "en": "I want to change my ID photo",
}
NO = {"ko": "아니요", "fa": "نه", "en": "no"}


@pytest.fixture(scope="module")
def own_gildong(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gildong]:
    """The same as everywhere but for its patience."""
    running = start(tmp_path_factory.mktemp("gildong"), HANDOFF_STEP_IDLE_SECONDS="4")
    yield running
    running.stop()


@pytest.fixture
async def crowd(own_gildong: Gildong) -> AsyncIterator[AsyncExitStack]:
    async with AsyncExitStack() as people:
        yield people


async def hesitates(crowd: AsyncExitStack, own_gildong: Gildong, language: str) -> tuple[Customer, Message]:
    """A customer who does nothing at the selfie, until help is offered."""
    person = await crowd.enter_async_context(customer(own_gildong.url, language))
    card = await journey.to_selfie(person)
    idle = await person.message(lambda m: is_idle(m, "selfie"), card["seq"])
    return person, await person.bot(idle["seq"], "choices")


def is_idle(message: Message, step: str) -> bool:
    body = message["body"]
    return message["kind"] == "event" and body["name"] == "step_idle" and body["params"]["step"] == step


def offers(person: Customer) -> int:
    return sum(is_idle(message, "selfie") for message in person.messages)


@pytest.mark.parametrize(("language", "typed"), [("ko", True), ("fa", True), ("en", False)])
async def test_one_offer_that_fits_and_none_after_declining_it(
    crowd: AsyncExitStack, own_gildong: Gildong, language: str, typed: bool
) -> None:
    person, offer = await hesitates(crowd, own_gildong, language)
    options = {option["id"] for option in offer["body"]["options"]}
    assert options >= {"ask_biometric_purpose", "help_selfie", "ask_alternative", "request_human", "dismiss_offer"}
    # Somebody who came later has their offer: whatever was to come to the first one would have come by now.
    await hesitates(crowd, own_gildong, language)
    assert offers(person) == 1

    declined = await (person.say(NO[language]) if typed else person.choose(offer, "dismiss_offer"))
    await person.bot(declined, "text")
    card = await document_again(person)
    await journey.document(person, card)
    await hesitates(crowd, own_gildong, language)
    assert offers(person) == 1


async def document_again(person: Customer) -> Message:
    asked = await person.say(CORRECT[person.language])
    which = await person.bot(asked, "choices")
    chosen = await person.choose(which, "reopen.document")
    return await person.card("document", chosen)
