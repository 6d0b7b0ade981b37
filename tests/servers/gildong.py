"""All three programs, started the way a newcomer starts them, on ports and in a folder of their own."""

import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import httpx

ROOT = Path(__file__).parents[2]
DEMO_PASSWORD = "a-password-for-tests-only-1"
READY_WITHIN_SECONDS = 150


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass
class Gildong:
    port: int
    bot_port: int
    actions_port: int
    home: Path
    process: subprocess.Popen[bytes]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def kill(self, program: str) -> None:
        """SIGKILL to one program (`bot`, `actions` or `handoff`); the supervisor starts it again."""
        self._signal(program, signal.SIGKILL)

    def freeze(self, program: str) -> None:
        """It takes connections and does nothing: whatever it is asked is in the middle until it is thawed or killed."""
        self._signal(program, signal.SIGSTOP)

    def thaw(self, program: str) -> None:
        self._signal(program, signal.SIGCONT)

    def _signal(self, program: str, number: signal.Signals) -> None:
        pids = pids_of(program, self.home)
        assert pids, f"{program} is not running"
        for pid in pids:
            os.kill(pid, number)

    def ready(self) -> bool:
        try:
            return httpx.get(f"{self.url}/readyz", timeout=5).status_code == 200
        except httpx.HTTPError:
            return False

    def wait_ready(self) -> None:
        until = time.monotonic() + READY_WITHIN_SECONDS
        while time.monotonic() < until:
            if self.ready():
                return
            if self.process.poll() is not None:
                break
            time.sleep(0.3)
        raise RuntimeError(f"not ready; last words:\n{self.last_words()}")

    def last_words(self) -> str:
        texts = [f"== {log.name}\n{log.read_text(errors='replace')[-3000:]}" for log in self.home.rglob("*.log")]
        return "\n".join(texts)

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()


MARKS = {"bot": "rasa", "actions": "-m actions", "handoff": "-m handoff serve"}


def pids_of(program: str, home: Path) -> list[int]:
    """Found by command line and by this installation's own data folder in the environment."""
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            mine = str(home).encode() in (entry / "environ").read_bytes()
        except OSError:
            continue
        if mine and MARKS[program] in command:
            found.append(int(entry.name))
    return found


def start(home: Path, **settings: str) -> Gildong:
    ports = [free_port() for _ in range(3)]
    environment = {
        **os.environ,
        "GILDONG_ENV": "development",
        "GILDONG_HOME": str(home),
        "GILDONG_DEMO_PASSWORD": DEMO_PASSWORD,
        "PORT": str(ports[0]),
        "BOT_PORT": str(ports[1]),
        "ACTIONS_PORT": str(ports[2]),
        **settings,
    }
    home.mkdir(parents=True, exist_ok=True)
    with (home / "supervisor.log").open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "handoff", "develop"], cwd=ROOT, env=environment, stdout=output, stderr=output
        )
    running = Gildong(*ports, home=home, process=process)
    try:
        running.wait_ready()
    except BaseException:
        running.stop()
        raise
    return running
