"""Vendors tell what became of a verification. Anyone can reach this address: what is not signed opens nothing."""

from collections import Counter
from collections.abc import Mapping

import structlog
from sanic import Blueprint, Request
from sanic.response import HTTPResponse

from actions.http.answers import good
from actions.http.requests import ident, read_body
from actions.services.means import Means
from actions.services.vendor_inbox import receive
from actions.services.vendors import WebhookRefused
from actions.verification.errors import Refused

LARGEST = 1_048_576  # bytes; vendors send kilobytes

log = structlog.get_logger(__name__)


def create_vendor_webhooks(means: Means) -> Blueprint:
    blueprint = Blueprint("vendor_webhooks", url_prefix="/webhooks/vendors")

    @blueprint.post("/<vendor:str>", stream=True)
    async def webhook(request: Request, vendor: str) -> HTTPResponse:
        body = await read_body(request, LARGEST)
        try:
            await receive(means, ident(vendor), _headers(request), body)
        except WebhookRefused as refused:
            log.warning("vendor_webhook_refused", vendor=vendor, code=refused.code)
            raise Refused("invalid_payload" if refused.code == "malformed" else "unauthorized") from None
        return good({"ok": True})

    return blueprint


def _headers(request: Request) -> Mapping[str, str]:
    """A proxy may add some twice; a signature that stands twice is none."""
    names = Counter(name.lower() for name, _ in request.headers.items())
    return {name: value for name, value in request.headers.items() if names[name.lower()] == 1}
