"""The front door and actions/ in one process, without the bot: what staff do needs no more."""

import base64
import contextlib
import os
import uuid
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from actions.app.background import background
from actions.app.program import Program, assemble
from actions.app.server import create_server
from actions.services import bot_turns
from actions.services.actor import Actor
from actions.services.bot_turns import BotTurn
from actions.services.codes import ask_code, submit_code
from actions.services.consenting import decide_consents
from actions.services.details import submit_details
from actions.services.photos import Frames, submit_photo
from actions.services.signing import statement_of, submit_signature
from actions.services.transfers import submit_account
from actions.services.wording import text_hash
from actions.settings import load_settings
from actions.verification.case import Case, Moved
from handoff.app.house import House, build_house
from handoff.app.server import create_app
from tests.servers import drawings, photos
from tests.servers.front_door import DEMO_PASSWORD, SECRETS, customer_token, settings_for
from tests.servers.gildong import free_port
from tests.servers.journey import ACCOUNT, VALUES, code_in
from tests.servers.quick_checks import quick_providers
from tests.servers.serving import serving

ROOT = Path(__file__).parents[2]


@dataclass
class Office:
    url: str
    program: Program
    house: House
    password: str = DEMO_PASSWORD

    async def customer_id(self, sub: str) -> str:
        return (await self.house.authenticate_customer(customer_token(sub))).customer_id

    async def case(self, sub: str, until: str = "review", language: str = "en", **changes: Any) -> str:
        """A customer who has come as far as this step; `changes` are made to the case as it stands then."""
        customer = Actor("customer", await self.customer_id(sub))
        means = self.program.means
        await bot_turns.start_verification(means, BotTurn(uuid.uuid4().hex, customer.id, language))
        case = await self.read(customer.id)
        steps = [step.id for step in case.steps]
        for step in steps[: steps.index(until)]:
            await self._hand_in(customer, case, step, language)
        await self.change(customer.id, **changes)
        return case.case_id

    async def _hand_in(self, customer: Actor, case: Case, step: str, language: str) -> None:
        means, where = self.program.means, (self.program.means, customer, case.case_id, step, uuid.uuid4().hex)
        if step == "consent":
            release = means.wording(language, case).release
            given = dict.fromkeys(means.plan(case, step).items, True)
            await decide_consents(*where, given, release, language)
        elif step == "details":
            await submit_details(*where, VALUES[language], language)
        elif step == "code":
            await ask_code(*where, language)
            await submit_code(*where[:4], uuid.uuid4().hex, self._arrived(customer.id), language)
        elif step == "transfer":
            await submit_account(*where, ACCOUNT, language)
            await submit_code(*where[:4], uuid.uuid4().hex, self._arrived(customer.id), language)
        elif step == "signature":
            signed = text_hash(statement_of(means, case, step, language))
            await submit_signature(*where, drawings.signature(), language, signed)
        else:
            picture = photos.document() if step == "document" else photos.selfie()
            await submit_photo(*where, Frames((picture,)), language)

    def _arrived(self, customer_id: str) -> str:
        assert self.program.phone is not None
        return code_in(self.program.phone.of(customer_id)[0].text)

    async def read(self, customer_id: str) -> Case:
        async with self.program.means.begin() as work:
            case = await work.cases.latest_of(customer_id)
        assert case is not None
        return case

    async def change(self, customer_id: str, **changes: Any) -> None:
        """As a bank's journey, a vendor or time would have made it."""
        case = await self.read(customer_id)
        async with self.program.means.begin() as work:
            await work.cases.save(Moved(replace(case, version=case.version + 1, **changes), (), case.version))


@contextlib.asynccontextmanager
async def office(home: Path) -> AsyncIterator[Office]:
    port = free_port()
    shared = {name: SECRETS[f"HANDOFF_{name.upper()}"] for name in ("statement_secret", "case_events_secret")}
    actions = load_settings(
        GILDONG_ENV="development",
        GILDONG_HOME=home,
        data=ROOT / "data",
        evidence_key=base64.b64encode(os.urandom(32)).decode(),
        bot_secret="nobody-asks-here-without-a-bot-1234",
        case_events_url=f"http://127.0.0.1:{port}/internal/case-events",
        **shared,
    )
    async with (
        assemble(actions, providers=quick_providers) as program,
        serving(create_server(program)) as actions_url,
        background(program),
    ):
        settings = settings_for(home, demo_staff=True, actions_url=actions_url, PORT=port)
        async with serving(create_app(settings), port=port) as url:
            house = build_house(settings)
            try:
                yield Office(url, program, house)
            finally:
                await house.close()
