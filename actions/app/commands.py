"""What the operator does from a terminal, beside a server that may be running."""

import argparse
import secrets
import sys
from collections.abc import Awaitable, Callable

import structlog

from actions.app.program import assemble
from actions.services.dead_letters import BATCH, list_letters, replay, replay_all
from actions.services.means import Means
from actions.services.retention import end_relationship, purge, rotate
from actions.services.token_desk import create_token, list_tokens, revoke_token
from actions.services.vendor_inbox import hear_again
from actions.settings import Settings

log = structlog.get_logger(__name__)


async def tend(settings: Settings, given: argparse.Namespace) -> None:
    async with assemble(settings) as program:
        await TENDING[given.command](program.means, given)


async def _purge(means: Means, _given: argparse.Namespace) -> None:
    log.info("purged", **await purge(means))


async def _rotate(means: Means, _given: argparse.Namespace) -> None:
    log.info("rotated", keys=await rotate(means))


async def _end_relationship(means: Means, given: argparse.Namespace) -> None:
    log.info("relationship_ended", found=await end_relationship(means, given.customer))


async def _create_token(means: Means, given: argparse.Namespace) -> None:
    scopes = [scope.strip() for scope in given.scopes.split(",") if scope.strip()]
    print(await create_token(means, given.name, scopes, secrets.token_hex(8), secrets.token_urlsafe(32)))
    print("This is the only time that it is shown.", file=sys.stderr)


async def _hear_again(means: Means, _given: argparse.Namespace) -> None:
    log.info("vendor_events_due_again", events=await hear_again(means))


async def _list_tokens(means: Means, _given: argparse.Namespace) -> None:
    for token in await list_tokens(means):
        state = f"revoked {token.revoked_at:%Y-%m-%d}" if token.revoked_at else "valid"
        print(f"{token.name}\t{state}\tlast used {token.used_on or 'never'}\t{','.join(sorted(token.scopes))}")


async def _revoke_token(means: Means, given: argparse.Namespace) -> None:
    await revoke_token(means, given.name)


async def _dead_letters(means: Means, _given: argparse.Namespace) -> None:
    before: str | None = None
    while True:
        page = await list_letters(means, before, BATCH)
        for letter in page["dead_letters"]:
            print("\t".join(str(letter[name]) for name in LETTER))
        before = page["next"]
        if before is None:
            return


async def _replay(means: Means, given: argparse.Namespace) -> None:
    if given.event_id is None:
        print(f"{await replay_all(means)} will be sent again")
        return
    await replay(means, given.event_id)
    print("it will be sent again")


LETTER = ("event_id", "case_id", "name", "at", "tries", "failure", "given_up_at")
Tend = Callable[[Means, argparse.Namespace], Awaitable[None]]
TENDING: dict[str, Tend] = {
    "purge": _purge,
    "rotate": _rotate,
    "end-relationship": _end_relationship,
    "create-service-token": _create_token,
    "list-service-tokens": _list_tokens,
    "revoke-service-token": _revoke_token,
    "dead-letters": _dead_letters,
    "replay": _replay,
    "hear-vendors-again": _hear_again,
}
