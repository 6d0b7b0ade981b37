"""The operator at a terminal of the machine on which Gildong runs."""

import os
import subprocess
import sys
from dataclasses import dataclass

from handoff.development.programs import ROOT, Ports, environment_for
from handoff.development.secrets_file import ensure_secrets
from tests.servers.gildong import Gildong


@dataclass(frozen=True)
class Done:
    code: int
    printed: str
    errors: str


def at_terminal(gildong: Gildong, *words: str, typed: str = "", program: str = "handoff") -> Done:
    """`python -m handoff …` or `python -m actions …`, in the environment that the running programs have."""
    ports = Ports(gildong.port, gildong.bot_port, gildong.actions_port)
    environment = environment_for(gildong.home, ports, ensure_secrets(gildong.home, {}), os.environ)
    command = [sys.executable, "-m", program, *words]
    done = subprocess.run(command, cwd=ROOT, env=environment, input=typed, capture_output=True, text=True, check=False)
    return Done(done.returncode, done.stdout, done.stderr)
