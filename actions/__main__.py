"""`python -m actions` serves; the other commands are for the operator, beside a server that may be running."""

import argparse
import asyncio
import contextlib
import secrets
import signal
import sys
from collections.abc import Awaitable, Callable, Iterator

import structlog
import uvicorn

from actions import log as logging
from actions.app import assemble, background, create_server
from actions.services.dead_letters import BATCH, list_letters, replay, replay_all
from actions.services.means import Means
from actions.services.retention import end_relationship, purge, rotate
from actions.services.token_desk import create_token, list_tokens, revoke_token
from actions.services.tokens import SCOPES, TokenRefused
from actions.services.vendor_inbox import hear_again
from actions.settings import Settings, SettingsRefused, load_settings
from actions.storage.content.files import ContentWrong
from actions.verification.errors import NotFound

log = structlog.get_logger(__name__)
KEEP_ALIVE_S = 75  # longer than any caller keeps one: else it may be closed while a call is on its way


class PatientServer(uvicorn.Server):
    """Uvicorn raises the signal again when it has ended, which would kill the program before it has tidied up."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, self.handle_exit, number, None)
        yield


async def serve(settings: Settings) -> None:
    async with assemble(settings) as program, background(program):
        server = PatientServer(
            uvicorn.Config(
                create_server(program),
                host=settings.host,
                port=settings.port,
                log_config=None,
                access_log=False,
                server_header=False,
                timeout_keep_alive=KEEP_ALIVE_S,
                timeout_graceful_shutdown=10,
            )
        )
        log.info("serving", host=settings.host, port=settings.port)
        await server.serve()


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


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="actions", description=__doc__)
    commands = parser.add_subparsers(dest="command")
    commands.add_parser("serve", help="the default")
    commands.add_parser("purge", help="delete what is due")
    commands.add_parser("rotate", help="wrap by the first key")
    commands.add_parser("end-relationship", help="from now on the law's time runs").add_argument("customer")
    make = commands.add_parser("create-service-token", help="for a program of the bank; printed once")
    make.add_argument("name")
    make.add_argument("--scopes", required=True, help=f"separated by commas, of {', '.join(SCOPES)}")
    commands.add_parser("list-service-tokens", help="names, scopes and the day of the last use")
    commands.add_parser("revoke-service-token", help="it opens nothing from now on").add_argument("name")
    commands.add_parser("dead-letters", help="what the bank's webhook has not taken")
    again = commands.add_parser("replay", help="send a dead letter again, or all of them")
    again.add_argument("event_id", nargs="?", help="without it all")
    commands.add_parser("hear-vendors-again", help="webhooks that were set aside are tried once more")
    return parser.parse_args()


def main() -> int:
    given = read_arguments()
    try:
        settings = load_settings()
        logging.configure(settings.log_level)
        asyncio.run(tend(settings, given) if given.command in TENDING else serve(settings))
    except (SettingsRefused, ContentWrong) as error:
        print(f"actions cannot start:\n{error}".replace("; ", "\n"), file=sys.stderr)
        return 2
    except TokenRefused as refused:
        print(refused, file=sys.stderr)
        return 1
    except NotFound:
        print("there is no such dead letter", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
