"""The bot's settings, from the environment (prefix BOT_)."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

PROJECT = Path(__file__).resolve().parent
_SHORTEST_SECRET = 32


class UnsafeError(RuntimeError):
    """A setting is missing or weak; the message names it."""


@dataclass(frozen=True)
class Settings:
    gateway_secret: str = field(repr=False)
    actions_url: str
    actions_secret: str = field(repr=False)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        development = environment.get("GILDONG_ENV", "production") == "development"
        return cls(
            gateway_secret=_secret(environment, "BOT_GATEWAY_SECRET", development),
            actions_url=environment.get("BOT_ACTIONS_URL", "http://127.0.0.1:5055").rstrip("/"),
            actions_secret=_secret(environment, "BOT_ACTIONS_SECRET", development),
        )


def trackers_path(environment: Mapping[str, str] = os.environ) -> Path:
    home = Path(environment.get("GILDONG_HOME") or PROJECT.parent / ".gildong")
    return Path(environment.get("BOT_TRACKERS") or home / "bot.db")


def _secret(environment: Mapping[str, str], name: str, development: bool) -> str:
    value = environment.get(name, "")
    if not value:
        raise UnsafeError(f"{name} is not set")
    if not development and (len(value) < _SHORTEST_SECRET or len(set(value)) < 8):
        raise UnsafeError(f"{name} is too weak: give it at least {_SHORTEST_SECRET} random characters")
    return value
