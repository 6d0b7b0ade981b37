"""Asks handoff/ how the bank knows customers."""

import json
from collections.abc import Callable, Collection, Mapping
from datetime import datetime

import httpx
import structlog

from actions.gateways.signing import sign
from actions.services.bank_names import BankName
from actions.verification.errors import Refused

log = structlog.get_logger(__name__)
TIMEOUT = httpx.Timeout(3.0, connect=1.0)


class BankNames:
    """`case_events_url`: the question goes to its neighbour, under the same secret."""

    def __init__(
        self, client: httpx.AsyncClient, case_events_url: str, secret: str, now: Callable[[], datetime]
    ) -> None:
        self._client, self._secret, self._now = client, secret, now
        self._url = httpx.URL(case_events_url).join("names")

    async def find(self, customer_ids: Collection[str]) -> Mapping[str, BankName]:
        body = json.dumps({"v": 1, "customer_ids": sorted(customer_ids)}).encode()
        signature = sign((self._secret,), body, self._now())
        headers = {"Content-Type": "application/json", "X-Gildong-Signature": signature}
        try:
            answer = await self._client.post(self._url, content=body, headers=headers, timeout=TIMEOUT)
            names = answer.raise_for_status().json()["data"]["names"]
        except (httpx.HTTPError, ValueError, KeyError) as error:
            log.warning("names_not_found", error=type(error).__name__)
            raise Refused("unavailable") from None
        return {customer_id: BankName(name["kind"], name["id"]) for customer_id, name in names.items()}
