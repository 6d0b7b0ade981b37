"""Calls to Stripe: forms in, JSON out, every wait bounded, and only our own words in what is raised or logged."""

import json
from collections.abc import Awaitable, Callable, Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

import httpx
import structlog

from actions.services.vendors import VendorRefused, VendorUnavailable

log = structlog.get_logger(__name__)

API_VERSION = "2026-07-29.dahlia"  # the published description that adapter and tests were written from
BASE_URL = "https://api.stripe.com"
TIMEOUT = httpx.Timeout(8.0, connect=3.0)
PAUSES = (0.5, 1.5)  # seconds before the second and the third try; a customer is waiting
MAX_ANSWER = 1_048_576  # bytes
AGAIN = frozenset({409, 429})  # somebody else is at the same object; too many at once
REFUSALS = {401: "unauthorized", 403: "unauthorized", 404: "not_found"}

Json = dict[str, Any]
Form = Mapping[str, Any]


class StripeApi:
    """Everything asked here may be asked twice: what creates carries an idempotency key, and the rest has no second
    effect. So whatever gets no answer is tried again."""

    def __init__(
        self, client: httpx.AsyncClient, key: str, pause: Callable[[float], Awaitable[None]], base_url: str = BASE_URL
    ) -> None:
        self._client, self._pause, self._base_url = client, pause, base_url
        self._headers = {"Authorization": f"Bearer {key}", "Stripe-Version": API_VERSION}

    async def get(self, path: str, *expand: str) -> Json:
        """`expand`: what Stripe tells only when it is asked for."""
        query = urlencode([("expand[]", each) for each in expand])
        return await self._ask("GET", f"{path}?{query}" if query else path)

    async def post(self, path: str, form: Form, idempotency_key: str = "") -> Json:
        return await self._ask("POST", path, dict(_fields(form)), idempotency_key)

    async def _ask(self, method: str, path: str, form: dict[str, str] | None = None, key: str = "") -> Json:
        headers = self._headers | ({"Idempotency-Key": key} if key else {})
        for pause in (*PAUSES, None):
            status, again, body = await self._once(method, path, form, headers)
            if status == httpx.codes.OK:
                return _object(body)
            log.warning("vendor_call_failed", vendor="stripe", method=method, status=status)
            if not again:
                raise VendorRefused(REFUSALS.get(status, "invalid"))
            if pause is not None:
                await self._pause(pause)
        raise VendorUnavailable("unavailable")

    async def _once(
        self, method: str, path: str, form: dict[str, str] | None, headers: dict[str, str]
    ) -> tuple[int, bool, bytes]:
        """Status (0 when there was no answer), whether to try again, and the answer."""
        call = self._client.stream(
            method, self._base_url + path, data=form, headers=headers, timeout=TIMEOUT, follow_redirects=False
        )
        try:
            async with call as answer:
                return answer.status_code, _again(answer), await _bounded(answer)
        except httpx.HTTPError:
            return 0, True, b""


def _again(answer: httpx.Response) -> bool:
    """Stripe says it itself where it knows better."""
    said: str | None = answer.headers.get("stripe-should-retry")
    if said in ("true", "false"):
        return said == "true"
    return answer.status_code in AGAIN or answer.is_server_error


async def _bounded(answer: httpx.Response) -> bytes:
    body = b""
    async for part in answer.aiter_bytes():
        body += part
        if len(body) > MAX_ANSWER:
            raise VendorUnavailable("unreadable")
    return body


def _object(body: bytes) -> Json:
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        raise VendorUnavailable("unreadable") from None
    if not isinstance(answer, dict):
        raise VendorUnavailable("unreadable")
    return answer


def _fields(form: Form, within: str = "") -> Iterator[tuple[str, str]]:
    """`{"a": {"b": [True]}}` as Stripe wants it: `a[b][0]=true`."""
    for name, value in form.items():
        field = f"{within}[{name}]" if within else name
        if isinstance(value, Mapping):
            yield from _fields(value, field)
        elif isinstance(value, list | tuple):
            yield from _fields({str(place): each for place, each in enumerate(value)}, field)
        else:
            yield field, str(value).lower() if isinstance(value, bool) else str(value)
