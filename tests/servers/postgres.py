"""A private PostgreSQL for tests: its own folder and port, gone afterwards; a fresh database for each test module."""

import contextlib
import glob
import os
import re
import shutil
import socket
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

USER = "postgres"
STARTS_IN = "60"  # seconds


def find_binaries() -> Path | None:
    on_path = shutil.which("initdb")
    folders = [
        *sorted(glob.glob("/usr/lib/postgresql/*/bin"), reverse=True),
        *([os.path.dirname(on_path)] if on_path else []),
    ]
    return next((Path(folder) for folder in folders if Path(folder, "initdb").exists()), None)


def as_postgres(*command: str | Path) -> list[str]:
    """`initdb` refuses root."""
    words = [str(word) for word in command]
    return ["runuser", "-u", USER, "--", *words] if os.geteuid() == 0 else words


@contextlib.contextmanager
def running() -> Iterator[str]:
    """The address of a server without databases of anybody."""
    binaries = find_binaries()
    if binaries is None:
        missing("PostgreSQL is not installed")
    folder = Path(tempfile.mkdtemp(prefix="gildong-pg-"))
    if os.geteuid() == 0:
        shutil.chown(folder, USER)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    data, log = folder / "data", folder / "log"
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off"
    _run(as_postgres(binaries / "initdb", "-D", data, "-U", USER, "-A", "trust", "-E", "UTF8", "--no-sync"))
    _run(as_postgres(binaries / "pg_ctl", "-D", data, "-l", log, "-w", "-t", STARTS_IN, "-o", options, "start"))
    try:
        yield f"127.0.0.1:{port}"
    finally:
        _run(as_postgres(binaries / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop"))
        shutil.rmtree(folder, ignore_errors=True)


def _run(command: list[str]) -> None:
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd="/", check=False)
    if done.returncode:
        missing(f"{Path(command[-1]).name}: {done.stderr.decode(errors='replace')[-300:]}")


def missing(reason: str) -> None:
    """A laptop may go without; CI may not."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    with running() as address:
        yield address


@pytest.fixture(scope="module")
def postgres_url(postgres_server: str, request: pytest.FixtureRequest) -> str:
    """`postgresql+asyncpg://…` of a database made for this module."""
    name = re.sub(r"\W", "_", request.module.__name__.rpartition(".")[2])[:40] + "_" + uuid.uuid4().hex[:8]

    return new_database(postgres_server, name)


def new_database(server: str, name: str) -> str:
    binaries = find_binaries()
    assert binaries is not None  # the server runs
    host, _, port = server.partition(":")
    _run([str(binaries / "createdb"), "-h", host, "-p", port, "-U", USER, name])
    return f"postgresql+asyncpg://{USER}@{server}/{name}"
