"""What is wrong before anything is started, said in one line each."""

import fcntl
import os
import socket
from collections.abc import Mapping
from pathlib import Path


class CannotStartError(Exception):
    """The message is for the person at the terminal."""


def lock(home: Path) -> int:
    """Held until the process ends, whichever way it ends: two instances would write the same SQLite files."""
    home.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(home / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        raise CannotStartError(
            f"Gildong already runs on {home}. Stop it first, or set GILDONG_HOME and PORT for a second one."
        ) from None
    return descriptor


def check_ports(ports: Mapping[str, int]) -> None:
    """`ports` by the variable that sets them."""
    if len(set(ports.values())) < len(ports):
        raise CannotStartError(f"{', '.join(ports)} must differ from one another.")
    for variable, port in ports.items():
        if not _is_free(port):
            raise CannotStartError(f"Port {port} is in use by another program. Choose another one: {variable}=…")


def newest_model(folder: Path) -> Path:
    models = sorted(folder.glob("*.tar.gz"), key=lambda model: model.stat().st_mtime)
    if not models:
        raise CannotStartError(f"There is no trained model in {folder}. Train one: make train")
    return models[-1]


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        # As servers do: a port that a finished connection still lingers on is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
