"""The vendors that this installation can start verifications at, and those whose webhooks it takes."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

import httpx

from actions.providers.vendors.inbound import Inbound
from actions.providers.vendors.settings import Heard, StripeSettings, SumsubSettings, VendorSettings, VeriffSettings
from actions.providers.vendors.stripe_api import BASE_URL, StripeApi
from actions.providers.vendors.stripe_identity import StripeIdentity
from actions.providers.vendors.webhooks import ONFIDO, PERSONA, STRIPE, Scheme, sumsub, veriff
from actions.services.vendors import Connected, Vendors
from actions.verification.vendor_table import VendorTable

SCHEMES = {"stripe": STRIPE, "persona": PERSONA, "onfido": ONFIDO}
DEMO_PAGE = "http://127.0.0.1:8000/demo"


@dataclass(frozen=True, slots=True)
class World:
    """What adapters need from outside."""

    client: httpx.AsyncClient
    now: Callable[[], datetime]
    pause: Callable[[float], Awaitable[None]]


def connect(settings: VendorSettings, tables: Mapping[str, VendorTable], world: World) -> Vendors:
    inbound = {name: _inbound(name, given, tables[name]) for name, given in settings.each()}
    connected = {}
    if settings.stripe:
        stripe = _stripe(settings.stripe, tables["stripe"], inbound["stripe"], world)
        connected["stripe"] = Connected(stripe, settings.stripe.is_test)
    return Vendors(
        titles={name: table.title for name, table in tables.items()},
        connected=connected,
        heard={name: each.events for name, each in inbound.items()},
        return_to=settings.return_to or DEMO_PAGE,
    )


def _stripe(settings: StripeSettings, table: VendorTable, inbound: Inbound, world: World) -> StripeIdentity:
    base_url = settings.base_url or BASE_URL
    api = StripeApi(world.client, settings.key.get_secret_value(), world.pause, base_url)
    return StripeIdentity(api, table, inbound, world.now)


def _inbound(name: str, given: Heard, table: VendorTable) -> Inbound:
    return Inbound(_scheme(name, given), tuple(each.get_secret_value() for each in given.webhook_secrets), table)


def _scheme(name: str, given: Heard) -> Scheme:
    if isinstance(given, VeriffSettings):
        return veriff(given.key.get_secret_value())
    if isinstance(given, SumsubSettings):
        return sumsub(given.algorithm)
    return SCHEMES[name]
