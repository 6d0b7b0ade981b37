"""`python -m actions` serves. Also: purge, rotate, end-relationship CUSTOMER."""

import argparse
import asyncio
import contextlib
import signal
import sys
from collections.abc import Iterator

import structlog
import uvicorn

from actions import log as logging
from actions.app import assemble, background, create_server
from actions.services.retention import end_relationship, purge, rotate
from actions.settings import Settings, SettingsRefused, load_settings
from actions.storage.content.files import ContentWrong

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


async def tend(settings: Settings, command: str, customer: str | None) -> None:
    async with assemble(settings) as program:
        if command == "purge":
            log.info("purged", **await purge(program.means))
        elif command == "rotate":
            log.info("rotated", keys=await rotate(program.means))
        else:
            log.info("relationship_ended", found=await end_relationship(program.means, customer or ""))


def main() -> int:
    parser = argparse.ArgumentParser(prog="actions", description=__doc__)
    commands = parser.add_subparsers(dest="command")
    for name, says in (("serve", "the default"), ("purge", "delete what is due"), ("rotate", "wrap by the first key")):
        commands.add_parser(name, help=says)
    commands.add_parser("end-relationship", help="from now on the law's time runs").add_argument("customer")
    given = parser.parse_args()
    try:
        settings = load_settings()
        logging.configure(settings.log_level)
        if given.command in (None, "serve"):
            asyncio.run(serve(settings))
        else:
            asyncio.run(tend(settings, given.command, getattr(given, "customer", None)))
    except (SettingsRefused, ContentWrong) as error:
        print(f"actions cannot start:\n{error}".replace("; ", "\n"), file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
