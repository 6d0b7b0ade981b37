"""`python -m actions` serves; the other commands are for the operator, beside a server that may be running."""

import argparse
import asyncio
import sys

from actions import log as logging
from actions.app.commands import TENDING, tend
from actions.services.tokens import SCOPES, TokenRefused
from actions.settings import Settings, SettingsRefused, load_settings
from actions.storage.content.files import ContentWrong
from actions.verification.errors import NotFound


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


async def _serve(settings: Settings) -> None:
    from actions.app.serving import serve  # the operator's commands need no server

    await serve(settings)


def main() -> int:
    given = read_arguments()
    try:
        settings = load_settings()
        logging.configure(settings.log_level)
        asyncio.run(tend(settings, given) if given.command in TENDING else _serve(settings))
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
