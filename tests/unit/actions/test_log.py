import json
import logging

import pytest
import structlog

from actions import log


@pytest.fixture(autouse=True)
def _as_before() -> object:
    root, before = logging.getLogger(), (logging.getLogger().handlers, logging.getLogger().level)
    yield
    root.handlers, root.level = before
    structlog.reset_defaults()


@pytest.mark.parametrize("logger", [logging.getLogger("a.library"), structlog.get_logger("actions")])
def test_an_error_is_logged_by_kind_and_place_and_not_by_its_text(
    logger: logging.Logger, capsys: pytest.CaptureFixture[str]
) -> None:
    log.configure()
    try:
        raise ValueError("900101-1000006 is in this text")
    except ValueError as error:
        logger.error("failed", exc_info=error)
    line = json.loads(capsys.readouterr().err)
    assert line["event"] == "failed"
    assert line["error"].startswith("ValueError at test_an_error_is_logged")
    assert "900101" not in json.dumps(line)
