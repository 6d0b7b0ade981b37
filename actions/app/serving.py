"""The server, from its start to its end in good order."""

import asyncio
import contextlib
import signal
from collections.abc import Iterator

import structlog
import uvicorn

from actions.app.background import background
from actions.app.program import assemble
from actions.app.server import create_server
from actions.settings import Settings

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
