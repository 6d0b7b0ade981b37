"""Asks the other two programs to erase; whatever goes wrong means: again later."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal

import httpx
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from handoff.domain.errors import HandoffError
from handoff.gateways.actions import ActionsGateway
from handoff.services.actions_port import Asker
from handoff.services.erasure_ports import Unreachable

TIMEOUT = httpx.Timeout(60.0, connect=3.0)  # the bot first lets a running turn end
US = Asker("handoff", "service")
Counts = Mapping[str, Annotated[int, Field(ge=0)]]


class _Told(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, hide_input_in_errors=True)

    v: Literal[1]
    erasure_id: str
    deleted: Counts


class Kept(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    case_id: str
    item: str
    count: int
    law: str
    days: int
    until: str | None


class Vendor(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    vendor: str
    state: Literal["waiting", "asked", "done"]
    asked_at: str | None = None
    done_at: str | None = None


class ToldByActions(_Told):
    case_ids: tuple[str, ...] = ()
    kept: tuple[Kept, ...]
    vendors: tuple[Vendor, ...] = ()


class ErasingGateway:
    def __init__(self, http: httpx.AsyncClient, bot_url: str, bot_secret: str, actions: ActionsGateway) -> None:
        self._http = http
        self._url = f"{bot_url.rstrip('/')}/webhooks/gateway/erase"
        self._secret = bot_secret
        self._actions = actions

    async def bot(self, erasure_id: str, conversation_ids: Sequence[str]) -> Mapping[str, Any]:
        body = {"v": 1, "erasure_id": erasure_id, "conversation_ids": list(conversation_ids)}
        headers = {"Authorization": f"Bearer {self._secret}"}
        try:
            answer = await self._http.post(self._url, json=body, headers=headers, timeout=TIMEOUT)
        except httpx.HTTPError as error:
            raise Unreachable(type(error).__name__) from None
        return _read(answer.status_code, answer.content, _Told, erasure_id)

    async def actions(self, erasure_id: str, customer_ids: Sequence[str], case_ids: Sequence[str]) -> Mapping[str, Any]:
        body = {"v": 1, "erasure_id": erasure_id, "customer_ids": list(customer_ids), "case_ids": list(case_ids)}
        try:
            answer = await self._actions.post(US, "/erasures", body)
        except HandoffError as error:
            raise Unreachable(error.code) from None
        return _read(answer.status, answer.body, ToldByActions, erasure_id)


def _read(status: int, body: bytes, model: type[_Told], erasure_id: str) -> Mapping[str, Any]:
    if status != httpx.codes.OK:
        raise Unreachable(f"status {status}")
    try:
        told = TypeAdapter(model).validate_json(body)
    except ValidationError:
        raise Unreachable("answers something else") from None
    if told.erasure_id != erasure_id:
        raise Unreachable("answers another erasure")
    return told.model_dump(mode="json")
