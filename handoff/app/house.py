"""Everything that is made once and shared by HTTP, sockets and jobs."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any

import httpx
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from handoff.domain.ids import new_id
from handoff.domain.people import Customer, Staff
from handoff.domain.roles import Role
from handoff.gateways.actions import ActionsGateway
from handoff.gateways.bank_api import BankApiGateway
from handoff.gateways.customer_keys import KeysOfAddress, fetch_with, keys_of_file
from handoff.gateways.customer_tokens import CustomerTokens, FindKey, shared_secret
from handoff.gateways.erasing import ErasingGateway
from handoff.jobs.bell import Bell
from handoff.services.branch import Branch
from handoff.services.case_events import apply_case_event
from handoff.services.demo_staff import DEMO_IDS
from handoff.services.erasing import Eraser
from handoff.services.evidence import fetch_journey
from handoff.services.identity import link_installation, recognise
from handoff.services.ports import Begin
from handoff.services.rights import ask_for_deletion
from handoff.services.staff_accounts import StaffDoor, recognise_staff
from handoff.services.tablet import TABLET, recognise_tablet
from handoff.settings import Settings
from handoff.storage.bank_files import BankFile, RetentionFile, read_bank, read_retention, read_roles
from handoff.storage.database import create_begin, create_engine
from handoff.storage.scrub import scrub


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class House:
    settings: Settings
    engine: AsyncEngine
    begin: Begin
    bell: Bell  # rings in this process after each commit
    http: httpx.AsyncClient  # to addresses that the operator gave
    to_actions: httpx.AsyncClient
    actions: ActionsGateway
    bank_api: BankApiGateway
    tokens: CustomerTokens
    door: StaffDoor
    bank: BankFile
    retention: RetentionFile

    @property
    def cookie(self) -> str:
        # Cookies ignore ports: two installations on one machine must not overwrite each other's.
        return f"gildong_{self.settings.port}" if self.settings.development else "__Host-gildong"

    async def authenticate_customer(self, token: str) -> Customer:
        return await recognise(self.begin, await self.tokens.verify(token), utc_now(), new_id)

    async def authenticate_at_hand(self, token: str) -> Customer:
        """By the bank's token, or by the one of a branch's tablet; only cards take the second."""
        if token.startswith(TABLET):
            return await recognise_tablet(self.branch, token)
        return await self.authenticate_customer(token)

    @cached_property
    def branch(self) -> Branch:
        settings = self.settings
        return Branch(
            begin=self.begin,
            actions=self.actions,
            now=utc_now,
            new_id=new_id,
            new_token=lambda: secrets.token_urlsafe(32),
            new_code=lambda: f"{secrets.randbelow(10**8):08}",
            secret=settings.statement_secret,
            code=timedelta(minutes=settings.branch_code_minutes),
            visit=timedelta(minutes=settings.branch_visit_minutes),
            tablet=timedelta(minutes=settings.branch_tablet_minutes),
        )

    async def authenticate_staff(self, cookies: Mapping[str, str]) -> Staff | None:
        return await recognise_staff(self.door, cookies.get(self.cookie))

    async def link(self, installation: str, customer: str) -> str:
        return await link_installation(self.begin, installation, customer, utc_now(), new_id)

    async def apply_case_event(self, event: Mapping[str, Any]) -> bool:
        return await apply_case_event(self.begin, event, utc_now(), new_id)

    @property
    def eraser(self) -> Eraser:
        settings = self.settings
        ask = ErasingGateway(self.http, settings.bot_url, settings.bot_secret, self.actions)

        async def rewrite() -> None:
            await scrub(self.engine)

        return Eraser(self.begin, ask.bot, ask.actions, rewrite, settings.statement_secret, utc_now, new_id)

    async def ask_for_deletion(self, customer_id: str) -> object:
        return await ask_for_deletion(self.begin, customer_id, utc_now(), new_id)

    async def fetch_journey(self, customer_id: str) -> Mapping[str, Any] | None:
        return await fetch_journey(self.actions, customer_id)

    async def is_database_up(self) -> bool:
        async with self.engine.connect() as connection:
            return bool((await connection.execute(text("SELECT 1"))).scalar_one())

    async def is_bot_up(self) -> bool:
        answer = await self.http.get(f"{self.settings.bot_url}/webhooks/gateway/health", timeout=2)
        return answer.status_code == 200

    async def close(self) -> None:
        await self.http.aclose()
        await self.to_actions.aclose()
        await self.engine.dispose()


def build_house(settings: Settings) -> House:
    engine = create_engine(settings.database)
    bell = Bell()
    begin = create_begin(engine, committed=bell.ring)
    # `trust_env` off: a proxy of the machine must not see what goes between our own programs.
    http = httpx.AsyncClient(trust_env=False)
    to_actions = httpx.AsyncClient(base_url=settings.actions_url, trust_env=False)
    return House(
        settings=settings,
        engine=engine,
        begin=begin,
        bell=bell,
        http=http,
        to_actions=to_actions,
        actions=ActionsGateway(to_actions, settings.statement_secret, utc_now),
        bank_api=BankApiGateway(to_actions, settings.statement_secret, utc_now),
        tokens=CustomerTokens(_find_key(settings, http), settings.customer_jwt_issuer, settings.customer_jwt_audience),
        door=build_door(settings, begin, read_roles(settings.data)),
        bank=read_bank(settings.data),
        retention=read_retention(settings.data),
    )


def build_door(settings: Settings, begin: Begin, roles: Mapping[str, Role]) -> StaffDoor:
    return StaffDoor(
        begin=begin,
        roles=roles,
        now=utc_now,
        new_id=new_id,
        new_token=lambda: secrets.token_urlsafe(32),
        session=timedelta(hours=settings.session_hours),
        failures=settings.login_failures,
        shut_out=frozenset() if settings.development else DEMO_IDS,
    )


def _find_key(settings: Settings, http: httpx.AsyncClient) -> FindKey:
    where = settings.customer_jwks
    if not where:
        return shared_secret(settings.customer_jwt_secret)
    if where.startswith(("https://", "http://")):
        return KeysOfAddress(fetch_with(http, where), utc_now).find
    return keys_of_file(where)
