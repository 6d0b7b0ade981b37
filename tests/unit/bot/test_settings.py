from pathlib import Path

import pytest
from settings import Settings, UnsafeError, trackers_path

STRONG = "0123456789abcdefghijklmnopqrstuvwxyz"
BOTH = {"BOT_GATEWAY_SECRET": STRONG, "BOT_ACTIONS_SECRET": STRONG}


def test_settings_come_from_the_environment() -> None:
    settings = Settings.from_environment({**BOTH, "BOT_ACTIONS_URL": "http://actions:5055/"})
    assert settings.actions_url == "http://actions:5055"


def test_trackers_are_in_the_data_folder_unless_said_otherwise() -> None:
    assert trackers_path({"GILDONG_HOME": "/var/gildong"}) == Path("/var/gildong/bot.db")
    assert trackers_path({"GILDONG_HOME": "/var/gildong", "BOT_TRACKERS": "/bot/x.db"}) == Path("/bot/x.db")


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
