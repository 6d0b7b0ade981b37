from pathlib import Path

import pytest
from settings import Settings, UnsafeError

STRONG = "0123456789abcdefghijklmnopqrstuvwxyz"
BOTH = {"BOT_GATEWAY_SECRET": STRONG, "BOT_ACTIONS_SECRET": STRONG}


def test_settings_come_from_the_environment() -> None:
    given = {**BOTH, "BOT_ACTIONS_URL": "http://actions:5055/", "GILDONG_HOME": "/var/gildong"}
    settings = Settings.from_environment(given)
    assert settings.actions_url == "http://actions:5055"
    assert settings.trackers == Path("/var/gildong/bot.db")


@pytest.mark.parametrize("name", BOTH)
@pytest.mark.parametrize("value", ["", "short", "a" * 40])
def test_a_missing_or_weak_secret_stops_the_start_by_name(name: str, value: str) -> None:
    with pytest.raises(UnsafeError, match=name):
        Settings.from_environment({**BOTH, name: value})


def test_development_may_use_a_short_secret_but_not_none() -> None:
    assert Settings.from_environment({**BOTH, "GILDONG_ENV": "development", "BOT_GATEWAY_SECRET": "short"})
    with pytest.raises(UnsafeError):
        Settings.from_environment({"GILDONG_ENV": "development"})


def test_secrets_are_not_in_the_settings_text() -> None:
    assert STRONG not in repr(Settings.from_environment(BOTH))
