"""What no file holds: a customer whom one command has erased from all three programs, and identity values ever."""

import asyncio
import json
import uuid
from collections.abc import Iterable, Sequence
from pathlib import Path

from tests.servers import journey, photos
from tests.servers.gildong import Gildong
from tests.servers.operator import at_terminal
from tests.servers.people import Agent, Customer, agent, customer
from tests.servers.traces import found_in, of_picture, of_value

SAID = "my cousin Ottoline plays the theremin"
NUMBER_SAID = "0084575948"  # a national code, typed into the chat
NOTED = "she sounded worried about her cousin Ottoline"
ANSWERED = "please give my regards to Ottoline"
SUMMED_UP = "asked about a theremin"
RATED = "the theremin question was answered"
LOOKED = "wanted to see the theremin player's name"
RARE = ("Ottoline", "theremin", NUMBER_SAID)
NAME = "Wilhelmina Testperson"
OF_THE_ERASED = (SAID, NOTED, ANSWERED, SUMMED_UP, RATED, LOOKED, NAME)
PICTURES = {"document": photos.document("en", seed=31), "selfie": photos.selfie(32)}
TYPED_INTO_THE_CHAT = {
    "ko": "제 주민번호는 880808-1234567 입니다",
    "fa": "کد ملی من ۰۰۸۴۵۷۵۹۴۸ است",
    "en": "my card is 4111 1111 1111 1111",
}
WHAT_WAS_TYPED = ("880808-1234567", "0084575948", "4111 1111 1111 1111")
WITHIN_SECONDS = 120


async def test_r21_after_an_erasure_no_byte_of_the_customer_is_in_any_file(own_gildong: Gildong) -> None:
    sub = f"bank-customer-{uuid.uuid4().hex[:10]}"
    async with (
        customer(own_gildong.url, "en", sub=sub, name=NAME) as person,
        agent(own_gildong.url, "ines") as colleague,
        agent(own_gildong.url, "juno") as reviewer,
    ):
        card = await journey.details(person, await journey.consent(person, await journey.begin(person)))
        await person.bot(await person.say(SAID))
        await person.bot(await person.say(f"my code is {NUMBER_SAID}"))
        received = await journey.selfie(
            person, await journey.document(person, card, PICTURES["document"]), PICTURES["selfie"]
        )
        conversation = await with_a_person(person, colleague, received["seq"])
        await the_case_is_looked_at(reviewer, conversation)
    assert not await missing(own_gildong, (*OF_THE_ERASED, sub)), "the test would find nothing if there were something"

    own_gildong.freeze("actions")
    begun = await asyncio.to_thread(at_terminal, own_gildong, "erase", sub, "--reason", "ticket-4711", "--by", "omid")
    proof = json.loads(begun.printed)
    assert (begun.code, proof["programs"]["actions"]["state"]) == (3, "waiting"), begun.errors
    assert proof["programs"]["bot"]["deleted"]["trackers"] == 1
    own_gildong.thaw("actions")
    proof = await done(own_gildong, proof["erasure_id"])
    assert (proof["state"], proof["kept"]) == ("closed", [])
    assert proof["programs"]["actions"]["deleted"]["evidence"] >= len(journey.VALUES["en"]) + 2
    checked = await asyncio.to_thread(at_terminal, own_gildong, "check-proof", typed=json.dumps(proof))
    assert checked.printed == "genuine\n"

    values = [value for field, value in journey.VALUES["en"].items() if field != "nationality"]
    await nothing_is_left(own_gildong, [*OF_THE_ERASED, sub, *RARE, *values], PICTURES.values())
    assert person.sub == sub
    async with customer(own_gildong.url, "en", sub=sub, name="Somebody") as again:
        greeting = await again.bot(0)
        assert greeting["seq"] <= 3  # a stranger, greeted as one


async def test_r25_no_identity_value_and_no_picture_is_left_in_any_file(own_gildong: Gildong) -> None:
    """Last in this file: when the programs have ended, what was erased before is looked for once more."""
    for language, sentence in TYPED_INTO_THE_CHAT.items():
        async with customer(own_gildong.url, language) as person:
            card = await journey.details(person, await journey.consent(person, await journey.begin(person)))
            await person.bot(await person.say(sentence))
            await journey.selfie(person, await journey.document(person, card), photos.selfie(22))
    own_gildong.stop()
    values = [v for values in journey.VALUES.values() for name, v in values.items() if name != "nationality"]
    pictures = [photos.selfie(22), *(photos.document(language) for language in TYPED_INTO_THE_CHAT)]
    await nothing_is_left(own_gildong, [*values, *WHAT_WAS_TYPED], pictures)
    await nothing_is_left(own_gildong, [*OF_THE_ERASED, *RARE], PICTURES.values())


def test_the_search_finds_what_is_there(tmp_path: Path) -> None:
    picture = photos.document()
    (tmp_path / "a.log").write_text('{"text": "number ۸۸۰۸۰۸۱۲۳۴۵۶۷"}')
    (tmp_path / "b.db").write_bytes(b"\0\0" + picture.hex().encode())
    assert found_in(tmp_path, of_value("880808-1234567"))
    assert found_in(tmp_path, of_picture(picture))
    assert not found_in(tmp_path, of_value("990909-7654321"))


async def with_a_person(person: Customer, colleague: Agent, seq: int) -> str:
    await person.bot(await person.say(journey.A_PERSON["en"]))
    told = await colleague.inbox.until("queue", lambda q: (q.get("item") or {}).get("customer_name") == NAME)
    conversation = str(told["item"]["conversation_id"])
    handoff = told["item"]["handoff_id"]
    await colleague.command("claim", conversation_id=conversation)
    await colleague.command("note", conversation_id=conversation, client_id=uuid.uuid4().hex, text=NOTED)
    await colleague.command("reply", conversation_id=conversation, client_id=uuid.uuid4().hex, text=ANSWERED)
    await person.message(lambda m: m["sender"]["kind"] == "agent", seq)
    await colleague.command("hand_back", conversation_id=conversation, outcome="solved", summary=SUMMED_UP)
    await person.inbox.until("owner", lambda owner: owner["kind"] == "bot")
    await person.command("rate", handoff_id=handoff, score=5, comment=RATED)
    return conversation


async def the_case_is_looked_at(reviewer: Agent, conversation: str) -> None:
    detail = await reviewer.command("watch", conversation_id=conversation)
    path = f"/api/review/{detail['journey']['case_id']}/reveal"
    answer = await reviewer.http.post(path, json={"field": "name", "reason": LOOKED})
    assert answer.status_code == 200, answer.text


async def missing(programs: Gildong, values: Sequence[str]) -> list[str]:
    return [value for value in values if not await asyncio.to_thread(found_in, programs.home, of_value(value))]


async def done(programs: Gildong, erasure_id: str) -> dict[str, object]:
    """The front door goes on by itself."""
    async with asyncio.timeout(WITHIN_SECONDS):
        while True:
            shown = await asyncio.to_thread(at_terminal, programs, "erasures", erasure_id)
            proof: dict[str, object] = json.loads(shown.printed)
            if proof["state"] != "open":
                return proof
            await asyncio.sleep(1)


async def nothing_is_left(programs: Gildong, values: Sequence[str], pictures: Iterable[bytes]) -> None:
    for value in values:
        assert not await asyncio.to_thread(found_in, programs.home, of_value(value)), f"{value} is written somewhere"
    for picture in pictures:
        assert not await asyncio.to_thread(found_in, programs.home, of_picture(picture)), (
            "a picture is written somewhere"
        )
