"""The program's only door: every route, and the bot's webhook."""

from collections.abc import Awaitable, Callable

from sanic import Sanic

from actions.app.program import Program
from actions.dialogue.catalogue import create_actions
from actions.dialogue.webhook import create_webhook
from actions.http.bank.routes import create_bank
from actions.http.branch import create_branch
from actions.http.cases import create_cases
from actions.http.customers import create_customers
from actions.http.erasures import create_erasures
from actions.http.evidence import create_evidence
from actions.http.health import create_health
from actions.http.intake import Intake
from actions.http.server import create_sanic
from actions.http.stand_ins import create_stand_ins
from actions.http.statements import Statements
from actions.http.vendor_webhooks import create_vendor_webhooks
from actions.providers.simulated.phone import SimulatedPhone
from actions.services.means import Means
from actions.settings import Settings
from actions.storage.database import is_reachable
from actions.storage.scrub import scrub


def create_server(program: Program) -> Sanic:  # type: ignore[type-arg]  # Sanic's context types are not used
    async def is_ready() -> bool:
        return await is_reachable(program.engine)

    async def rewrite() -> None:
        await scrub(program.engine)

    return create_api(program.means, program.settings, is_ready, rewrite, program.phone)


async def _nothing() -> None:
    """Where no file is."""


def create_api(
    means: Means,
    settings: Settings,
    is_ready: Callable[[], Awaitable[bool]],
    rewrite: Callable[[], Awaitable[None]] = _nothing,
    phone: SimulatedPhone | None = None,
) -> Sanic:  # type: ignore[type-arg]  # context types are not used
    statements = Statements(settings.statement_secret, means.now)
    intake = Intake(settings.photo_bytes_at_once, settings.photos_in_line)
    return create_sanic(
        [
            create_customers(means, statements),
            create_evidence(means, statements, settings.photo_bytes, intake),
            create_cases(means, statements),
            create_branch(means, statements),
            create_erasures(means, statements, rewrite),
            create_bank(means, statements, rewrite),
            create_vendor_webhooks(means),
            create_webhook(create_actions(means), settings.bot_secret),
            create_health(is_ready),
            *([create_stand_ins(phone.of, statements)] if phone else []),
        ]
    )
