"""How the three programs are started on one machine."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from handoff.development.child import Program

ROOT = Path(__file__).resolve().parents[2]
QUIET_BOT = {
    "RASA_TELEMETRY_ENABLED": "false",
    "PYTHONWARNINGS": "ignore",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "LOG_LEVEL_LIBRARIES": "ERROR",
}


@dataclass(frozen=True, slots=True)
class Ports:
    front: int
    bot: int
    actions: int

    @property
    def by_variable(self) -> Mapping[str, int]:
        return {"PORT": self.front, "BOT_PORT": self.bot, "ACTIONS_PORT": self.actions}


def environment_for(home: Path, ports: Ports, secrets: Mapping[str, str], given: Mapping[str, str]) -> dict[str, str]:
    """What all three are given; each reads its own prefix."""
    return {
        **given,
        **secrets,
        "GILDONG_ENV": "development",
        "GILDONG_HOME": str(home),
        "PORT": str(ports.front),
        "BOT_PORT": str(ports.bot),
        "BOT_ACTIONS_URL": f"http://127.0.0.1:{ports.actions}",
        "ACTIONS_PORT": str(ports.actions),
        "ACTIONS_CASE_EVENTS_URL": f"http://127.0.0.1:{ports.front}/internal/case-events",
        "HANDOFF_BOT_URL": f"http://127.0.0.1:{ports.bot}",
        "HANDOFF_ACTIONS_URL": f"http://127.0.0.1:{ports.actions}",
    }


def programs(home: Path, ports: Ports, environment: Mapping[str, str], model: Path) -> list[Program]:
    logs = home / "logs"
    rasa = [str(ROOT / "bot/.venv/bin/python"), "-m", "rasa", "run", "--model", str(model)]
    rasa += ["--interface", "127.0.0.1", "--port", str(ports.bot)]
    rasa += ["--endpoints", "endpoints.yml", "--credentials", "credentials.yml"]
    return [
        Program("actions", [sys.executable, "-m", "actions"], ROOT, environment, logs / "actions.log"),
        Program("bot", rasa, ROOT / "bot", {**environment, **QUIET_BOT}, logs / "bot.log"),
        Program("handoff", [sys.executable, "-m", "handoff", "serve"], ROOT, environment, logs / "handoff.log"),
    ]
