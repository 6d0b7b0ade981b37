"""`python -m handoff develop`: one command that starts everything on this machine and keeps it running."""

import asyncio
import contextlib
import os
import signal
from collections.abc import Mapping
from pathlib import Path

import httpx

from handoff.development.child import Child
from handoff.development.preflight import CannotStartError, check_ports, lock, newest_model
from handoff.development.programs import ROOT, Ports, environment_for, programs
from handoff.development.secrets_file import ensure_secrets

LONGEST_START = 180  # seconds; the bot loads its model for most of them
LOGINS = (
    ("sora", "agent, Korean"),
    ("nika", "agent, Persian"),
    ("ada", "agent, English"),
    ("ines", "supervisor"),
    ("mina", "content editor"),
    ("juno", "reviewer"),
    ("omid", "operator"),
    ("dara", "teller, at a branch"),
)


def develop(given: Mapping[str, str] = os.environ) -> int:
    """The exit code."""
    home = Path(given.get("GILDONG_HOME") or ROOT / ".gildong").resolve()
    try:
        descriptor = lock(home)
        ports = _ports(given)
        check_ports(ports.by_variable)
        model = newest_model(ROOT / "bot/models")
    except CannotStartError as error:
        say(str(error))
        return 1
    secrets = ensure_secrets(home, given)
    children = [
        Child(program, say) for program in programs(home, ports, environment_for(home, ports, secrets, given), model)
    ]
    try:
        return asyncio.run(_supervise(children, ports, secrets["GILDONG_DEMO_PASSWORD"], home))
    finally:
        os.close(descriptor)


def say(line: str) -> None:
    print(line, flush=True)


def _ports(given: Mapping[str, str]) -> Ports:
    try:
        front, bot, actions = (
            int(given.get(name) or default)
            for name, default in (("PORT", 8000), ("BOT_PORT", 5005), ("ACTIONS_PORT", 5055))
        )
    except ValueError:
        raise CannotStartError("PORT, BOT_PORT and ACTIONS_PORT must be numbers.") from None
    return Ports(front, bot, actions)


async def _supervise(children: list[Child], ports: Ports, password: str, home: Path) -> int:
    ending = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, ending.set)
    running = [asyncio.create_task(child.keep_running()) for child in children]
    announcing = asyncio.create_task(_announce(ports, password, home))
    await ending.wait()
    say("\nStopping")
    announcing.cancel()
    # The front door closes first, so that nothing new reaches the two behind it.
    for child in reversed(children):
        await child.stop()
    await asyncio.gather(*running, announcing, return_exceptions=True)
    say("Stopped")
    return 0


async def _announce(ports: Ports, password: str, home: Path) -> None:
    if await _wait_until_ready(ports.front):
        say(_welcome(ports.front, password, home))
    else:
        say(f"Not ready after {LONGEST_START} s; still trying. The logs are in {home / 'logs'}")


async def _wait_until_ready(port: int) -> bool:
    loop = asyncio.get_running_loop()
    began = loop.time()
    reported: set[str] = set()
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=5, trust_env=False) as client:
        while (passed := loop.time() - began) < LONGEST_START:
            checks = await _checks(client)
            for name in [name for name, state in checks.items() if state == "ok" and name not in reported]:
                reported.add(name)
                say(f"  {name} is ready ({passed:.0f} s)")
            if checks and set(checks) == reported:
                return True
            if int(passed) and int(passed) % 10 == 0:
                say(f"  … {', '.join(sorted(set(checks or ['handoff']) - reported))} ({passed:.0f} s)")
            await asyncio.sleep(1)
    return False


async def _checks(client: httpx.AsyncClient) -> dict[str, str]:
    with contextlib.suppress(httpx.HTTPError, ValueError, KeyError):
        return dict((await client.get("/readyz")).json()["checks"])
    return {}


def _welcome(port: int, password: str, home: Path) -> str:
    logins = "\n".join(f"    {name:<6} {role}" for name, role in LOGINS)
    return f"""
Gildong is ready.

  The bank's page with the widget   http://127.0.0.1:{port}/demo
  The console of agents             http://localhost:{port}/console
  The tablet of a branch            http://localhost:{port}/branch

  Demo logins, password {password}
{logins}

  Data and logs: {home}
  Ctrl-C stops everything.
"""
