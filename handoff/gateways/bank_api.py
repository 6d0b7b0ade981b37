"""Passes on to actions/ what the bank's programs ask, with their own token and, signed by us, whom they mean."""

import asyncio
import json
from collections.abc import Callable
from datetime import datetime, timedelta

import httpx
import jwt
import structlog

from handoff.domain.errors import Refused
from handoff.services.actions_port import Answer
from handoff.services.bank_api_port import BankRequest, Whose

SECONDS = 10
TIMEOUT = httpx.Timeout(8.0, connect=2.0)
VALID = timedelta(seconds=60)

log = structlog.get_logger(__name__)


class BankApiGateway:
    def __init__(self, client: httpx.AsyncClient, secret: str, now: Callable[[], datetime]) -> None:
        self._client, self._secret, self._now = client, secret, now

    async def scopes(self, authorization: str) -> frozenset[str]:
        headers = {"Authorization": authorization}
        answer = await self._send(self._client.build_request("GET", "/api/token", headers=headers, timeout=TIMEOUT))
        return frozenset(json.loads(answer.body)["data"]["scopes"]) if answer.status == 200 else frozenset()

    async def pass_on(self, request: BankRequest, whose: Whose | None) -> Answer:
        headers = dict(request.headers) | ({"X-Gildong-Whose": self._signed(whose)} if whose else {})
        address = request.path + (f"?{request.query}" if request.query else "")
        return await self._send(
            self._client.build_request(request.method, address, content=request.body, headers=headers, timeout=TIMEOUT)
        )

    def _signed(self, whose: Whose) -> str:
        claims = {
            "aud": "actions.whose",
            "exp": self._now() + VALID,
            "kind": whose.kind,
            "id": whose.external_id,
            "customer_id": whose.customer_id,
        }
        return jwt.encode(claims, self._secret, algorithm="HS256")

    async def _send(self, request: httpx.Request) -> Answer:
        try:
            async with asyncio.timeout(SECONDS):
                response = await self._client.send(request)
        except (httpx.HTTPError, TimeoutError) as error:
            log.warning("actions_unreachable", path="/api", error=type(error).__name__)
            raise Refused("unavailable") from None
        kept = {name: response.headers[name] for name in ("allow",) if name in response.headers}
        return Answer(response.status_code, response.headers.get("content-type", ""), response.content, kept)
