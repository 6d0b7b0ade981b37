"""The bank marks a running application: a person is called into the chat, and the customer is not told why."""

import json
import re
import uuid

from tests.servers import journey
from tests.servers.gildong import Gildong
from tests.servers.loopback import loopback
from tests.servers.operator import at_terminal
from tests.servers.people import agent, customer


async def test_a_case_of_high_risk_brings_a_person_once_and_the_word_reaches_staff_alone(gildong: Gildong) -> None:
    name = f"fraud-desk-{uuid.uuid4().hex[:6]}"
    printed = at_terminal(gildong, "create-service-token", name, "--scopes", "cases:risk", program="actions").printed
    async with (
        customer(gildong.url, name=name) as person,
        agent(gildong.url, "ada") as colleague,
        loopback(base_url=gildong.url, headers={"Authorization": f"Bearer {token_in(printed)}"}) as bank,
    ):
        card = await journey.begin(person)
        case = f"/api/cases/{card['body']['ref']['case_id']}/risk"
        for risk in ("high", None, "high"):
            (await bank.post(case, json={"risk": risk})).raise_for_status()
        told = await colleague.inbox.until("queue", lambda q: (q.get("item") or {}).get("customer_name") == name)
        assert (told["item"]["trigger"], told["item"]["priority"]) == ("high_risk", "high")
        await person.inbox.until("handoff", lambda handoff: handoff["state"] == "waiting")
        answer = await person.bot(card["seq"])
        assert "person from the bank" in answer["body"]["text"]
        await journey.consent(person, card)  # which goes on meanwhile
        assert not re.search("risk", json.dumps(person.inbox.events))


def token_in(printed: str) -> str:
    return max(printed.split(), key=len)
