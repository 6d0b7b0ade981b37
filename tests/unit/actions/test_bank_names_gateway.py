import json

import httpx
import pytest

from actions.gateways.bank_names import BankNames
from actions.services.bank_names import BankName
from actions.testing import MORNING
from actions.verification.errors import Refused

EVENTS = "http://handoff/internal/case-events"


async def ask(answer: httpx.Response | httpx.HTTPError, seen: list[httpx.Request]) -> object:
    def handle(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        if isinstance(answer, Exception):
            raise answer
        return answer

    async with httpx.AsyncClient(transport=httpx.MockTransport(handle)) as client:
        return await BankNames(client, EVENTS, "a secret of this test", lambda: MORNING).find({"b", "a"})


async def test_the_question_goes_signed_to_the_neighbour_of_case_events() -> None:
    seen: list[httpx.Request] = []
    names = {"a": {"kind": "customer", "id": "kim"}}
    assert await ask(httpx.Response(200, json={"ok": True, "data": {"names": names}}), seen) == {
        "a": BankName("customer", "kim")
    }
    assert str(seen[0].url) == "http://handoff/internal/names"
    assert json.loads(seen[0].content) == {"v": 1, "customer_ids": ["a", "b"]}
    assert seen[0].headers["x-gildong-signature"].startswith("t=")


@pytest.mark.parametrize(
    "answer", [httpx.ConnectError("down"), httpx.Response(401, json={}), httpx.Response(200, json={"ok": True})]
)
async def test_whoever_does_not_answer_is_told_apart_from_a_customer_without_a_name(
    answer: httpx.Response | httpx.HTTPError,
) -> None:
    with pytest.raises(Refused, match="unavailable"):
        await ask(answer, [])


def test_a_name_is_not_shown_where_it_might_be_logged() -> None:
    assert "kim" not in repr(BankName("customer", "kim"))
