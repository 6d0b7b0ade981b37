"""Which routes there are."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path

from sanic import Blueprint

from handoff.app.house import House, utc_now
from handoff.domain.ids import new_id
from handoff.gateways.customer_tokens import make_token
from handoff.gateways.vendor_webhooks import VendorWebhooksGateway
from handoff.http.assets import Assets
from handoff.http.audit import create_audit
from handoff.http.bank_api import create_bank_api
from handoff.http.branch import create_branch
from handoff.http.case_events import create_case_events
from handoff.http.consents import create_consents
from handoff.http.development import create_development
from handoff.http.evidence import create_evidence
from handoff.http.guards import CustomerGuard, ServiceGuard, StaffGuard
from handoff.http.health import create_health
from handoff.http.installations import create_installations
from handoff.http.login import create_login
from handoff.http.names import create_names
from handoff.http.pages import Site, create_demo, create_pages
from handoff.http.review import create_review
from handoff.http.vendor_webhooks import create_vendor_webhooks
from handoff.realtime.limits import Limiter
from handoff.services.actions_port import Answer, as_customer
from handoff.services.review import Review
from handoff.settings import Settings

WEB = Path(__file__).parents[1] / "web"
WEBHOOKS_PER_MINUTE = 1200  # from one address of a vendor; what is refused it sends again
REQUESTS_PER_MINUTE = 60  # of one customer; a whole journey takes about twenty
SEARCHES_PER_MINUTE = 4  # of one member of staff at a branch, in the long run: a code cannot be guessed
TOKEN_OF_DEMO = timedelta(minutes=5)  # as short as a bank should make it, so that renewal is exercised


def blueprints(house: House) -> list[Blueprint]:
    settings = house.settings
    customers = CustomerGuard(house.authenticate_customer, Limiter(REQUESTS_PER_MINUTE, burst=40).spend)
    cards = CustomerGuard(house.authenticate_at_hand, customers.spend)
    staff = StaffGuard(house.authenticate_staff, house.cookie, settings.own_origins)
    webhooks = Limiter(WEBHOOKS_PER_MINUTE, burst=300).spend
    checks = {"database": house.is_database_up, "bot": house.is_bot_up, "actions": house.actions.is_ready}
    routes = [
        create_health(checks),
        create_pages(_site(house)),
        create_evidence(house.begin, cards, house.actions, settings.photo_bytes, utc_now),
        create_consents(customers, house.actions, house.ask_for_deletion),
        create_login(house.door, staff, secure=not settings.development),
        create_review(staff, Review(house.begin, house.actions, utc_now, new_id)),
        create_audit(staff, house.begin),
        *create_branch(staff, customers, cards, house.branch, Limiter(SEARCHES_PER_MINUTE, burst=10).spend),
        create_case_events(settings.case_events_secret, house.apply_case_event, utc_now),
        create_names(settings.case_events_secret, house.begin, utc_now),
        create_bank_api(house.begin, house.bank_api, _bank_limit(settings), utc_now, new_id),
        create_vendor_webhooks(VendorWebhooksGateway(house.to_actions).pass_on, webhooks),
        create_installations(ServiceGuard(settings.service_tokens), house.link),
    ]
    return routes + (_development(house) if settings.development else [])


def _bank_limit(settings: Settings) -> Callable[[str], None]:
    per_minute = settings.bank_requests_per_minute
    return Limiter(per_minute, burst=max(20, per_minute // 4)).spend


def _site(house: House) -> Site:
    config = {
        "v": 1,
        "bank": {"name": dict(house.bank.name)},
        "languages": list(house.bank.languages),
        "time_zone": house.bank.time_zone,
        "parents": list(house.settings.widget_parents),
    }
    return Site(Assets(WEB), house.settings.own_origins, house.settings.widget_parents, config)


def _development(house: House) -> list[Blueprint]:
    settings = house.settings

    def issue(claims: Mapping[str, object]) -> str:
        now = utc_now()
        return make_token(
            settings.customer_jwt_secret,
            settings.customer_jwt_issuer,
            settings.customer_jwt_audience,
            {**claims, "iat": now},
            now + TOKEN_OF_DEMO,
        )

    async def arrived(customer_id: str) -> Answer:
        return await house.actions.get(as_customer(customer_id), f"/stand-ins/{customer_id}/arrived")

    localhost, loopback = f"http://localhost:{settings.port}", f"http://127.0.0.1:{settings.port}"
    return [
        create_development(issue, house.authenticate_customer, arrived),
        create_demo(_site(house), loopback, localhost),
    ]
