"""An erasure on PostgreSQL and Redis, front door and action server together: nothing in any table or key."""

import json
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from handoff.app.commands import erase
from handoff.domain.erasure import Erasure
from handoff.services.erasing import Why
from handoff.settings import Settings
from tests.integration.actions.conftest import SECRETS, ActionServer, action_server
from tests.integration.actions.conftest import settings_for as actions_settings
from tests.integration.actions.test_journey import DOCUMENT, SELFIE, to_review
from tests.integration.handoff.realtime.fake_bot import SECRET as BOT_SECRET
from tests.integration.handoff.realtime.fake_bot import FakeBot
from tests.servers.dumps import dump_postgres, dump_redis
from tests.servers.front_door import front_door
from tests.servers.front_door import settings_for as door_settings
from tests.servers.gildong import free_port
from tests.servers.journey import VALUES
from tests.servers.people import Agent, Customer, agent, customer
from tests.servers.postgres import new_database, postgres_server  # noqa: F401  (fixtures)
from tests.servers.redis import redis_url  # noqa: F401  (fixture)
from tests.servers.serving import serving
from tests.servers.traces import found_in, of_picture, of_value

SAID = "my cousin Ottoline plays the theremin"
NOTED = "she sounded worried about Ottoline"
WHISPERED = "ask her about the theremin"
SUMMED_UP = "a theremin, nothing else"
LOOKED = "to read the theremin player's name"
NAME = "Wilhelmina Testperson"
PICTURES = {"document": DOCUMENT, "selfie": SELFIE}


@dataclass
class House:
    door: Settings
    actions: ActionServer
    url: str
    folder: Path
    databases: Sequence[str]

    async def our_name(self, sub: str) -> str:
        connection = await asyncpg.connect(self.databases[0].replace("+asyncpg", ""))
        found: str = await connection.fetchval("SELECT customer_id FROM subjects WHERE external_id = $1", sub)
        await connection.close()
        return found

    async def searched(self, needles: dict[str, bytes]) -> list[str]:
        for number, url in enumerate(self.databases):
            folder = self.folder / str(number)
            folder.mkdir(exist_ok=True)
            await dump_postgres(url, folder)
        await dump_redis(self.door.redis_url, self.folder)
        return found_in(self.folder, needles)


def erasing(bot: FakeBot) -> Any:
    """The fake bot, and what it is asked to erase."""

    async def answer(scope: Any, receive: Callable[[], Awaitable[Any]], send: Any) -> None:
        if not scope["path"].endswith("/erase"):
            await bot(scope, receive, send)
            return
        asked = json.loads((await receive())["body"])
        told = {"v": 1, "erasure_id": asked["erasure_id"], "deleted": {"trackers": len(asked["conversation_ids"])}}
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": json.dumps(told).encode()})

    return answer


@asynccontextmanager
async def grown_up(folder: Path, databases: Sequence[str], redis: str) -> AsyncIterator[House]:
    port = free_port()
    events = f"http://127.0.0.1:{port}/internal/case-events"
    settings = actions_settings(folder, databases[1], case_events_url=events)
    shared = {name: SECRETS[name] for name in ("statement_secret", "case_events_secret")}
    async with action_server(settings) as actions, serving(erasing(FakeBot()), lifespan="off") as bot:
        behind = {"actions_url": str(actions.http.base_url), "bot_url": bot, "bot_secret": BOT_SECRET}
        given = {**behind, **shared, "redis_url": redis, "demo_staff": True, "PORT": port}
        door = door_settings(folder, databases[0], **given)
        async with front_door(door, port) as http:
            yield House(door, actions, str(http.base_url).rstrip("/"), folder, databases)


@pytest.fixture
async def house(tmp_path: Path, postgres_server: str, redis_url: str) -> AsyncIterator[House]:  # noqa: F811  (fixtures)
    databases = [new_database(postgres_server, f"{name}_{uuid.uuid4().hex[:8]}") for name in ("door", "actions")]
    async with grown_up(tmp_path, databases, redis_url) as running:
        yield running


async def talked_to(person: Customer, colleague: Agent, reviewer: Agent, case_id: str) -> None:
    await person.bot(await person.say(SAID))
    await person.command("request_person")
    told = await colleague.inbox.until("queue", lambda q: (q.get("item") or {}).get("customer_name") == NAME)
    chat = {"conversation_id": told["item"]["conversation_id"]}
    await colleague.command("claim", **chat)
    await colleague.command("note", client_id="n1", text=NOTED, **chat)
    await reviewer.command("whisper", client_id="w1", text=WHISPERED, **chat)
    await colleague.command("hand_back", outcome="solved", summary=SUMMED_UP, **chat)
    looked = await reviewer.http.post(f"/api/review/{case_id}/reveal", json={"field": "name", "reason": LOOKED})
    assert looked.status_code == 200, looked.text


async def everything(house: House, sub: str, decision: str) -> Erasure:
    async with (
        customer(house.url, "en", sub=sub, name=NAME) as person,
        agent(house.url, "ada") as colleague,
        agent(house.url, "ines") as reviewer,
    ):
        await person.bot(0)
        house.actions.customer_id = await house.our_name(sub)
        case_id = await to_review(house.actions)
        await talked_to(person, colleague, reviewer, case_id)
    reason = {"approved": LOOKED, "declined": "NAME_INVALID"}[decision]
    assert (await house.actions.command(case_id, command="decide", decision=decision, reason=reason)).status_code == 200
    for word in (SAID, NOTED, WHISPERED, SUMMED_UP, LOOKED, NAME, sub):
        assert await house.searched(of_value(word)), "the test would find nothing if there were something"
    return await erase(house.door, sub, None, Why("ticket-4711", "omid"))


async def test_r21_nothing_is_left_in_any_table_or_key(house: House) -> None:
    sub = f"bank-customer-{uuid.uuid4().hex[:10]}"
    erasure = await everything(house, sub, "declined")
    assert (erasure.state, erasure.kept) == ("closed", [])
    values = [value for field, value in VALUES["en"].items() if field != "nationality"]
    ours = house.actions.customer_id
    for word in (SAID, NOTED, WHISPERED, SUMMED_UP, LOOKED, NAME, sub, ours, "Ottoline", "theremin", *values):
        assert not await house.searched(of_value(word)), word
    for name, picture in PICTURES.items():
        assert not await house.searched(of_picture(picture)), name


async def test_r21_what_a_law_keeps_stays_and_the_rest_is_gone(house: House) -> None:
    sub = f"bank-customer-{uuid.uuid4().hex[:10]}"
    erasure = await everything(house, sub, "approved")
    assert erasure.state == "kept"
    assert {row["item"] for row in erasure.kept} == {"details", "document", "consents"}
    for word in (SAID, NOTED, WHISPERED, SUMMED_UP, LOOKED, NAME, "Ottoline", "theremin"):
        assert not await house.searched(of_value(word)), word
    assert {hit.partition(":")[0] for hit in await house.searched(of_value(sub))} == {"erasures.rows"}
