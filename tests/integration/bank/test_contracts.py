"""What the bank's programs rely on, example by example; `WRITE_CONTRACTS=1` writes the files anew."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import jwt
import pytest

from actions.app.server import create_api
from actions.http.bank import answered
from actions.http.bank.codes import CODES
from actions.services.bank_names import BankName
from actions.services.relay import TRIES
from actions.services.token_desk import create_token
from actions.services.tokens import SCOPES
from actions.verification.findings import Finding, Outcome
from handoff.testing.work import Memory
from tests.integration.actions.conftest import SECRETS, settings_for
from tests.integration.actions.test_contracts import Scene, agrees
from tests.integration.handoff.identity.test_bank_notices import Bank, talk_of
from tests.servers.loopback import loopback
from tests.servers.serving import serving
from tests.unit.actions.listening import Hook, Listening

UNREAD = Finding("document_read", Outcome.UNCLEAR, "builtin", None, 0.41, 0.5, simulated=True)
NEW = {"customer": "kim", "language": "en", "reference": "APP-7", "risk": "high"}


class BankScene(Scene):
    """A program of the bank with every scope, at a server that stands still."""

    bench: Listening
    token = ""

    def headers(self, key: str | None = None) -> dict[str, str]:
        claims = {"aud": "actions.whose", "exp": self.bench.clock().timestamp() + 60}
        whose = jwt.encode(
            claims | {"kind": "customer", "id": "kim", "customer_id": "customer-1"},
            SECRETS["statement_secret"],
            algorithm="HS256",
        )
        named = {"Authorization": f"Bearer {self.token}", "X-Gildong-Whose": whose}
        return named | ({"Idempotency-Key": key} if key else {})

    async def ask(self, path: str) -> Any:
        return (await self.http.get(path, headers=self.headers())).json()

    async def tell(self, path: str, body: object = None, key: str | None = None) -> Any:
        more = {} if body is None else {"json": body}
        return (await self.http.post(path, headers=self.headers(key), **more)).json()  # type: ignore[arg-type]  # any of httpx's arguments

    async def opened(self) -> str:
        answer = await self.tell("/api/cases", NEW, "key-of-the-bank")
        return str(answer["data"]["case_id"])


@asynccontextmanager
async def open_bank(home: Path) -> AsyncIterator[BankScene]:
    async def ready() -> bool:
        return True

    bench = Listening()
    bench.step_failures = True
    bench.names.names["customer-1"] = BankName("customer", "kim")
    app = create_api(bench.means, settings_for(home), ready)
    async with serving(app) as url, loopback(base_url=url) as http:
        scene = BankScene(http, bench)
        scene.token = await create_token(bench.means, "core-banking", SCOPES, "k1", "a-secret-of-this-test")
        yield scene


@pytest.fixture
async def scene(tmp_path: Path) -> AsyncIterator[BankScene]:
    async with open_bank(tmp_path) as opened:
        yield opened


def conforms(name: str, answer: Any, model: type[answered.Closed]) -> None:
    model.model_validate(answer)
    agrees(name, answer)


async def test_a_case_and_a_page_of_them(scene: BankScene) -> None:
    answer = await scene.tell("/api/cases", NEW, "key-of-the-bank")
    conforms("bank_case_created", answer, answered.CaseAnswer)
    scene.bench.documents.findings = (UNREAD,)
    await scene.to("review")
    conforms("bank_case_in_review", await scene.ask("/api/cases/id-001"), answered.CaseAnswer)
    conforms("bank_case_page", await scene.ask("/api/cases?customer=kim&limit=1"), answered.CasePageAnswer)
    conforms("bank_token", await scene.ask("/api/token"), answered.TokenAnswer)


async def test_a_visit_and_an_erasure(scene: BankScene) -> None:
    await scene.opened()
    await scene.to("document")
    visit = {"way": "branch", "outcome": "not_seen", "reason": "DOC_EXPIRED", "staff_reference": "branch-12/visit-7"}
    conforms("bank_visit", await scene.tell("/api/cases/id-001/visits", visit), answered.CaseAnswer)
    conforms("bank_redaction", await scene.tell("/api/cases/id-001/redact"), answered.RedactionAnswer)


async def test_what_the_webhook_receives(scene: BankScene) -> None:
    hook = Hook()
    await scene.opened()
    await scene.to("selfie")
    scene.bench.faces.reason = "SPOOF_ATTACK"
    await scene.post("/evidence/id-001/selfie", photo=b"selfie")
    await scene.tell("/api/cases/id-001/redact")
    await scene.bench.deliver(hook)
    for event in hook.heard:
        answered.Event.model_validate(event)
    assert {event["name"] for event in hook.heard} == {"status_changed", "step_failed", "erased"}
    agrees("bank_events", hook.heard)


async def test_what_the_webhook_has_not_taken(scene: BankScene) -> None:
    await scene.opened()
    await scene.bench.let_fail(Hook())
    page = await scene.ask("/api/webhooks/dead-letters")
    conforms("bank_dead_letters", page, answered.LetterPageAnswer)
    [letter] = page["data"]["dead_letters"]
    assert letter["tries"] == TRIES
    again = await scene.tell(f"/api/webhooks/dead-letters/{letter['event_id']}/replay")
    assert answered.LetterAnswer.model_validate(again).data.event_id == letter["event_id"]


async def test_refusals(scene: BankScene) -> None:
    await scene.opened()
    unknown = await scene.http.get("/api/token")
    refusals = [
        await scene.tell("/api/cases", {"customer": "kim"}, "key-2"),
        await scene.tell("/api/cases", NEW | {"journey": "atlantis"}, "key-2"),
        await scene.tell("/api/cases", NEW, "key-2"),
        await scene.tell("/api/cases", NEW | {"risk": None}, "key-of-the-bank"),
        await scene.tell("/api/cases/id-001/visits", {"way": "branch", "outcome": "seen", "staff_reference": "v"}),
        await scene.ask("/api/cases/nothing"),
        unknown.json(),
    ]
    for refusal in refusals:
        assert answered.Refusal.model_validate(refusal).error in CODES
    agrees("bank_refusals", refusals)


async def test_what_the_front_door_tells_is_as_described() -> None:
    begin = Memory().begin
    bank, talk = Bank(begin), await talk_of(begin)
    await bank.reply(talk)
    await bank.after(6)
    [body] = bank.heard
    assert answered.AgentReplied.model_validate(body).customer == "kim"
