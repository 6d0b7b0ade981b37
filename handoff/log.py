"""Logs are lines of JSON with fixed event names and fields; what people wrote and who they are is never among them."""

import logging
import sys
import traceback
from collections.abc import Iterator

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

CHATTY = ("socketio.server", "engineio.server", "httpx", "httpcore", "aiosqlite", "sqlalchemy.engine")


def configure(level: str = "INFO") -> None:
    """Called once, by a program's start; libraries' own records take the same road."""
    shared: list[Processor] = [
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _without_words,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    handler = logging.StreamHandler(sys.stderr)
    formatter = structlog.stdlib.ProcessorFormatter(
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        foreign_pre_chain=shared,
        keep_exc_info=False,
    )
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    logging.raiseExceptions = False  # a record that cannot be written would be printed with all it holds
    for name in CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)  # at INFO some of these print payloads and addresses


def _without_words(_logger: WrappedLogger, _method: str, record: EventDict) -> EventDict:
    """Where it went wrong and what kind of error it was; its words may quote what somebody wrote."""
    given = record.pop("exc_info", None)
    error = sys.exc_info()[1] if given is True else given[1] if isinstance(given, tuple) else given
    if isinstance(error, BaseException):
        record["exception"] = list(_places(error))
    return record


def _places(error: BaseException) -> Iterator[str]:
    yield type(error).__name__
    for frame in traceback.extract_tb(error.__traceback__):
        yield f"{frame.filename}:{frame.lineno} {frame.name}"
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause:
        yield from _places(cause)
