import logging
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
import structlog

from handoff import log
from handoff.realtime import customer
from tests.integration.handoff.realtime.fake_bot import bubble, done
from tests.integration.handoff.realtime.house import House

NUMBER = "900101-1000006"
WORDS = "비밀스러운 이야기"


@pytest.fixture
def restored() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level, raises = root.handlers, root.level, logging.raiseExceptions
    yield
    root.handlers, logging.raiseExceptions = handlers, raises
    root.setLevel(level)
    structlog.reset_defaults()


async def stumbles(question: dict[str, Any]) -> AsyncIterator[dict[str, Any]]:
    """First not as agreed, then properly."""
    if len(stumbled) == 0:
        stumbled.append(True)
        yield {"bubble": {"n": 0, "kind": "text", "body": {"text": WORDS, "wrong": NUMBER}, "staff": {}}}
    yield bubble(0, WORDS)
    yield done(1)


stumbled: list[bool] = []


async def test_what_people_write_and_who_they_are_is_in_no_log(
    restored: None, house: House, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    log.configure()
    house.bot.script = stumbles
    phone = await house.phone()
    await phone.sees(WORDS)
    await phone.send(f"{WORDS} {NUMBER}")
    await phone.sees("masked")
    await phone.ask("send", client_id="m", text={"number": NUMBER})

    async def quotes(*_: object) -> None:
        raise ValueError(f"{NUMBER} {WORDS}")

    monkeypatch.setattr(customer, "say_text", quotes)
    assert (await phone.ask("send", client_id="x", text=WORDS))["error"] == "internal"
    out, err = capfd.readouterr()
    assert "turn_broken" in err, "the test looks at the right place"
    assert "command_failed" in err
    assert "ValueError" in err
    for secret in (NUMBER, "1000006", WORDS, "Kim"):
        assert secret not in out + err
