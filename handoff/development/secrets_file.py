"""Secrets of a development installation: made once, kept in one file that only its owner can read."""

import base64
import os
import secrets
from collections.abc import Callable, Mapping
from pathlib import Path


def _word() -> str:
    return secrets.token_urlsafe(36)


def _key() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()


def _password() -> str:
    return "-".join(secrets.token_hex(2) for _ in range(4))


# The first name makes the value; the others are the same secret as the other program calls it.
MADE: tuple[tuple[Callable[[], str], tuple[str, ...]], ...] = (
    (_word, ("HANDOFF_BOT_SECRET", "BOT_GATEWAY_SECRET")),
    (_word, ("HANDOFF_STATEMENT_SECRET", "ACTIONS_STATEMENT_SECRET")),
    (_word, ("HANDOFF_CASE_EVENTS_SECRET", "ACTIONS_CASE_EVENTS_SECRET")),
    (_word, ("BOT_ACTIONS_SECRET", "ACTIONS_BOT_SECRET")),
    (_word, ("HANDOFF_CUSTOMER_JWT_SECRET",)),
    (_word, ("HANDOFF_SERVICE_TOKENS",)),
    (_key, ("ACTIONS_EVIDENCE_KEY",)),
    (_password, ("GILDONG_DEMO_PASSWORD",)),
)


def ensure_secrets(home: Path, environment: Mapping[str, str]) -> dict[str, str]:
    """All secrets under all their names: from the environment, else from the file, else new and written to it."""
    file = home / "secrets.env"
    kept = _read(file)
    for make, names in MADE:
        given = next((environment[name] for name in names if environment.get(name)), None)
        value = given or kept.get(names[0]) or make()
        kept |= dict.fromkeys(names, value)
    _write(file, kept)
    return {**kept, **{name: environment[name] for name in kept if environment.get(name)}}


def _read(file: Path) -> dict[str, str]:
    if not file.exists():
        return {}
    lines = [line.partition("=") for line in file.read_text().splitlines() if "=" in line and not line.startswith("#")]
    return {name.strip(): value.strip() for name, _, value in lines}


def _write(file: Path, values: Mapping[str, str]) -> None:
    text = "# Made for development by `python -m handoff develop`. Not for production, not for sharing.\n"
    text += "".join(f"{name}={value}\n" for name, value in sorted(values.items()))
    if file.exists() and file.read_text() == text:
        return
    with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as opened:
        opened.write(text)
    file.chmod(0o600)
