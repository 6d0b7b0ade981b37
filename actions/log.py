"""Logs are lines of JSON with fixed event names and fields; no value that a customer gave is ever among them."""

import logging
import sys
import traceback

import structlog

CHATTY = ("httpx", "httpcore", "aiosqlite", "sqlalchemy.engine", "alembic", "PIL", "rasa_sdk", "sanic.root", "asyncio")


def configure(level: str = "INFO") -> None:
    """Called once, by the program's start; libraries' own records take the same road."""
    shared: list[structlog.typing.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            processors=[
                _drop_exception_text,
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(),
            ],
            foreign_pre_chain=shared,
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    for chatty in CHATTY:
        logging.getLogger(chatty).setLevel(logging.WARNING)  # below that some print payloads and addresses


def _drop_exception_text(
    _logger: structlog.typing.WrappedLogger, _name: str, record: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    """The text of an error may quote what a customer gave: kind and place are enough to find it."""
    given = record.pop("exc_info", None)
    error = given[1] if isinstance(given, tuple) else given if isinstance(given, BaseException) else sys.exc_info()[1]
    if given and error is not None:
        record["error"] = describe(error)
    return record


def describe(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)[-4:]
    return f"{type(error).__name__} at " + " < ".join(f"{frame.name}:{frame.lineno}" for frame in reversed(frames))
