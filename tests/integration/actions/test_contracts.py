"""The JSON that other programs rely on, example by example: what is written in tests/contracts/ is what is answered.

`WRITE_CONTRACTS=1` writes the files anew; the difference is then for a person to read.
"""

import json
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from actions.app.server import create_api
from actions.services.actor import Actor
from actions.services.means import get_case
from actions.services.record import record
from actions.services.relay import relay
from actions.verification import staff
from actions.verification.findings import Finding, Outcome
from tests.integration.actions.conftest import SECRETS, STAFF, settings_for, statement
from tests.servers.loopback import loopback
from tests.servers.serving import serving
from tests.unit.actions.examples import DETAILS, Bench

UNREAD = Finding("document_read", Outcome.UNCLEAR, "builtin")
CONTRACTS = Path(__file__).parents[2] / "contracts"


class Scene:
    """A server on twins with a clock and ids that stand still, so that answers repeat to the letter."""

    def __init__(self, http: httpx.AsyncClient, bench: Bench) -> None:
        self.http, self.bench, self.keys = http, bench, 0

    @property
    def customer(self) -> dict[str, str]:
        return dict(self._statement(sub="customer-1", kind="customer", customer_id="customer-1"))

    def _statement(self, **claims: Any) -> Any:
        return statement(**claims, exp=self.bench.clock().timestamp() + 60)

    async def get(self, path: str) -> Any:
        return (await self.http.get(path, headers=self.customer)).json()

    async def post(self, path: str, body: object = None, photo: bytes | None = None) -> Any:
        self.keys += 1
        headers = self.customer | {"Idempotency-Key": f"key-{self.keys}"}
        if photo is None:
            return (await self.http.post(path, json=body, headers=headers)).json()
        return (await self.http.post(path, content=photo, headers=headers | {"Content-Type": "image/jpeg"})).json()

    async def staff_get(self, path: str) -> Any:
        return (await self.http.get(path, headers=self._statement(**STAFF))).json()

    async def staff_post(self, path: str, body: object, **who: Any) -> Any:
        return (await self.http.post(path, json=body, headers=self._statement(**(STAFF | who)))).json()

    async def act(self, name: str, turn_id: str) -> Any:
        metadata = {"customer_id": "customer-1", "turn_id": turn_id, "language": "en"}
        tracker = {"sender_id": "c", "slots": {}, "latest_message": {"metadata": metadata}, "events": []}
        headers = {"Authorization": f"Bearer {SECRETS['bot_secret']}"}
        call = {"next_action": name, "tracker": tracker}
        return (await self.http.post("/webhook", json=call, headers=headers)).json()

    async def consent(self, **refused: bool) -> Any:
        card = (await self.get("/evidence/id-001/consent"))["data"]
        decisions = {each["item"]: True for each in card["consents"]} | refused
        body = {"decisions": decisions, "release": card["release"], "language": "en"}
        return await self.post("/evidence/id-001/consent", body)

    async def to(self, step: str) -> "Scene":
        """Until the step is the current one."""
        await self.act("action_start_verification", "c-1:2")
        ways = {
            "details": self.consent,
            "document": lambda: self.post("/evidence/id-001/details", {"fields": DETAILS}),
            "selfie": lambda: self.post("/evidence/id-001/document", photo=b"document"),
            "review": lambda: self.post("/evidence/id-001/selfie", photo=b"selfie"),
        }
        for name, way in ways.items():
            if step == "consent":
                break
            await way()
            if name == step:
                break
        return self

    async def visited(self) -> None:
        """The bank has seen the customer at a branch."""
        means = self.bench.means
        async with means.begin() as work:
            case = await get_case(work, "id-001")
            moved = staff.report(case, "branch", means.journey_of(case), True, None, means.now())
            await record(means, work, moved, Actor("service", "core-banking"))

    async def events(self) -> list[Any]:
        heard: list[Any] = []

        async def hear(body: str) -> None:
            heard.append(json.loads(body))

        while await relay(self.bench.means.begin, hear, self.bench.clock):
            pass
        return heard


@asynccontextmanager
async def open_scene(home: Path) -> AsyncIterator[Scene]:
    async def ready() -> bool:
        return True

    bench = Bench()
    app = create_api(bench.means, settings_for(home), ready)
    async with serving(app) as url, loopback(base_url=url) as http:
        yield Scene(http, bench)


@pytest.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Scene]:
    async with open_scene(tmp_path) as opened:
        yield opened


def agrees(name: str, answer: object) -> None:
    path = CONTRACTS / f"{name}.json"
    if os.environ.get("WRITE_CONTRACTS"):
        path.write_text(json.dumps(answer, ensure_ascii=False, indent=2) + "\n")
    assert json.loads(path.read_text()) == answer


async def test_a_case_and_its_consents(scene: Scene) -> None:
    await scene.to("selfie")
    agrees("case_view", await scene.get("/customers/customer-1/case"))
    agrees("case_consents", await scene.get("/customers/customer-1/consents?language=en"))
    agrees("case_withdrawal", await scene.post("/customers/customer-1/consents/biometrics/withdraw", {}))


async def test_the_bots_webhook(scene: Scene) -> None:
    agrees("case_action_answer", await scene.act("action_start_verification", "c-1:2"))


@pytest.mark.parametrize("step", ["consent", "details", "document", "selfie", "review"])
async def test_cards(scene: Scene, step: str) -> None:
    await scene.to(step)
    agrees(f"evidence_card_{step}", await scene.get(f"/evidence/id-001/{step}?language=en"))


async def test_evidence_is_answered(scene: Scene) -> None:
    await scene.to("consent")
    answers = {"consent_declined": await scene.consent(personal_data=False), "consent": await scene.consent()}
    wrong = {"fields": DETAILS | {"phone": "12"}}
    answers["details_failed"] = await scene.post("/evidence/id-001/details", wrong)
    answers["details"] = await scene.post("/evidence/id-001/details", {"fields": DETAILS})
    scene.bench.documents.reason = "DOC_BLUR"
    answers["document_failed"] = await scene.post("/evidence/id-001/document", photo=b"photo")
    scene.bench.documents.reason = None
    scene.bench.documents.findings = (UNREAD,)
    answers["document_received"] = await scene.post("/evidence/id-001/document", photo=b"photo")
    answers["alternative"] = await scene.post("/cases/id-001/alternative", {"step": "selfie"})
    agrees("evidence_answers", answers)


async def test_evidence_is_refused(scene: Scene) -> None:
    await scene.to("document")
    refusals = {
        "step_not_current": await scene.post("/evidence/id-001/selfie", photo=b"photo"),
        "not_found": await scene.post("/evidence/id-999/selfie", photo=b"photo"),
        "wrong_kind": await scene.post("/evidence/id-001/document", {"fields": {}}),
        "release_changed": await scene.post(
            "/evidence/id-001/consent", {"decisions": {}, "release": "old", "language": "en"}
        ),
        "invalid_payload": await scene.post("/evidence/id-001/details", {"fields": {"name": 1}}),
        "too_large": await scene.post("/evidence/id-001/document", photo=b"x" * 10_000_001),
    }
    scene.bench.documents.reason = "DOC_BLUR"
    for _ in range(3):
        await scene.post("/evidence/id-001/document", photo=b"photo")
    refusals["attempts_exceeded"] = await scene.post("/evidence/id-001/document", photo=b"photo")
    assert {code: refusal["error"] for code, refusal in refusals.items()} == {code: code for code in refusals}
    agrees("evidence_refusals", refusals)


async def test_the_bank_reviews(scene: Scene) -> None:
    await scene.to("review")
    agrees("case_list", await scene.staff_get("/cases?status=in_review"))
    agrees("case_detail", await scene.staff_get("/cases/id-001?language=en"))
    look = {"field": "passport_number", "reason": "compare"}
    allowed = await scene.staff_post("/cases/id-001/reveal", look)
    shown = await scene.staff_get("/cases/id-001/reveal?field=passport_number")
    agrees("case_reveal", {"asked": look, "answered": allowed, "shown": shown})
    no_code = {"command": "resend_code", "reason": "asked for it"}
    agrees("case_refuses", {"asked": no_code, "answered": await scene.staff_post("/cases/id-001/commands", no_code)})
    decision = {"command": "decide", "decision": "approved", "reason": "the photos match"}
    decided = await scene.staff_post("/cases/id-001/commands", decision)
    agrees("case_decided", {"asked": decision, "answered": decided})


async def test_events_as_handoff_hears_them(scene: Scene) -> None:
    await scene.to("document")
    scene.bench.documents.reason = "DOC_BLUR"
    await scene.post("/evidence/id-001/document", photo=b"photo")
    scene.bench.documents.reason = None
    scene.bench.documents.findings = (UNREAD,)
    await scene.post("/evidence/id-001/document", photo=b"photo")
    await scene.post("/cases/id-001/alternative", {"step": "selfie"})
    await scene.visited()
    decision = {"command": "decide", "decision": "approved", "reason": "seen at the branch"}
    await scene.staff_post("/cases/id-001/commands", decision)
    agrees("case_events", await scene.events())
