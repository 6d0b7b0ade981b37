"""The JSON of reviews and branches, as `test_contracts` has that of the rest."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from actions.verification.status import Status
from tests.integration.actions.conftest import STAFF
from tests.integration.actions.test_contracts import Scene, agrees, open_scene

TELLER = STAFF | {"sub": "staff-5", "name": "Dara", "role": "teller", "permissions": ["case:view", "branch:assist"]}


@pytest.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Scene]:
    async with open_scene(tmp_path) as opened:
        yield opened


async def test_r15_a_customer_asks_that_a_person_look(scene: Scene) -> None:
    await scene.to("review")
    kept = scene.bench.store.memory.cases
    kept["id-001"] = replace(kept["id-001"], status=Status.DECLINED, automated=True, reason="WATCHLIST")
    declined = await scene.get("/customers/customer-1/case")
    asked = await scene.post("/cases/id-001/review-request", {})
    decline = {"command": "decide", "decision": "declined", "reason": "not the same person"}
    await scene.staff_post("/cases/id-001/commands", decline)
    refused = await scene.post("/cases/id-001/review-request", {})
    answers = {"declined_by_checks": declined, "asked": asked, "declined_by_a_person": refused}
    assert refused == {"ok": False, "error": "case_refuses", "reason": "not_decided_by_checks"}
    agrees("case_review_request", answers)


async def test_a_branch_finds_a_customer_and_says_what_came_of_the_visit(scene: Scene) -> None:
    await scene.to("selfie")
    found = await scene.staff_post("/branch/find?language=en", {"customer_id": "customer-1"}, **TELLER)
    nobody = await scene.staff_post("/branch/find", {"reference": "nothing"}, **TELLER)
    many = await scene.staff_post("/branch/find", {"reference": "a", "customer_id": "b"}, **TELLER)
    seen = {"seen": True, "reason": "passport and face compared"}
    reported = await scene.staff_post("/branch/id-001/visit?language=en", seen, **TELLER)
    again = await scene.staff_post("/branch/id-001/visit", seen, **TELLER)
    answers = {"found": found, "nobody": nobody, "many": many, "reported": reported, "again": again}
    assert [answers[name]["error"] for name in ("nobody", "many", "again")] == [
        "not_found",
        "invalid_payload",
        "case_refuses",
    ]
    agrees("branch", answers)
